// The payload of an age file: chunks of 64 KiB, each sealed by itself under its number (c2sp.org/age#payload). Must not
// know who may open it. A chunk needs nothing but key and number, so that several workers can seal one file.
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bigEndian, concat, utf8 } from "./bytes.js";

/** Bytes of plaintext in each chunk but the last. */
export const CHUNK_BYTES = 65_536;
/** What sealing adds to each chunk. */
export const TAG_BYTES = 16;
/** The random bytes between header and first chunk. */
export const NONCE_BYTES = 16;

/** The key under which the chunks of one file are sealed. */
export function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return hkdf(sha256, fileKey, nonce, utf8("payload"), 32);
}

/** Seals chunk number `index`, from 0. Only the last may be shorter than {@link CHUNK_BYTES}, or empty if alone. */
export function sealChunk(key: Uint8Array, index: number, isLast: boolean, plain: Uint8Array): Uint8Array {
  return chacha20poly1305(key, chunkNonce(index, isLast)).encrypt(plain);
}

/** Opens a chunk; nothing if it is damaged, in another place, or not the last though said to be. */
export function openChunk(
  key: Uint8Array,
  index: number,
  isLast: boolean,
  sealed: Uint8Array,
): Uint8Array | undefined {
  try {
    return chacha20poly1305(key, chunkNonce(index, isLast)).decrypt(sealed);
  } catch {
    return undefined;
  }
}

/** How long a payload without its nonce is for so many bytes of plaintext: one chunk even for nothing. */
export function payloadSize(plain: number): number {
  return plain + TAG_BYTES * Math.max(1, Math.ceil(plain / CHUNK_BYTES));
}

/** Eleven bytes of number and one that marks the last chunk. */
export function chunkNonce(index: number, isLast: boolean): Uint8Array {
  return concat(bigEndian(index, 11), bigEndian(isLast ? 1 : 0, 1));
}
