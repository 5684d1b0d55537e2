// JPEG (ITU-T T.81), without decoding it: what a decoder needs is kept byte for byte, three segments are written anew, and
// all else goes, with whatever follows the picture.
import { concat } from "../core/bytes.js";
import { orientationOnly, readExif, readIptc, readXmp } from "./exif.js";
import { type Findings, Refused } from "./found.js";
import { plainProfile } from "./icc.js";
import { type Bytes, type Piece, Source, ascii, startsWith, view } from "./source.js";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;

/** Tables and frames: all kinds of picture but the hierarchical, which nobody makes. */
const NEEDED = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc9, 0xca, 0xcb, 0xcc, 0xdb, 0xdc, 0xdd,
]);

const EXIF = "Exif\0\0";
const ICC = "ICC_PROFILE\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
const XMP_MORE = "http://ns.adobe.com/xmp/extension/\0";
/** More than any profile needs. */
const LONGEST_PROFILE = 4 << 20;

/** Some cameras leave a few bytes between segments. */
const LONGEST_NOTHING = 4096;

/** What is written anew, once all of the old is known. */
interface Head {
  density: Bytes | undefined;
  adobe: Bytes | undefined;
  orientation: number;
  readonly profile: Map<number, Bytes>;
}

export async function cleanJpeg(blob: Blob, findings: Findings): Promise<Blob> {
  const source = new Source(blob);
  if (!startsWith(await source.bytes(0, 2), "\xff\xd8")) throw new Refused("broken");
  const head: Head = { density: undefined, adobe: undefined, orientation: 1, profile: new Map() };
  const kept: Piece[] = [];
  let at = 2;
  for (;;) {
    const [marker, from] = await nextMarker(source, at);
    if (marker === EOI) {
      at = from;
      break;
    }
    if (marker === SOI || (marker >= 0xd0 && marker <= 0xd7)) throw new Refused("broken");
    const length = view(await source.bytes(from, 2)).getUint16(0);
    if (length < 2) throw new Refused("broken");
    const end = from + length;
    if (marker === SOS) {
      at = await endOfScan(source, end);
      kept.push([from - 2, at]);
    } else {
      if (NEEDED.has(marker)) kept.push([from - 2, end]);
      else readSegment(marker, await source.bytes(from + 2, length - 2), head, findings);
      at = end;
    }
  }
  if (kept.length === 0) throw new Refused("broken");
  // Films behind a picture, second pictures, files that were hidden there.
  if (at < source.size) findings.took("attachments");
  return source.assemble([ascii("\xff\xd8"), ...segmentsOf(head, findings), ...kept, ascii("\xff\xd9")], "image/jpeg");
}

/** The next marker, behind bytes that fill or are nothing: decoders pass over them. And the place behind it. */
async function nextMarker(source: Source, at: number): Promise<[marker: number, behind: number]> {
  let place = at;
  while ((await source.bytes(place, 1))[0] !== 0xff) {
    place += 1;
    if (place - at > LONGEST_NOTHING) throw new Refused("broken");
  }
  place += 1;
  let marker = 0xff;
  while (marker === 0xff) {
    marker = (await source.bytes(place, 1))[0] ?? 0;
    place += 1;
  }
  return [marker, place];
}

/** Where the next marker stands that belongs not to the scan itself. A scan without an end is a file cut short. */
async function endOfScan(source: Source, from: number): Promise<number> {
  const step = 1 << 19;
  for (let at = from; at < source.size; at += step) {
    // One byte more: a marker has two.
    const bytes = await source.upTo(at, step + 1);
    for (let i = bytes.indexOf(0xff); i >= 0 && i < bytes.length - 1; i = bytes.indexOf(0xff, i + 1)) {
      const next = bytes[i + 1] ?? 0;
      if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at + i;
    }
  }
  throw new Refused("broken");
}

function readSegment(marker: number, body: Bytes, head: Head, findings: Findings): void {
  if (marker === COM) findings.took("comments");
  else if (marker < 0xe0 || marker > 0xef) throw new Refused("broken");
  else if (marker === 0xe0 && startsWith(body, "JFIF\0") && body.length >= 14) {
    if (body.length > 14) findings.took("thumbnail");
    head.density ??= body.slice(7, 12);
  } else if (marker === 0xe0 && startsWith(body, "JFXX\0")) findings.took("thumbnail");
  else if (marker === 0xe1 && startsWith(body, EXIF)) {
    const exif = readExif(body.subarray(EXIF.length));
    findings.took(...exif.found);
    if (head.orientation === 1) head.orientation = exif.orientation;
  } else if (marker === 0xe1 && (startsWith(body, XMP) || startsWith(body, XMP_MORE))) findings.took(...readXmp(body));
  else if (marker === 0xe2 && startsWith(body, ICC)) head.profile.set(body[ICC.length] ?? 0, body.slice(ICC.length + 2));
  else if (marker === 0xed) findings.took(...readIptc(body));
  // Says how colours are held; without it some pictures come out in wrong ones.
  else if (marker === 0xee && startsWith(body, "Adobe") && body.length >= 12) head.adobe ??= body.slice(11, 12);
  else findings.took("other");
}

function segmentsOf(head: Head, findings: Findings): Bytes[] {
  const segments: Bytes[] = [];
  if (head.density !== undefined) segments.push(segment(0xe0, ascii("JFIF\0\x01\x01"), shapeOf(head.density), [0, 0]));
  if (head.orientation !== 1) segments.push(segment(0xe1, ascii(EXIF), orientationOnly(head.orientation)));
  const pieces = [...head.profile].sort(([one], [two]) => one - two).map(([, piece]) => piece);
  if (pieces.length > 0) {
    const whole = concat(...pieces);
    const { profile, same } = plainProfile(whole.subarray(0, LONGEST_PROFILE));
    if (!same) findings.took("device");
    if (profile !== undefined) segments.push(segment(0xe2, ascii(ICC), [1, 1], profile));
  }
  if (head.adobe !== undefined) segments.push(segment(0xee, ascii("Adobe"), [0, 100, 0, 0, 0, 0], head.adobe));
  return segments;
}

/** Dots per inch are a screen's or a scanner's; only the shape of a dot is needed, where it is no square. */
function shapeOf(density: Bytes): Bytes {
  const [x, y] = [view(density).getUint16(1), view(density).getUint16(3)];
  return x === y || x === 0 || y === 0 ? concat([0, 0, 1, 0, 1]) : concat([0], density.subarray(1));
}

function segment(marker: number, ...body: readonly ArrayLike<number>[]): Bytes {
  const bytes = concat(...body);
  return concat([0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 0xff], bytes);
}
