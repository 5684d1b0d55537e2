// WebP (RFC 9649): a list of the chunks that pictures need, inside frames too; no other chunk goes on.
import { concat } from "../core/bytes.js";
import { orientationOnly, readExif, readXmp } from "./exif.js";
import { type Findings, Refused } from "./found.js";
import { plainProfile } from "./icc.js";
import { type Bytes, type Piece, Source, ascii, startsWith, view } from "./source.js";

const NEEDED = new Set(["VP8 ", "VP8L", "ALPH", "ANIM"]);
const LONGEST_READ = 8 << 20;
/** Bits of the first byte of VP8X. */
const HAS_ICC = 0x20;
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;
/** What stands in a frame before its own chunks: place, size, duration. */
const FRAME_HEAD = 16;

interface Parts {
  /** The extended header's first byte and its sizes, if there is one. */
  header: Bytes | undefined;
  profile: Bytes | undefined;
  exif: Bytes | undefined;
  readonly picture: Piece[];
}

export async function cleanWebp(blob: Blob, findings: Findings): Promise<Blob> {
  const source = new Source(blob);
  const riff = await source.bytes(0, 12);
  const end = 8 + view(riff).getUint32(4, true);
  if (!startsWith(riff, "RIFF") || !startsWith(riff, "WEBP", 8) || end > source.size) throw new Refused("broken");
  if (end < source.size) findings.took("attachments");
  const parts: Parts = { header: undefined, profile: undefined, exif: undefined, picture: [] };
  for (let at = 12; at < end;) at = await readChunk(source, at, end, parts, findings);
  if (parts.picture.length === 0) throw new Refused("broken");
  const pieces = [...headerOf(parts), ...parts.picture];
  if (parts.exif !== undefined) pieces.push(chunk("EXIF", parts.exif));
  return source.assemble([chunkHead("RIFF", 4 + lengthOf(pieces)), ascii("WEBP"), ...pieces], "image/webp");
}

/** Reads one chunk, and says where the next one stands. */
async function readChunk(source: Source, at: number, end: number, parts: Parts, findings: Findings): Promise<number> {
  const { type, from, to, next } = await chunkAt(source, at, end);
  if (NEEDED.has(type)) parts.picture.push(...padded(at, to));
  else if (type === "ANMF") parts.picture.push(...(await frame(source, from, to, findings)));
  else if (to - from > LONGEST_READ) findings.took("other");
  else readOther(type, (await source.bytes(from, to - from)).slice(), parts, findings);
  return next;
}

function readOther(type: string, body: Bytes, parts: Parts, findings: Findings): void {
  if (type === "VP8X" && body.length >= 10) parts.header ??= body.slice(0, 10);
  else if (type === "ICCP") {
    const { profile, same } = plainProfile(body);
    if (!same) findings.took("device");
    parts.profile ??= profile;
  } else if (type === "EXIF") {
    // Some programs write the marker that only JPEG has.
    const { orientation, found } = readExif(startsWith(body, "Exif\0\0") ? body.subarray(6) : body);
    findings.took(...found);
    if (orientation !== 1) parts.exif ??= orientationOnly(orientation);
  } else findings.took(...(type === "XMP " ? readXmp(body) : ["other" as const]));
}

async function chunkAt(source: Source, at: number, end: number) {
  const head = await source.bytes(at, 8);
  const from = at + 8;
  const to = from + view(head).getUint32(4, true);
  if (to > end) throw new Refused("broken");
  return { type: String.fromCharCode(...head.subarray(0, 4)), from, to, next: to + (to & 1) };
}

/** A chunk as it is, with the byte that makes its length even written anew: it could be any. */
function padded(from: number, to: number): Piece[] {
  return (to - from) & 1 ? [[from, to], concat([0])] : [[from, to]];
}

/** One picture of an animation, which holds chunks of its own. */
async function frame(source: Source, from: number, to: number, findings: Findings): Promise<Piece[]> {
  if (to - from < FRAME_HEAD) throw new Refused("broken");
  const pieces: Piece[] = [[from, from + FRAME_HEAD]];
  for (let at = from + FRAME_HEAD; at < to;) {
    const inner = await chunkAt(source, at, to);
    if (NEEDED.has(inner.type)) pieces.push(...padded(at, inner.to));
    else findings.took("other");
    at = inner.next;
  }
  return [chunkHead("ANMF", lengthOf(pieces)), ...pieces];
}

function headerOf({ header, profile, exif }: Parts): Piece[] {
  if (header === undefined) return [];
  const flags = (header[0] ?? 0) & ~(HAS_ICC | HAS_EXIF | HAS_XMP);
  const now = flags | (profile === undefined ? 0 : HAS_ICC) | (exif === undefined ? 0 : HAS_EXIF);
  const pieces = [chunk("VP8X", concat([now, 0, 0, 0], header.subarray(4)))];
  if (profile !== undefined) pieces.push(chunk("ICCP", profile));
  return pieces;
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + (piece instanceof Uint8Array ? piece.length : piece[1] - piece[0]), 0);
}

function chunkHead(type: string, length: number): Bytes {
  const head = concat(ascii(type), [0, 0, 0, 0]);
  view(head).setUint32(4, length, true);
  return head;
}

function chunk(type: string, body: Bytes): Bytes {
  return concat(chunkHead(type, body.length), body, body.length & 1 ? [0] : []);
}
