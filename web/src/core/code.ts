// The tracking code: seven words that are the reporter's only way back. Must not know what is derived from it
// (src/crypto/code.rs; DESIGN section 3).
import { toHex, utf8, wipe } from "./bytes.js";
import { type Entropy, random } from "./entropy.js";
import { sha256 } from "./sig.js";
import { WORDS, indexOf } from "./words.js";

/** How many words a code has. */
export const CODE_WORDS = 7;
const CODE_BYTES = 10;
const BASE = BigInt(WORDS.length);
const CHECKSUM_BITS = 10n;
/** Seven words of nine letters need 69; the rest is room for generous spacing. */
const LONGEST_INPUT = 512;
const SUGGESTIONS = 3;
/** Up to so many letters one slip is allowed for, in longer words two: beyond that it is another word. */
const SHORT_WORD = 4;
/** Telephones turn a typed hyphen into one of the longer dashes. */
const SEPARATORS = /[\p{White_Space}\-.,\u2010-\u2015]+/u;

/** Why a text is no tracking code. */
export type CodeFault =
  /** Far longer than seven words can be. */
  | { readonly fault: "too-long" }
  /** Too few or too many words; `found` is how many there are. */
  | { readonly fault: "word-count"; readonly found: number }
  /** Word `position` (from 1) is not in the list; up to three that look like it, the likeliest first. */
  | { readonly fault: "unknown-word"; readonly position: number; readonly suggestions: readonly string[] }
  /** All words are in the list, but they do not belong together: one is wrong, or two are swapped. */
  | { readonly fault: "checksum" };

/** The secret a reporter keeps to come back to a concern: 80 random bits. */
export class TrackingCode {
  readonly #bytes: Uint8Array;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** A new code. */
  static generate(entropy: Entropy): TrackingCode {
    return new TrackingCode(random(entropy, CODE_BYTES));
  }

  /** The code of ten bytes that are already at hand: in vectors and in tests. */
  static fromBytes(bytes: Uint8Array): TrackingCode {
    if (bytes.length !== CODE_BYTES) throw new RangeError("a tracking code has 10 bytes");
    return new TrackingCode(bytes.slice());
  }

  /** Reads seven words in any case, with spaces, hyphens, dots, commas or line ends between them. */
  static parse(text: string): TrackingCode | CodeFault {
    if (utf8(text).length > LONGEST_INPUT) return { fault: "too-long" };
    const words = splitWords(text);
    if (words.length !== CODE_WORDS) return { fault: "word-count", found: words.length };
    let number = 0n;
    for (const [place, word] of words.entries()) {
      const digit = indexOf(word);
      if (digit < 0) return { fault: "unknown-word", position: place + 1, suggestions: suggest(word) };
      number = number * BASE + BigInt(digit);
    }
    const hex = (number >> CHECKSUM_BITS).toString(16).padStart(2 * CODE_BYTES, "0");
    if (hex.length > 2 * CODE_BYTES) return { fault: "checksum" };
    const bytes = Uint8Array.from({ length: CODE_BYTES }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
    const isWhole = checksum(bytes) === (number & ((1n << CHECKSUM_BITS) - 1n));
    return isWhole ? new TrackingCode(bytes) : { fault: "checksum" };
  }

  /** The seven words, to be shown once and written down. */
  words(): string[] {
    let number = (BigInt(`0x${toHex(this.#bytes)}`) << CHECKSUM_BITS) | checksum(this.#bytes);
    const words: string[] = [];
    for (let place = 0; place < CODE_WORDS; place += 1) {
      words.unshift(WORDS[Number(number % BASE)] ?? "");
      number /= BASE;
    }
    return words;
  }

  /** The 10 bytes, for the derivation alone. */
  secret(): Uint8Array {
    return this.#bytes;
  }

  /** Overwrites the code. The words that were shown are beyond reach: strings cannot be wiped. */
  wipe(): void {
    wipe(this.#bytes);
  }
}

/** A typed code's words in lower case. Only A to Z are folded: other alphabets have letters that fold into ours. */
export function splitWords(text: string): string[] {
  const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return folded.split(SEPARATORS).filter((word) => word !== "");
}

/** The first 10 bits of SHA-256(`daylight/code/v1` ‖ code). */
function checksum(bytes: Uint8Array): bigint {
  const [first = 0, second = 0] = sha256(utf8("daylight/code/v1"), bytes);
  return BigInt((first << 8) | second) >> (16n - CHECKSUM_BITS);
}

/** The nearest words of the list; among equals those with the same first letter come first. */
export function suggest(word: string): string[] {
  const farthest = word.length <= SHORT_WORD ? 1 : 2;
  const near: { known: string; distance: number; other: number }[] = [];
  for (const known of WORDS) {
    if (Math.abs(known.length - word.length) > farthest) continue;
    const distance = editDistance(word, known);
    if (distance <= farthest) near.push({ known, distance, other: Number(known[0] !== word[0]) });
  }
  near.sort((a, b) => a.distance - b.distance || a.other - b.other || (a.known < b.known ? -1 : 1));
  return near.slice(0, SUGGESTIONS).map((found) => found.known);
}

/** Levenshtein's distance: letters to change, put in or take out. Quadratic, so the caller bounds the lengths. */
function editDistance(a: string, b: string): number {
  const row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let line = 0; line < a.length; line += 1) {
    let diagonal = line;
    let left = line + 1;
    row[0] = left;
    for (let at = 0; at < b.length; at += 1) {
      const above = row[at + 1] ?? 0;
      left = Math.min(diagonal + Number(a[line] !== b[at]), left + 1, above + 1);
      diagonal = above;
      row[at + 1] = left;
    }
  }
  return row[b.length] ?? 0;
}
