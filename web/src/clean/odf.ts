// OpenDocument text, tables and slides (ISO/IEC 26300): a list of entries that a document needs; the others go, and the
// manifest is written anew.
import { type Findings, type Found, Refused } from "./found.js";
import { type Inner } from "./ooxml.js";
import { type Bytes, ascii } from "./source.js";
import { type Element, type Rules, filterXml, listOf, writeList } from "./xml.js";
import { type Part, Zip, writeZip } from "./zip.js";

export type OdfKind = "odt" | "ods" | "odp";

const KINDS: ReadonlyMap<string, OdfKind> = new Map([
  ["application/vnd.oasis.opendocument.text", "odt"],
  ["application/vnd.oasis.opendocument.spreadsheet", "ods"],
  ["application/vnd.oasis.opendocument.presentation", "odp"],
]);

const MANIFEST = "META-INF/manifest.xml";
const MANIFEST_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
/** Documents inside lie in folders of their own. */
const NEEDED = /^(Object[^/]*\/)*(content|styles|settings)\.xml$/;
const MEDIA = /^((Object[^/]*\/)*Pictures|media|ObjectReplacements|Fonts|Media)\/[^/]+$|^Object[^/]*$/;

const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ["urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"],
  ["urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"],
  ["urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"],
  ["urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"],
  ["urn:oasis:names:tc:opendocument:xmlns:config:1.0", "config"],
  ["urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"],
  ["urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://www.w3.org/1999/xlink", "xlink"],
  ["http://openoffice.org/2009/office", "ooo"],
  ["urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext"],
]);

const drop = new Map<string, Found>([
  ["dc:creator", "author"], ["dc:date", "dates"], ["meta:creator-initials", "author"], ["loext:sender-initials", "author"],
  ["office:meta", "other"], ["office:event-listeners", "scripts"], ["text:script", "scripts"],
  ["@ooo:rsid", "history"], ["@ooo:paragraph-rsid", "history"], ["table:table-source", "names"],
]);

/** Fields that show a name or a file: what they show is text of the document, which stays. */
const tell = new Map<string, Found>([
  ["text:tracked-changes", "history"], ["table:tracked-changes", "history"], ["office:annotation", "comments"],
  ["text:author-name", "author"], ["text:author-initials", "author"], ["text:initial-creator", "author"],
  ["text:creator", "author"], ["text:sender-lastname", "author"], ["text:sender-firstname", "author"],
  ["text:sender-email", "author"], ["text:file-name", "names"], ["text:hidden-text", "hidden"],
  ["text:hidden-paragraph", "hidden"], ["draw:plugin", "unchecked"], ["draw:applet", "scripts"],
]);

/** Settings that are a number or yes or no, but the two that mark a copy. Those of text may hold a printer or a path. */
const PLAIN_SETTINGS = new Set(["boolean", "short", "int", "long", "double"]);
const COPY_MARKS = new Set(["Rsid", "RsidRoot"]);

function look(element: Element, findings: Findings): boolean {
  const value = (local: string): string => element.attributes.find((each) => each.local === local)?.value ?? "";
  // The frame for scripts is in every document, and mostly empty.
  if (element.parent === "office:scripts") {
    findings.took("scripts");
    return false;
  }
  if (element.key === "config:config-item") {
    const name = value("name");
    if (!COPY_MARKS.has(name) && PLAIN_SETTINGS.has(value("type"))) return true;
    findings.took(name.startsWith("Printer") ? "printer" : COPY_MARKS.has(name) ? "history" : "other");
    return false;
  }
  // Where the cursor was, and which window it was in.
  if (element.key === "config:config-item-set" && value("name").endsWith("view-settings")) {
    findings.took("other");
    return false;
  }
  for (const attribute of element.attributes) {
    if (attribute.uri !== "http://www.w3.org/1999/xlink" || attribute.local !== "href") continue;
    if (inside(attribute.value)) continue;
    attribute.value = "about:blank";
    findings.took("names");
  }
  return true;
}

