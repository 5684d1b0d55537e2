// PDF: a new file with what can be seen. Walks from the catalog, copies what the table of pdf_shapes.ts names, and so leaves
// behind earlier states of the file, and all that no page leads to.
//
// Not looked into: what pages draw (content streams, fonts). A name on a page is text, and stays.
import {
  PDFArray, PDFContext, PDFDict, PDFHexString, PDFNumber, PDFObject, PDFParser, PDFRawStream, PDFRef, PDFStream,
  PDFStreamWriter, PDFString,
} from "@cantoo/pdf-lib";
import { readXmp } from "./exif.js";
import { type Findings, Refused } from "./found.js";
import { plainProfile } from "./icc.js";
import { cleanJpeg } from "./jpeg.js";
import { refuseBombs } from "./pdf_bomb.js";
import { decoded, decodedBeforeLast, filtersOf, name, textOf } from "./pdf_read.js";
import { ANNOTATIONS, DROPPED, INFO, KEPT, KEPT_IN_ANY, type Shape } from "./pdf_shapes.js";
import { type Bytes } from "./source.js";

/** The library holds the whole file, and its parts once more. */
const LARGEST = 64 << 20;
const OBJECTS_AT_ONCE = 500;

export async function cleanPdf(blob: Blob, findings: Findings): Promise<Blob> {
  if (blob.size > LARGEST) throw new Refused("too-large");
  const bytes = new Uint8Array(await blob.arrayBuffer());
  try {
    refuseBombs(bytes);
    const old = await PDFParser.forBytesWithOptions(bytes, OBJECTS_AT_ONCE).parseDocument();
    if (old.trailerInfo.Encrypt !== undefined) throw new Refused("password");
    tellTrailer(old, bytes, findings);
    const copy = new Copy(old, findings);
    const written = await PDFStreamWriter.forContext(await copy.all(), OBJECTS_AT_ONCE).serializeToBuffer();
    return new Blob([new Uint8Array(written)], { type: "application/pdf" });
  } catch (fault) {
    throw fault instanceof Refused ? fault : new Refused("broken");
  }
}

function tellTrailer({ trailerInfo }: PDFContext, bytes: Bytes, findings: Findings): void {
  if (trailerInfo.ID !== undefined) findings.took("identifiers");
  const text = new TextDecoder("latin1");
  let ends = 0;
  for (let at = 0; at < bytes.length; at += 1 << 20) {
    // Eight bytes more: a word of nine may stand across.
    ends += text.decode(bytes.subarray(at, at + (1 << 20) + 8)).split("startxref").length - 1;
  }
  const linear = text.decode(bytes.subarray(0, 1024)).includes("/Linearized");
  if (ends > (linear ? 2 : 1)) findings.took("history");
}

const NOTHING = undefined;

/** Of a stream where it was: its length, and the file in which its bytes lie if not here. */
const OF_OLD_STREAM: ReadonlySet<string> = new Set(["Length", "DL", "F", "FFilter", "FDecodeParms"]);

/** One document on its way into a new one. */
class Copy {
  readonly #old: PDFContext;
  readonly #new = PDFContext.create();
  readonly #findings: Findings;
  readonly #refs = new Map<PDFRef, PDFRef>();
  readonly #queue: { from: PDFRef; to: PDFRef; shape: Shape }[] = [];
  /** Pages of the tree: others, which only a link or a bookmark reaches, were taken out of the document. */
  readonly #pages = new Map<PDFRef, Shape>();
  #profile: { ref: PDFRef; of: Bytes } | undefined;

  constructor(old: PDFContext, findings: Findings) {
    this.#old = old;
    this.#findings = findings;
  }

  async all(): Promise<PDFContext> {
    const root = this.#old.trailerInfo.Root;
    const catalog = this.#old.lookupMaybe(root, PDFDict);
    const tree = catalog?.get(name("Pages"));
    if (!(root instanceof PDFRef) || !(tree instanceof PDFRef)) throw new Refused("broken");
    this.#tellInfo();
    this.#findPages(tree);
    this.#new.trailerInfo.Root = this.#ref(root, "catalog");
    // By a queue: a list of a thousand bookmarks would be a thousand calls deep.
    for (const { from, to, shape } of this.#queue) {
      const copied = await this.#copy(this.#old.lookup(from), shape, from);
      if (copied !== NOTHING) this.#new.assign(to, copied);
    }
    return this.#new;
  }

