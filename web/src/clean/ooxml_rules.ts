// What of Word, Excel and PowerPoint files tells of people and machines: elements, attributes and whole parts (ECMA-376, and
// Microsoft's extensions in MS-DOCX, MS-XLSX, MS-PPTX). Tables, no work.
import { type Findings, type Found } from "./found.js";
import { type Element, type Rules } from "./xml.js";

/** Short names of namespaces; the strict form of the standard has other addresses with the same ends. */
const NAMESPACES: readonly (readonly [RegExp, string])[] = [
  [/wordprocessingml\/(2006\/)?main$/, "w"],
  [/spreadsheetml\/(2006\/)?main$/, "x"],
  [/presentationml\/(2006\/)?main$/, "p"],
  [/drawingml\/(2006\/)?main$/, "a"],
  [/officeDocument\/(2006\/)?relationships$/, "r"],
  [/office\/spreadsheetml\/.*\/revision\d*$/, "xr"],
  [/office\/spreadsheetml\/2010\/11\/ac$/, "x15ac"],
  [/microsoft\.com\/office\/word\//, "w+"],
  [/microsoft\.com\/office\/powerpoint\//, "p+"],
  [/microsoft\.com\/office\/drawing\//, "a+"],
  [/^urn:schemas-microsoft-com:office:office$/, "o"],
  [/^urn:schemas-microsoft-com:vml$/, "v"],
];

/** Marks that one sitting, one copy or one shape has for itself. */
const REVISION_IDS = ["rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidDel", "rsidTr", "rsidSect"];

const drop = new Map<string, Found>([
  ...REVISION_IDS.map((name) => [`@w:${name}`, "history"] as const),
  ["w:rsids", "history"], ["w:attachedTemplate", "names"], ["w:mailMerge", "names"], ["w:docVars", "other"],
  ["w:dataBinding", "other"], ["@w:date", "dates"], ["@w:initials", "author"], ["@w+:dateUtc", "dates"],
  ["@w+:paraId", "identifiers"], ["@w+:textId", "identifiers"], ["w+:docId", "identifiers"],
  ["w+:commentEx", "identifiers"], ["w:saveThroughXslt", "names"], ["w:writeProtection", "identifiers"],
  ["w:documentProtection", "identifiers"], ["w:printerSettings", "printer"],
  ["x:fileVersion", "software"], ["x:fileSharing", "names"], ["x15ac:absPath", "names"], ["xr:revisionPtr", "identifiers"],
  ["@xr:uid", "identifiers"], ["x:pivotCacheDefinition@refreshedBy", "names"], ["x:pivotCacheDefinition@refreshedDate", "dates"],
  ["x:pivotCacheDefinition@refreshedDateIso", "dates"], ["x:webPublishing", "names"], ["x:webPublishItems", "names"],
  ["x:customWorkbookViews", "names"], ["x:customSheetViews", "identifiers"], ["x:scenarios", "names"],
  ["p:cm@dt", "dates"], ["a+:creationId", "identifiers"], ["p+:creationId", "identifiers"], ["p+:modId", "identifiers"],
  ["a+:rowId", "identifiers"], ["a+:colId", "identifiers"], ["v:imagedata@title", "names"], ["@o:title", "names"],
]);

const blank = new Map<string, readonly [string, Found]>([
  ["@w:author", ["Author", "author"]],
  ["x:author", ["Author", "author"]],
  ["p:cmAuthor@name", ["Author", "author"]],
  ["p:cmAuthor@initials", ["A", "author"]],
]);

const tell = new Map<string, Found>([
  ["w:ins", "history"], ["w:del", "history"], ["w:moveFrom", "history"], ["w:moveTo", "history"], ["w:comment", "comments"],
  ["x:comment", "comments"], ["p:cm", "comments"], ["w:vanish", "hidden"], ["x:sheet@state=hidden", "hidden"],
  ["x:sheet@state=veryHidden", "hidden"], ["p:sld@show=0", "hidden"], ["w:altChunk", "unchecked"],
]);

/** Extensions that hold a made-up number and nothing else; left empty they would be against the schema. */
const ID_EXTENSIONS = new Set([
  "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}", "{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}", "{D42A27DB-BD31-4B8C-83A1-F6EECF244321}",
  "{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}", "{9D8B030D-6E8A-4147-A177-3AD203B41FA5}",
]);

const LOOKS_LIKE_A_FILE = /[\\/]|\.[A-Za-z0-9]{2,4}$/;
const NAMED = new Set(["cNvPr", "docPr"]);
const IN_A_PICTURE = /:nvPicPr$/;

/** Names of pictures are often names of files, with the folder of whoever put them in. */
function look(element: Element, findings: Findings): boolean {
  const { local, key, parent } = element;
  if (local === "ext" && element.attributes.some(({ value }) => ID_EXTENSIONS.has(value))) {
    findings.took("identifiers");
    return false;
  }
  if (key === "w:fldSimple" && element.attributes.some(({ value }) => TELLING_FIELD.test(value))) findings.leaves("names");
  // What it points to is gone.
  if (key === "x:pageSetup") element.attributes = element.attributes.filter((attribute) => attribute.local !== "id");
  if (NAMED.has(local) || key === "v:shape") {
    for (const attribute of element.attributes) {
      const isName = ["name", "descr", "title", "alt"].includes(attribute.local);
      const goes = (attribute.local === "name" && IN_A_PICTURE.test(parent)) || LOOKS_LIKE_A_FILE.test(attribute.value);
      if (isName && goes && attribute.value !== "") {
        attribute.value = "";
        findings.took("names");
      }
    }
  }
  return true;
}

/** Fields of Word that show a name, or say where a file lies. What a field shows is text of the document, which stays. */
const TELLING_FIELD = /\b(AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|FILENAME|TEMPLATE)\b|\\\\|file:/i;

function lookAtText(key: string, text: string, findings: Findings): void {
  if (/^w:(del)?instrText$/i.test(key) && TELLING_FIELD.test(text)) findings.leaves("names");
}

const shorts = new Map<string, string>();

/** Found once for each address: there are as many questions as attributes. */
function short(uri: string): string {
  const had = shorts.get(uri) ?? NAMESPACES.find(([end]) => end.test(uri))?.[1] ?? uri;
  if (shorts.size < 200) shorts.set(uri, had);
  return had;
}

export const OOXML_RULES: Rules = {
  short,
  drop, blank, tell, look, lookAtText,
};

/** Parts that go, by the last word of the relation that leads to them. */
export const DROPPED_PARTS: ReadonlyMap<string, Found> = new Map([
  ["thumbnail", "thumbnail"], ["customXml", "other"], ["customXmlProps", "other"], ["printerSettings", "printer"],
  ["people", "names"], ["person", "names"], ["usernames", "names"], ["authors", "names"], ["threadedComment", "names"],
  ["commentsExtended", "identifiers"], ["commentsIds", "identifiers"], ["commentsExtensible", "dates"],
  ["vbaProject", "scripts"], ["wordVbaData", "scripts"], ["attachedToolbars", "other"], ["keyMapCustomizations", "other"],
  ["attachedTemplate", "names"], ["revisionHeaders", "history"], ["revisionLog", "history"], ["mailMergeSource", "names"],
  ["mailMergeHeaderSource", "names"], ["recipientData", "names"], ["documenttasks", "names"], ["transform", "names"],
]);

/** Parts whose XML the rules above were written for; others are kept, and the page says that nobody looked. */
export const KNOWN_PARTS: ReadonlySet<string> = new Set([
  "officeDocument", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "numbering", "theme", "header",
  "footer", "footnotes", "endnotes", "comments", "glossaryDocument", "worksheet", "chartsheet", "sharedStrings", "calcChain",
  "table", "drawing", "vmlDrawing", "chart", "chartStyle", "chartColorStyle", "chartUserShapes", "themeOverride",
  "pivotTable", "pivotCacheDefinition", "pivotCacheRecords", "sheetMetadata", "externalLink", "slide", "slideLayout",
  "slideMaster", "notesSlide", "notesMaster", "handoutMaster", "presProps", "viewProps", "tableStyles", "commentAuthors",
  "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing",
]);

/** What core, application and custom properties tell, by the name of the element. */
export const PROPERTIES: ReadonlyMap<string, Found> = new Map([
  ["creator", "author"], ["lastModifiedBy", "author"], ["Manager", "names"], ["Company", "names"], ["Template", "names"],
  ["created", "dates"], ["modified", "dates"], ["lastPrinted", "dates"], ["revision", "history"], ["TotalTime", "history"],
  ["Application", "software"], ["AppVersion", "software"], ["identifier", "identifiers"], ["title", "other"],
  ["subject", "other"], ["description", "comments"], ["keywords", "other"], ["property", "other"],
]);
