// What a file is, by its bytes. A name can be wrong by accident or on purpose, and the program that opens the file later goes
// by the bytes.
import { Refused } from "./found.js";
import { type OdfKind, Odf } from "./odf.js";
import { type OoxmlKind, Ooxml } from "./ooxml.js";
import { startsWith } from "./source.js";
import { Zip } from "./zip.js";

export type Kind = "jpeg" | "png" | "webp" | "heic" | "pdf" | OoxmlKind | OdfKind;

export type Known =
  | { readonly kind: "jpeg" | "png" | "webp" | "heic" | "pdf" }
  | { readonly kind: OoxmlKind; readonly document: Ooxml }
  | { readonly kind: OdfKind; readonly document: Odf }
  | { readonly kind: "unknown" };

/** Ends of names, and the kinds whose bytes such a file should have. */
const ENDS: Readonly<Record<string, Kind>> = {
  jpg: "jpeg", jpeg: "jpeg", png: "png", webp: "webp", heic: "heic", heif: "heic", avif: "heic", pdf: "pdf", docx: "docx",
  docm: "docx", dotx: "docx", xlsx: "xlsx", xlsm: "xlsx", pptx: "pptx", pptm: "pptx", ppsx: "pptx", odt: "odt", ods: "ods",
  odp: "odp",
};

const OLE = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/** Brands of the files phones make (ISO/IEC 14496-12, 23008-12); any of them is refused with the same advice. */
const HEIF_BRANDS = /^(heic|heix|heim|heis|hevc|hevx|mif1|mif2|msf1|avif|avis)$/;
const FIRST_BYTES = 1024;

/** The kind a name claims, if it is one that can be cleaned. */
export function claimedBy(name: string): Kind | undefined {
  return ENDS[name.slice(name.lastIndexOf(".") + 1).toLowerCase()];
}

/** Reads as much of a file as is needed to know it. Throws {@link Refused} for a locked document and a bomb. */
export async function kindOf(blob: Blob, name: string): Promise<Known> {
  const first = new Uint8Array(await blob.slice(0, FIRST_BYTES).arrayBuffer());
  if (startsWith(first, "\xff\xd8\xff")) return { kind: "jpeg" };
  if (startsWith(first, "\x89PNG\r\n\x1a\n")) return { kind: "png" };
  if (startsWith(first, "RIFF") && startsWith(first, "WEBP", 8)) return { kind: "webp" };
  if (startsWith(first, "ftyp", 4) && brands(first).some((brand) => HEIF_BRANDS.test(brand))) return { kind: "heic" };
  if (startsWith(first, "PK\x03\x04")) return packed(blob, name);
  // A document under a password is another container with the document in it (MS-OFFCRYPTO). It names its stream in UTF-16.
  if (startsWith(first, OLE)) {
    if (await hasLockedPackage(blob)) throw new Refused("password");
    return { kind: "unknown" };
  }
  if (startsWith(first, "%PDF-")) return { kind: "pdf" };
  // Readers take a PDF that has other bytes in front of it; a mail about PDFs is none.
  const within = new TextDecoder("latin1").decode(first).includes("%PDF-");
  if (within && claimedBy(name) === "pdf") return { kind: "pdf" };
  return { kind: "unknown" };
}

/** The brands a file says it has: one at the front, and those it is compatible with. */
function brands(first: Uint8Array): string[] {
  const end = Math.min(first.length, first[3] ?? 0);
  const all: string[] = [];
  for (let at = 8; at + 4 <= end; at += 4) all.push(String.fromCharCode(...first.subarray(at, at + 4)));
  return all;
}

async function packed(blob: Blob, name: string): Promise<Known> {
  // An archive of some other sort is not opened at all.
  let zip: Zip;
  try {
    zip = await Zip.open(blob);
  } catch (fault) {
    if (claimedBy(name) === undefined && fault instanceof Refused) return { kind: "unknown" };
    throw fault;
  }
  const office = await Ooxml.from(zip);
  if (office !== undefined) return { kind: office.kind, document: office };
  const open = await Odf.from(zip);
  return open === undefined ? { kind: "unknown" } : { kind: open.kind, document: open };
}

/** The directory of the container lies anywhere in it, so all of it is searched, piece by piece. */
async function hasLockedPackage(blob: Blob): Promise<boolean> {
  const step = 1 << 20;
  const text = new TextDecoder("latin1");
  for (let at = 0; at < blob.size; at += step) {
    const piece = text.decode(await blob.slice(at, at + step + 64).arrayBuffer());
    if (piece.includes([..."EncryptedPackage"].join("\0"))) return true;
  }
  return false;
}