  #tellInfo(): void {
    const info = this.#old.lookup(this.#old.trailerInfo.Info);
    if (!(info instanceof PDFDict)) return;
    for (const key of info.keys()) this.#findings.took(INFO[key.decodeText()] ?? "other");
  }

  #findPages(tree: PDFRef): void {
    const waiting = [tree];
    for (const ref of waiting) {
      const node = this.#old.lookup(ref);
      if (this.#pages.has(ref) || !(node instanceof PDFDict)) continue;
      const kids = node.lookup(name("Kids"));
      this.#pages.set(ref, kids instanceof PDFArray ? "pages" : "page");
      if (kids instanceof PDFArray) waiting.push(...kids.asArray().filter((kid) => kid instanceof PDFRef));
    }
    if (![...this.#pages.values()].includes("page")) throw new Refused("broken");
  }

  /** The number an object has in the new file. */
  #ref(from: PDFRef, shape: Shape): PDFRef {
    const had = this.#refs.get(from);
    if (had !== undefined) return had;
    const to = this.#new.nextRef();
    this.#refs.set(from, to);
    this.#queue.push({ from, to, shape: this.#pages.get(from) ?? shape });
    return to;
  }

  /** A value as it goes on, or nothing. */
  async #copy(value: PDFObject | undefined, shape: Shape, self?: PDFRef): Promise<PDFObject | undefined> {
    if (value instanceof PDFRef) return this.#leads(value, shape) ? this.#ref(value, shape) : NOTHING;
    if (value instanceof PDFArray) return this.#array(value, shape);
    if (value instanceof PDFRawStream) return this.#stream(value);
    // Other streams are those this library makes itself; a file it has read holds none.
    if (value instanceof PDFStream) return NOTHING;
    if (value instanceof PDFDict) {
      const its = this.#shapeOf(value, shape, self);
      return its && this.#dictionary(value, its);
    }
    return value;
  }

  /** Whether an object goes on at all: decided before it has a number, so that nothing points at a gap. */
  #leads(ref: PDFRef, shape: Shape): boolean {
    const value = this.#old.lookup(ref);
    if (value === undefined) return false;
    return !(value instanceof PDFDict) || this.#shapeOf(value, shape, ref) !== undefined;
  }

  #shapeOf(dict: PDFDict, shape: Shape, self: PDFRef | undefined): Shape | undefined {
    const type = textOf(dict, "Type");
    const page = self && this.#pages.get(self);
    if (page !== undefined) return page;
    if (type === "Page" || type === "Pages" || (type === "Catalog" && shape !== "catalog")) return NOTHING;
    if (type === "OCG" || type === "OCMD") return "group";
    if (shape === "properties") return "properties";
    if (shape === "annotation" && !this.#isSeen(dict)) return NOTHING;
    if (shape === "action" && !this.#isHarmless(dict)) return NOTHING;
    if (type === "Sig" || type === "Filespec" || type === "F" || type === "EmbeddedFile") {
      this.#findings.took(type === "Sig" ? "names" : "attachments");
      return NOTHING;
    }
    return shape;
  }

  #isSeen(annotation: PDFDict): boolean {
    const subtype = textOf(annotation, "Subtype");
    if (textOf(annotation, "FT") === "Sig") {
      this.#findings.took("names");
      return false;
    }
    // A field has no subtype where its look is a dictionary of its own.
    if (subtype === undefined || ANNOTATIONS.has(subtype)) {
      const isNote = subtype !== undefined && !["Link", "Widget", "Popup", "Watermark"].includes(subtype);
      if (isNote) this.#findings.leaves("comments");
      return true;
    }
    this.#findings.took(subtype === "FileAttachment" ? "attachments" : "other");
    return false;
  }

  #isHarmless(action: PDFDict): boolean {
    const kind = textOf(action, "S");
    if (kind === "GoTo" || kind === "Named") return true;
    const address = action.lookup(name("URI"));
    const text = address instanceof PDFString || address instanceof PDFHexString ? address.decodeText() : "";
    if (kind === "URI" && /^(https?:|mailto:)/i.test(text)) return true;
    this.#findings.took(kind === "JavaScript" ? "scripts" : "names");
    return false;
  }

  async #array(array: PDFArray, shape: Shape): Promise<PDFObject> {
    if (array.get(0) === name("ICCBased") && array.size() === 2) return this.#colours(array);
    const copied = PDFArray.withContext(this.#new);
    for (const item of array.asArray()) {
      const value = await this.#copy(item, shape);
      // A list of notes gets shorter; in others a place means something.
      if (value !== NOTHING) copied.push(value);
      else if (shape === "any") copied.push(this.#new.obj(null));
    }
    return copied;
  }

  async #dictionary(dict: PDFDict, shape: Shape, without?: ReadonlySet<string>): Promise<PDFDict> {
    const copied = PDFDict.withContext(this.#new);
    const isField = shape !== "annotation" || dict.has(name("FT")) || dict.has(name("Parent")) || !dict.has(name("Subtype"));
    for (const [key, value] of dict.entries()) {
      const text = key.decodeText();
      if (without?.has(text)) continue;
      const as = text === "T" && !isField ? NOTHING : shapeInside(shape, text);
      if (as === NOTHING) {
        this.#tellDropped(text, value, isField);
        continue;
      }
      const its = await this.#copy(value, as);
      if (its !== NOTHING) copied.set(key, its);
    }
    return copied;
  }

  #tellDropped(key: string, value: PDFObject, isField: boolean): void {
    const found = key === "T" && !isField ? "author" : DROPPED[key];
    // Most documents only say there at which page to open.
    const isPlace = key === "OpenAction" && !this.#isScript(value);
    if (found !== undefined && !isPlace) this.#findings.took(found);
    if (key !== "Metadata") return;
    const stream = this.#old.lookup(value);
    this.#findings.took(...(stream instanceof PDFRawStream ? readXmp(decoded(stream) ?? new Uint8Array()) : ["other" as const]));
  }

  #isScript(value: PDFObject): boolean {
    const action = this.#old.lookup(value);
    return action instanceof PDFDict && textOf(action, "S") !== "GoTo";
  }

  async #stream(stream: PDFRawStream): Promise<PDFObject | undefined> {
    const { dict } = stream;
    if (textOf(dict, "Type") === "EmbeddedFile") return NOTHING;
    const subtype = textOf(dict, "Subtype");
    const shape = subtype === "Image" ? "image" : subtype === "Form" ? "drawing" : "any";
    const copied = await this.#dictionary(dict, shape, OF_OLD_STREAM);
    const contents = shape === "image" ? await this.#picture(stream, copied) : stream.contents;
    return PDFRawStream.of(copied, contents);
  }

  /** The bytes of a picture; a JPEG is a file of its own, with all that such files tell. */
  async #picture(stream: PDFRawStream, copied: PDFDict): Promise<Uint8Array> {
    const filters = filtersOf(stream.dict);
    const last = filters.at(-1);
    if (last === "JPXDecode" || last === "JBIG2Decode") this.#findings.leaves("unchecked");
    if (last !== "DCTDecode") return stream.contents;
    const jpeg = filters.length === 1 ? stream.contents : decodedBeforeLast(stream, filters);
    try {
      if (jpeg === undefined) throw new Refused("broken");
      const cleaned = await cleanJpeg(new Blob([new Uint8Array(jpeg)]), this.#findings);
      if (filters.length > 1) {
        copied.set(name("Filter"), name("DCTDecode"));
        copied.delete(name("DecodeParms"));
      }
      return new Uint8Array(await cleaned.arrayBuffer());
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      this.#findings.leaves("unchecked");
      return stream.contents;
    }
  }

  /** A colour space by a profile: by one of ours, or that of the device that shows it. */
  async #colours(array: PDFArray): Promise<PDFObject> {
    const stream = array.lookup(1);
    const count = stream instanceof PDFRawStream ? stream.dict.lookup(name("N")) : NOTHING;
    const colours = count instanceof PDFNumber ? count.asNumber() : 3;
    const { profile, same } = plainProfile((stream instanceof PDFRawStream && decoded(stream)) || new Uint8Array());
    if (!same) this.#findings.took("device");
    if (profile === undefined) return name(colours === 1 ? "DeviceGray" : colours === 4 ? "DeviceCMYK" : "DeviceRGB");
    if (this.#profile === undefined || this.#profile.of.length !== profile.length) {
      const ref = this.#new.register(this.#new.stream(profile, { N: 3, Alternate: "DeviceRGB" }));
      this.#profile = { ref, of: profile };
    }
    return this.#new.obj([name("ICCBased"), this.#profile.ref]);
  }
}

/** As what an entry's value is read, or nothing if the entry goes. */
function shapeInside(shape: Shape, key: string): Shape | undefined {
  if (shape === "lists") return "properties";
  if (shape !== "any") return KEPT[shape][key];
  if (key === "Metadata" || (key in DROPPED && !KEPT_IN_ANY.has(key))) return NOTHING;
  if (key === "Resources") return "resources";
  return "any";
}
