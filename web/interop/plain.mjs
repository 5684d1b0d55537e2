// Bytes that Rust and JavaScript both know without being told: the same file in every test.

/** Sizes around age's chunk of 64 KiB, and the largest bucket of padded text. */
export const SIZES = [0, 1, 65535, 65536, 65537, 270336];

/** `size` bytes, each (place * 7) mod 251. */
export function plain(size) {
  return Uint8Array.from({ length: size }, (_, place) => (place * 7) % 251);
}

/** A capsule's text, at most 636 bytes, padded as all capsules are (see src/crypto/padding.rs). */
export function pad(text) {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(640);
  new DataView(padded.buffer).setUint32(0, bytes.length);
  padded.set(bytes, 4);
  return padded;
}

/** Gives padded text back. */
export function unpad(padded) {
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  return new TextDecoder("utf-8", { fatal: true }).decode(padded.subarray(4, 4 + length));
}