/** Within the document, or an address on the web. Two points lead out of the package: a path on somebody's disk. */
function inside(address: string): boolean {
  if (address === "about:blank" || /^(https?:|mailto:|#)/i.test(address)) return true;
  return !/^[a-z][a-z0-9+.-]*:|^\/|\\|(^|\/)\.\.(\/|$)/i.test(address);
}

const RULES: Rules = { short: (uri) => NAMESPACES.get(uri) ?? uri, drop, blank: new Map(), tell, look };

export class Odf {
  readonly kind: OdfKind;
  readonly #zip: Zip;
  readonly #media: string;

  private constructor(zip: Zip, media: string, kind: OdfKind) {
    this.#zip = zip;
    this.#media = media;
    this.kind = kind;
  }

  /** Nothing if this is another sort of zip file. */
  static async from(zip: Zip): Promise<Odf | undefined> {
    if (!zip.has("mimetype") || !zip.has(MANIFEST)) return undefined;
    const media = new TextDecoder().decode(await zip.read("mimetype")).trim().replace(/-template$/, "");
    const kind = KINDS.get(media);
    return kind && new Odf(zip, media, kind);
  }

  async clean(inner: Inner, findings: Findings): Promise<Blob> {
    const types = await this.#types();
    const parts = new Map<string, Part>([["mimetype", { bytes: ascii(this.#media), type: "" }]]);
    for (const name of this.#zip.names.sort()) {
      const type = types.get(name) ?? "";
      if (NEEDED.test(name)) {
        parts.set(name, { bytes: filterXml(await this.#zip.read(name), RULES, findings), type: "text/xml" });
      } else if (MEDIA.test(name)) {
        parts.set(name, { bytes: await inner(await this.#zip.read(name), type, findings), type });
      } else if (name === "meta.xml") await this.#tellMeta(findings);
      else if (name !== "mimetype" && name !== MANIFEST) findings.took(sortOf(name));
    }
    if (!parts.has("content.xml")) throw new Refused("broken");
    parts.set(MANIFEST, { bytes: this.#manifest(parts, types), type: "text/xml" });
    return writeZip(parts, this.#media, ["mimetype"]);
  }

  async #types(): Promise<Map<string, string>> {
    const types = new Map<string, string>();
    for (const { local, attributes } of listOf(await this.#zip.read(MANIFEST))) {
      if (local === "encryption-data") throw new Refused("password");
      if (local === "file-entry") types.set(attributes.get("full-path") ?? "", attributes.get("media-type") ?? "");
    }
    return types;
  }

  async #tellMeta(findings: Findings): Promise<void> {
    const sorts: Readonly<Record<string, Found>> = {
      creator: "author", "initial-creator": "author", "printed-by": "author", date: "dates", "creation-date": "dates",
      "print-date": "dates", generator: "software", "editing-cycles": "history", "editing-duration": "history",
      template: "names", "user-defined": "other", title: "other", subject: "other", keyword: "other", description: "comments",
    };
    for (const { local, attributes, text } of listOf(await this.#zip.read("meta.xml"))) {
      const found = sorts[local];
      if (found !== undefined && (text.trim() !== "" || attributes.size > 0)) findings.took(found);
    }
  }

  #manifest(parts: ReadonlyMap<string, Part>, types: ReadonlyMap<string, string>): Bytes {
    const entry = (path: string, type: string) =>
      ["manifest:file-entry", { "manifest:full-path": path, "manifest:media-type": type }] as const;
    const folders = new Set([...parts.keys()].map((name) => name.slice(0, name.lastIndexOf("/") + 1)));
    const objects = [...folders]
      .filter((folder) => folder.startsWith("Object"))
      .map((folder) => entry(folder, types.get(folder) ?? ""));
    const files = [...parts].filter(([name]) => name !== "mimetype").map(([name, { type }]) => entry(name, type));
    const attributes = { "xmlns:manifest": MANIFEST_NAMESPACE, "manifest:version": "1.2" };
    return writeList("manifest:manifest", attributes, [entry("/", this.#media), ...objects, ...files]);
  }
}

function sortOf(name: string): Found {
  if (name.startsWith("Thumbnails/")) return "thumbnail";
  if (/^(Basic|Scripts|Dialogs)\//.test(name)) return "scripts";
  return name.endsWith("signatures.xml") ? "names" : "other";
}
