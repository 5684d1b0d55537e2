// PNG (W3C PNG third edition, with animation): a list of the chunks that pictures need; no other chunk goes on.
import { concat } from "../core/bytes.js";
import { Inflate } from "fflate";
import { orientationOnly, readExif, readXmp } from "./exif.js";
import { type Findings, type Found, Refused } from "./found.js";
import { plainProfile } from "./icc.js";
import { type Bytes, type Piece, Source, ascii, startsWith, uint32, view } from "./source.js";

/** Kept byte for byte. */
const NEEDED = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "acTL", "fcTL", "fdAT", "sRGB", "sBIT", "bKGD", "cICP"]);
/** Read, and then written anew or not at all. The largest that is looked at. */
const LONGEST_READ = 8 << 20;
/** What sRGB has for both; other numbers may be those of one monitor. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ["gAMA", "45455"],
  ["cHRM", "31270,32900,64000,33000,30000,60000,15000,6000"],
]);

const KEYWORDS: ReadonlyMap<string, Found> = new Map([
  ["Author", "author"], ["Copyright", "author"], ["Creation Time", "dates"], ["date:create", "dates"], ["date:modify", "dates"],
  ["Software", "software"], ["Source", "device"], ["Comment", "comments"], ["Description", "comments"], ["Title", "comments"],
]);

export async function cleanPng(blob: Blob, findings: Findings): Promise<Blob> {
  const source = new Source(blob);
  if (!startsWith(await source.bytes(0, 8), "\x89PNG\r\n\x1a\n")) throw new Refused("broken");
  const kept: Piece[] = [];
  const anew: Bytes[] = [];
  let at = 8;
  for (let type = ""; type !== "IEND";) {
    const head = await source.bytes(at, 8);
    const length = view(head).getUint32(0);
    type = String.fromCharCode(...head.subarray(4));
    const end = at + 12 + length;
    if (end > source.size || (at === 8) !== (type === "IHDR") || (type === "IEND" && length > 0)) throw new Refused("broken");
    if (NEEDED.has(type)) kept.push([at, end]);
    // A capital first letter: a decoder must know it. We do not.
    else if (/^[A-Z]/.test(type)) throw new Refused("broken");
    else if (length > LONGEST_READ) findings.took("other");
    else anew.push(...replaced(type, await source.bytes(at + 8, length), findings));
    at = end;
  }
  if (at < source.size) findings.took("attachments");
  const [header, ...rest] = kept;
  if (header === undefined) throw new Refused("broken");
  // Colour and turn must stand before palette and picture.
  return source.assemble([ascii("\x89PNG\r\n\x1a\n"), header, ...anew, ...rest], "image/png");
}

function replaced(type: string, body: Bytes, findings: Findings): Bytes[] {
  switch (type) {
    case "eXIf": {
      const { found, orientation } = readExif(body);
      findings.took(...found);
      return orientation === 1 ? [] : [chunk("eXIf", orientationOnly(orientation))];
    }
    case "iCCP": {
      const { profile, same } = plainProfile(inflated(body.subarray(body.indexOf(0) + 2)));
      if (!same) findings.took("device");
      // Stored, so that no compressor's habits show.
      return profile === undefined ? [] : [chunk("iCCP", concat(ascii("c\0\0"), stored(profile)))];
    }
    case "gAMA":
    case "cHRM": {
      const numbers = Array.from({ length: body.length >> 2 }, (_, i) => view(body).getUint32(4 * i));
      if (numbers.join() === PLAIN.get(type)) return [chunk(type, body)];
      findings.took("device");
      return [];
    }
    case "pHYs": {
      // As in JPEG: the shape of a dot, where it is no square, and not its size.
      if (body.length !== 9) throw new Refused("broken");
      return view(body).getUint32(0) === view(body).getUint32(4) ? [] : [chunk("pHYs", concat(body.subarray(0, 8), [0]))];
    }
    case "tIME":
      findings.took("dates");
      return [];
    case "tEXt":
    case "zTXt":
    case "iTXt": {
      const keyword = new TextDecoder("latin1").decode(body.subarray(0, Math.max(0, body.indexOf(0))));
      findings.took(...(keyword === "XML:com.adobe.xmp" ? readXmp(body) : [KEYWORDS.get(keyword) ?? "other"]));
      return [];
    }
    default:
      findings.took("other");
      return [];
  }
}

/** As much of a profile as is needed to know it: its colours stand in front, and what is large is none of ours. */
function inflated(zlib: Bytes): Bytes {
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((part) => {
    length += part.length;
    if (length <= LONGEST_READ) parts.push(part);
  });
  try {
    const body = zlib.subarray(2);
    for (let at = 0; at < body.length && length <= LONGEST_READ; at += 4096) inflate.push(body.subarray(at, at + 4096));
  } catch {
    // Not compressed at all: an unknown profile.
  }
  return concat(...parts);
}

/** A zlib stream of one stored block (RFC 1950, RFC 1951). */
function stored(bytes: Bytes): Bytes {
  let [a, b] = [1, 0];
  for (const byte of bytes) [a, b] = [(a + byte) % 65521, (a + byte + b) % 65521];
  const [low, high] = [bytes.length & 0xff, bytes.length >> 8];
  return concat([0x78, 0x01, 0x01, low, high, low ^ 0xff, high ^ 0xff], bytes, uint32(((b << 16) | a) >>> 0));
}

function chunk(type: string, body: Bytes): Bytes {
  const named = concat(ascii(type), body);
  return concat(uint32(body.length), named, uint32(crc32(named)));
}

/** The check sum of PNG, annex D. */
function crc32(bytes: Bytes): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
