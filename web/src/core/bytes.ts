// Bytes and their text forms. Knows nothing of what they mean.
import { base64, base64nopad } from "@scure/base";

const ENCODER = new TextEncoder();

/** Text that is not the hexadecimal or base64 form of the value it should be. */
export class NotBytes extends Error {}

/** Writes bytes as lower-case hexadecimal (docs/LEDGER_FORMAT.md section 1). */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** Whether a text is so many bytes of lower-case hexadecimal; upper case would be a second spelling of one value. */
export function isHex(text: unknown, length: number): text is string {
  return typeof text === "string" && text.length === 2 * length && /^[0-9a-f]*$/.test(text);
}

/** Reads exactly `length` bytes of lower-case hexadecimal. Throws {@link NotBytes}. */
export function fromHex(text: string, length: number): Uint8Array {
  if (!isHex(text, length)) throw new NotBytes(`expected ${2 * length} lower-case hexadecimal digits`);
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16));
}

/** Standard base64 with padding, as sealed bytes travel. */
export function toBase64(bytes: Uint8Array): string {
  return base64.encode(bytes);
}

/** Reads standard base64 in its one spelling. Throws {@link NotBytes}. */
export function fromBase64(text: string): Uint8Array {
  try {
    return base64.decode(text);
  } catch {
    throw new NotBytes("not standard base64");
  }
}

/** Base64 without padding, as age headers hold it (c2sp.org/age#header). */
export function toBase64NoPad(bytes: Uint8Array): string {
  return base64nopad.encode(bytes);
}

/** Reads base64 without padding of exactly `length` bytes. Throws {@link NotBytes}. */
export function fromBase64NoPad(text: string, length: number): Uint8Array {
  let bytes: Uint8Array | undefined;
  try {
    bytes = base64nopad.decode(text);
  } catch {
    // The same fault as another length.
  }
  if (bytes?.length !== length) throw new NotBytes(`expected ${length} bytes of base64 without padding`);
  return bytes;
}

/** A text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return ENCODER.encode(text);
}

/** The text of UTF-8 bytes. Throws if they are none. */
export function fromUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** Several pieces as one. */
export function concat(...parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether two values are the same bytes. Looks at every byte, so that time says nothing of where they differ. */
export function equal(one: Uint8Array, two: Uint8Array): boolean {
  if (one.length !== two.length) return false;
  let differing = 0;
  for (let at = 0; at < one.length; at += 1) differing |= (one[at] ?? 0) ^ (two[at] ?? 0);
  return differing === 0;
}

/** A number in `length` big-endian bytes. */
export function bigEndian(number: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = length - 1, rest = number; at >= 0; at -= 1, rest = Math.floor(rest / 256)) bytes[at] = rest % 256;
  return bytes;
}

/** Overwrites secrets that are no longer needed. The engine may have copied them; strings cannot be wiped at all. */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}
