// What the tests of the cleaners share: files that other programs made (tests/fixtures/clean/make.py), and a search that
// looks into every zip entry and every PDF stream. Its readers are not those the cleaners use.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inflateRawSync, inflateSync } from "node:zlib";
import { type Cleaned, type Found, type Kind, clean } from "../src/clean/clean.js";

const FOLDER = fileURLToPath(new URL("../tests/fixtures/clean/", `file://${process.cwd()}/`));

export const KINDS: Readonly<Record<string, Kind>> = {
  "photo.jpg": "jpeg", "progressive.jpg": "jpeg", "cmyk.jpg": "jpeg", "picture.png": "png", "moving.png": "png",
  "picture.webp": "webp", "moving.webp": "webp", "paper.pdf": "pdf", "packed.pdf": "pdf", "form.pdf": "pdf",
  "letter.docx": "docx", "table.xlsx": "xlsx", "drawn.xlsx": "xlsx", "slides.pptx": "pptx", "letter.odt": "odt",
};

export function fixture(name: string): Buffer<ArrayBuffer> {
  return Buffer.from(readFileSync(`${FOLDER}${name}`));
}

export function cleanBytes(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Cleaned> {
  return clean(new Blob([bytes]), name);
}

export interface Result {
  readonly kind: Kind;
  readonly bytes: Buffer;
  readonly removed: readonly Found[];
  readonly left: readonly Found[];
}

/** Cleans what must be cleaned. */
export async function cleaned(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Result> {
  const done = await cleanBytes(bytes, name);
  assert.equal(done.outcome, "cleaned", `${name}: ${JSON.stringify(done)}`);
  const { kind, blob, removed, left } = done;
  return { kind, bytes: Buffer.from(await blob.arrayBuffer()), removed, left };
}

export async function whyRefused(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<string> {
  const done = await cleanBytes(bytes, name);
  return done.outcome === "refused" ? done.why : done.outcome;
}

/** How often a word stands in a file, packed or not, in one byte a letter or two. */
export function countOf(word: string, bytes: Buffer): number {
  return layersOf(bytes).reduce((sum, layer) => {
    const forms = [Buffer.from(word), Buffer.from(word, "utf16le"), Buffer.from(word, "utf16le").swap16()];
    return sum + forms.filter((form) => layer.includes(form)).length;
  }, 0);
}

function layersOf(bytes: Buffer): Buffer[] {
  const inner = bytes.subarray(0, 4).toString("latin1") === "PK\x03\x04" ? [...entriesOf(bytes).values()].flatMap(layersOf) : [];
  const streams = bytes.subarray(0, 5).toString() === "%PDF-" ? streamsOf(bytes) : [];
  return [bytes, ...inner, ...streams];
}

/** A zip file's entries by its central directory (PKWARE's APPNOTE, section 4.3). */
export function entriesOf(zip: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, name, extra, comment] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(from, from + size);
    entries.set(zip.toString("utf8", at + 46, at + 46 + name), zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data);
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** Every stream of a PDF that zlib can open, under ASCII85 or not. */
function streamsOf(pdf: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  for (let at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 7)) {
    const data = pdf.subarray(at + 7, pdf.indexOf("endstream", at + 7));
    for (const packed of [data, fromAscii85(data)]) {
      streams.push(packed);
      try {
        streams.push(inflateSync(packed));
      } catch {
        // Not packed that way.
      }
    }
  }
  return streams;
}

function fromAscii85(data: Buffer): Buffer {
  const digits = data.toString("latin1").replace(/~>[^]*$/, "").replace(/\s/g, "").replace(/z/g, "!!!!!");
  const whole = digits.padEnd(Math.ceil(digits.length / 5) * 5, "u");
  const bytes = Buffer.alloc((whole.length / 5) * 4);
  for (let i = 0; i < whole.length; i += 5) {
    let number = 0;
    for (let j = i; j < i + 5; j += 1) number = number * 85 + whole.charCodeAt(j) - 33;
    bytes.writeUInt32BE(((number % 2 ** 32) + 2 ** 32) % 2 ** 32, (i / 5) * 4);
  }
  return bytes.subarray(0, bytes.length - (whole.length - digits.length));
}
