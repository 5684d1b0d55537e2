// Which entries of which PDF dictionaries go on (ISO 32000-2), and as what their values are read. A table, no work.
import { type Found } from "./found.js";

/** What a dictionary is, by where it stands. `any` is a font, a pattern, a function: for these what goes is listed. */
export type Shape =
  | "catalog" | "pages" | "page" | "resources" | "lists" | "properties" | "annotation" | "form" | "action" | "outline"
  | "names" | "tree" | "image" | "drawing" | "group" | "any";

const same = <Name extends string>(shape: Shape, ...names: readonly Name[]): Record<string, Shape> =>
  Object.fromEntries(names.map((name) => [name, shape]));

const BOXES = same("any", "MediaBox", "CropBox", "Rotate");

/** Every shape but `any`: no entry that is not named here goes on. */
export const KEPT: Readonly<Record<Exclude<Shape, "any">, Readonly<Record<string, Shape>>>> = {
  catalog: {
    Pages: "pages", Outlines: "outline", Names: "names", AcroForm: "form",
    ...same("any", "Type", "PageLabels", "PageLayout", "PageMode", "ViewerPreferences", "Dests", "OCProperties", "Lang"),
  },
  pages: { Kids: "pages", Parent: "pages", Resources: "resources", ...same("any", "Type", "Count"), ...BOXES },
  page: {
    Parent: "pages", Resources: "resources", Annots: "annotation",
    ...same("any", "Type", "Contents", "Group", "Tabs", "UserUnit", "Dur", "Trans", "BleedBox", "TrimBox", "ArtBox"), ...BOXES,
  },
  resources: {
    Properties: "lists", ...same("any", "ExtGState", "ColorSpace", "Pattern", "Shading", "XObject", "Font", "ProcSet"),
  },
  // What text is marked with, under names of its own: see `shapeInside`.
  lists: {},
  properties: {},
  group: { ...same("any", "Type", "Name", "Intent", "OCGs", "P", "VE") },
  annotation: {
    Popup: "annotation", IRT: "annotation", Parent: "annotation", Kids: "annotation", A: "action",
    ...same(
      "any", "Type", "Subtype", "Rect", "Contents", "F", "AP", "AS", "Border", "C", "CA", "ca", "BS", "BE", "IC", "QuadPoints",
      "InkList", "L", "LE", "Vertices", "CL", "RD", "IT", "DA", "Q", "Open", "Name", "State", "StateModel", "RT", "P", "Dest",
      "H", "MK", "OC", "FT", "T", "TU", "V", "DV", "Ff", "MaxLen", "Opt", "TI", "I",
    ),
  },
  form: { Fields: "annotation", DR: "resources", ...same("any", "DA", "Q", "NeedAppearances") },
  action: { ...same("any", "Type", "S", "D", "URI", "N") },
  outline: {
    First: "outline", Last: "outline", Next: "outline", Prev: "outline", Parent: "outline", A: "action",
    ...same("any", "Type", "Title", "Count", "Dest", "C", "F"),
  },
  names: { Dests: "tree" },
  tree: { Kids: "tree", ...same("any", "Names", "Limits") },
  image: {
    Resources: "resources",
    ...same(
      "any", "Type", "Subtype", "Width", "Height", "ColorSpace", "BitsPerComponent", "Intent", "ImageMask", "Mask", "Decode",
      "Interpolate", "SMask", "SMaskInData", "Matte", "Filter", "DecodeParms", "OC",
    ),
  },
  drawing: {
    Resources: "resources", ...same("any", "Type", "Subtype", "FormType", "BBox", "Matrix", "Group", "Filter", "DecodeParms", "OC"),
  },
};

/** What an entry that goes tells of, for the page; also what never goes on from `any`. */
export const DROPPED: Readonly<Record<string, Found>> = {
  PieceInfo: "software", Creator: "software", Producer: "software", CreatorInfo: "software", Author: "author",
  LastModified: "dates", M: "dates", CreationDate: "dates", ModDate: "dates", Thumb: "thumbnail",
  AA: "scripts", OpenAction: "scripts", JavaScript: "scripts", JS: "scripts", XFA: "scripts",
  EmbeddedFiles: "attachments", AF: "attachments", EF: "attachments", FS: "attachments", Collection: "attachments",
  Measure: "location", VP: "location", PtData: "location", LGIDict: "location", NM: "identifiers", ID: "identifiers",
  Perms: "names", DSS: "names", OPI: "other", SpiderInfo: "other", StructTreeRoot: "other", Alternates: "other", RC: "other",
};

/** Entries of that name mean something harmless in a font or a pattern: kept there. */
export const KEPT_IN_ANY: ReadonlySet<string> = new Set(["M", "ID"]);

/** Notes that people see on the page; attached files, films and what runs are not among them. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  "Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly",
  "StrikeOut", "Caret", "Stamp", "Ink", "Popup", "Widget", "Redact", "Watermark",
]);

export const INFO: Readonly<Record<string, Found>> = {
  Author: "author", Creator: "software", Producer: "software", CreationDate: "dates", ModDate: "dates", Trapped: "other",
};
