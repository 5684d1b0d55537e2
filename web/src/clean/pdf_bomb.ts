// Bounds for what is packed inside a PDF, measured without keeping it: the library inflates whatever it reads, whole.
import { Inflate } from "fflate";
import { Refused } from "./found.js";
import { type Bytes } from "./source.js";

/** Of all packed lists of objects together, and of one stream that is looked into. */
const LONGEST_LISTS = 128 << 20;
const LONGEST_STREAM = 32 << 20;
/** For the older ways to pack, which nothing here can measure. */
const LONGEST_UNMEASURED = 256 << 10;
const STEP = 1 << 20;
/** The longest beginning of a stream that is looked for across two steps. */
const OVERLAP = 2048;
const PACKED_LIST = /\/(?:ObjStm|XRef)\b(?:(?!endobj)[^]){0,1500}?\bstream\r?\n/g;

/** Throws {@link Refused} if the lists of objects, which are inflated before anything is known of them, are too long. */
export function refuseBombs(pdf: Bytes): void {
  const text = new TextDecoder("latin1");
  let left = LONGEST_LISTS;
  let done = 0;
  for (let from = 0; from < pdf.length; from += STEP) {
    for (const found of text.decode(pdf.subarray(from, from + STEP + OVERLAP)).matchAll(PACKED_LIST)) {
      const at = from + found.index + found[0].length;
      if (at <= done) continue;
      done = at;
      left -= inflatedLength(pdf.subarray(at), left);
      if (left <= 0 || found[0].split("FlateDecode").length > 2) throw new Refused("bomb");
    }
  }
}

/** Whether a stream may be inflated whole. */
export function isShort(contents: Uint8Array, filters: readonly string[]): boolean {
  const [first, ...others] = filters.filter((filter) => !filter.startsWith("ASCII"));
  if (first === undefined) return true;
  if (others.length > 0) return false;
  if (first !== "FlateDecode" || filters[0] !== first) return contents.length <= LONGEST_UNMEASURED;
  return inflatedLength(contents, LONGEST_STREAM) < LONGEST_STREAM;
}

/** How long zlib data is unpacked, or the limit if it is that or longer. Data that is none is as long as it gets. */
function inflatedLength(zlib: Uint8Array, limit: number): number {
  let length = 0;
  let ended = false;
  const inflate = new Inflate((part, final) => {
    length += part.length;
    ended = final;
  });
  try {
    // Behind the two bytes of zlib's head.
    for (let at = 2; at < zlib.length && length < limit && !ended; at += 4096) inflate.push(zlib.subarray(at, at + 4096));
  } catch {
    // The library will find the same.
  }
  return Math.min(length, limit);
}
