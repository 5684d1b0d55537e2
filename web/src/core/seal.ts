// Turns plaintext into sealed bytes and back: an age v1 file to exactly one hybrid recipient. Must not know whose
// (src/crypto/seal.rs, src/crypto/sealed.rs; c2sp.org/age).
import { concat, fromUtf8, utf8, wipe } from "./bytes.js";
import { type Entropy, random } from "./entropy.js";
import { HEADER_BYTES, type Header, isGenuine, readHeader, writeHeader } from "./header.js";
import { type HybridIdentity, type HybridRecipient } from "./hybrid.js";
import { BUCKETS, pad, unpad } from "./padding.js";
import { CHUNK_BYTES, NONCE_BYTES, TAG_BYTES, openChunk, payloadKey, payloadSize, sealChunk } from "./payload.js";

const FILE_KEY_BYTES = 16;
/** What stands before the first chunk. */
export const HEAD_BYTES = HEADER_BYTES + NONCE_BYTES;

/** The beginning of a sealed file, and the key of its chunks. */
export interface Begun {
  /** Header and nonce. */
  readonly head: Uint8Array;
  /** For {@link sealChunk}. Wipe it at the end. */
  readonly key: Uint8Array;
}

/** Begins a sealed file, whose chunks the caller seals. */
export function beginSealing(to: HybridRecipient, entropy: Entropy): Begun {
  const fileKey = random(entropy, FILE_KEY_BYTES);
  const nonce = random(entropy, NONCE_BYTES);
  const head = concat(writeHeader(fileKey, to.wrap(fileKey, entropy)), nonce);
  const key = payloadKey(fileKey, nonce);
  wipe(fileKey);
  return { head, key };
}

/** Takes a sealed file's beginning apart: the key of its chunks, or nothing if it is not for this identity. */
export async function beginOpening(identity: HybridIdentity, head: Uint8Array): Promise<Uint8Array | undefined> {
  const header = readHeader(head);
  return header && keyOfChunks(header, await identity.unwrap(header.wrapped), head);
}

/** The key of the chunks from an unwrapped file key, which is wiped; nothing if the header was not written with it. */
export function keyOfChunks(header: Header, fileKey: Uint8Array | undefined, head: Uint8Array): Uint8Array | undefined {
  if (fileKey?.length !== FILE_KEY_BYTES || !isGenuine(header, fileKey)) return undefined;
  const key = payloadKey(fileKey, head.subarray(HEADER_BYTES, HEAD_BYTES));
  wipe(fileKey);
  return key;
}

/**
 * The key of this file and of no other (src/crypto/opening.rs); nothing if it is for somebody else, or damaged. Wipe it at the end.
 */
export async function fileKeyOf(identity: HybridIdentity, sealed: Uint8Array): Promise<Uint8Array | undefined> {
  const header = readHeader(sealed);
  const fileKey = header && (await identity.unwrap(header.wrapped));
  return header && fileKey?.length === FILE_KEY_BYTES && isGenuine(header, fileKey) ? fileKey : undefined;
}

/** Seals bytes as they are, without padding. */
export function sealBytes(to: HybridRecipient, plain: Uint8Array, entropy: Entropy): Uint8Array {
  const { head, key } = beginSealing(to, entropy);
  return concat(head, sealPayload(key, plain));
}

/** The chunks of a file under their key, which is wiped. */
export function sealPayload(key: Uint8Array, plain: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let index = 0, at = 0; at < plain.length || index === 0; index += 1, at += CHUNK_BYTES) {
    const chunk = plain.subarray(at, at + CHUNK_BYTES);
    parts.push(sealChunk(key, index, at + CHUNK_BYTES >= plain.length, chunk));
  }
  wipe(key);
  return concat(...parts);
}

/** Opens what {@link sealBytes} sealed; nothing if it is for somebody else, or damaged anywhere. */
export async function openBytes(identity: HybridIdentity, sealed: Uint8Array): Promise<Uint8Array | undefined> {
  if (sealed.length < HEAD_BYTES + TAG_BYTES) return undefined;
  const key = await beginOpening(identity, sealed.subarray(0, HEAD_BYTES));
  return key && openPayload(key, sealed.subarray(HEAD_BYTES));
}

/** Opens what {@link sealPayload} sealed, and wipes the key; nothing if it is damaged anywhere. */
export function openPayload(key: Uint8Array, payload: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  const step = CHUNK_BYTES + TAG_BYTES;
  for (let index = 0, at = 0; at < payload.length; index += 1, at += step) {
    const isLast = at + step >= payload.length;
    const chunk = openChunk(key, index, isLast, payload.subarray(at, at + step));
    // c2sp.org/age#payload: the last chunk is empty only if it is the only one.
    if (chunk === undefined || (chunk.length === 0 && index > 0)) return undefined;
    parts.push(chunk);
  }
  const plain = concat(...parts);
  wipe(key, ...parts);
  return plain;
}

/** Pads a text and seals it. Throws {@link TextTooLong}. */
export function sealText(to: HybridRecipient, text: string, entropy: Entropy): Uint8Array {
  return sealPadded(to, text, BUCKETS, entropy);
}

/** Pads a text to the first of these lengths that holds it, and seals it. Throws {@link TextTooLong}. */
export function sealPadded(to: HybridRecipient, text: string, buckets: readonly number[], entropy: Entropy): Uint8Array {
  const padded = pad(utf8(text), buckets);
  const sealed = sealBytes(to, padded, entropy);
  wipe(padded);
  return sealed;
}

/** Opens what {@link sealText} sealed; nothing if it does not open, or is not padded as it should be. */
export async function openText(identity: HybridIdentity, sealed: Uint8Array): Promise<string | undefined> {
  return isSealedText(sealed) ? readPadded(await openBytes(identity, sealed), BUCKETS) : undefined;
}

/** The text of padded bytes, which are wiped; nothing if they are not padded to one of these lengths, or no text. */
export function readPadded(padded: Uint8Array | undefined, buckets: readonly number[]): string | undefined {
  const text = padded && unpad(padded, buckets);
  try {
    return text && fromUtf8(text);
  } catch {
    return undefined;
  } finally {
    wipe(padded ?? new Uint8Array(), text ?? new Uint8Array());
  }
}

/** How long a sealed file is for a plaintext of so many bytes. */
export function sealedSize(plain: number): number {
  return HEAD_BYTES + payloadSize(plain);
}

/** The sizes in bytes that a sealed text can have, one for each bucket of the padding. */
export const SEALED_TEXT_SIZES: readonly number[] = BUCKETS.map(sealedSize);

/** Whether bytes have, by their form alone, a header for one hybrid recipient and the size of a padded text. */
export function isSealedText(bytes: Uint8Array): boolean {
  return SEALED_TEXT_SIZES.includes(bytes.length) && readHeader(bytes) !== undefined;
}
