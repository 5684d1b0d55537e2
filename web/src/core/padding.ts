// Hides the size of a text: everything sealed as text has one of four lengths, every capsule one of its own. Must not know
// what the text says // (src/crypto/padding.rs; DESIGN section 3).
import { bigEndian } from "./bytes.js";

/** The lengths of padded text in bytes: 4.5, 17, 66 and 264 KiB. */
export const BUCKETS: readonly number[] = [4608, 17_408, 67_584, 270_336];
/** The one length of a padded capsule: room for any name of a log and of an office (ADR 14). */
export const CAPSULE: readonly number[] = [640];
const LENGTH_BYTES = 4;
/** The longest text in bytes: what the largest bucket holds beside the length. */
export const LONGEST_TEXT = 270_332;

/** A text that is too long to be sealed: shorten it, or send the rest as a message. */
export class TextTooLong extends Error {
  readonly bytes: number;
  constructor(bytes: number) {
    super(`the text has ${bytes} bytes and at most ${LONGEST_TEXT} can be sealed`);
    this.bytes = bytes;
  }
}

/** Puts the length before the text and zero bytes behind it, up to the smallest bucket that holds both. */
export function pad(text: Uint8Array, buckets: readonly number[]): Uint8Array {
  const bucket = bucketOf(text.length, buckets);
  if (bucket === undefined) throw new TextTooLong(text.length);
  const padded = new Uint8Array(bucket);
  padded.set(bigEndian(text.length, LENGTH_BYTES));
  padded.set(text, LENGTH_BYTES);
  return padded;
}

/**
 * Gives the text back; nothing for any other length, or padding that is not zero: two writings of one text could
 * carry a mark.
 */
export function unpad(padded: Uint8Array, buckets: readonly number[]): Uint8Array | undefined {
  if (padded.length < LENGTH_BYTES) return undefined;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (bucketOf(length, buckets) !== padded.length) return undefined;
  const end = LENGTH_BYTES + length;
  return padded.subarray(end).every((byte) => byte === 0) ? padded.slice(LENGTH_BYTES, end) : undefined;
}

function bucketOf(length: number, buckets: readonly number[]): number | undefined {
  return buckets.find((bucket) => bucket >= length + LENGTH_BYTES);
}
