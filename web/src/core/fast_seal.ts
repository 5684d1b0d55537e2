// Seals chunks with the browser's own ChaCha20-Poly1305 where it has one (WICG, Modern Algorithms in Web Cryptography): away
// from the script, several at once, ten times as fast. Everywhere else as payload.ts does; the bytes are the same.
import { type ChunkSealer } from "./attachment.js";
import { chunkNonce, sealChunk } from "./payload.js";

const NAME = "ChaCha20-Poly1305";

/** The fastest sealer that this browser has, for one file. */
export function fastSealer(): ChunkSealer {
  let native: Promise<CryptoKey | undefined> | undefined;
  return async (key, index, isLast, plain) => {
    native ??= importKey(key);
    const own = await native;
    if (own === undefined) return sealChunk(key, index, isLast, plain);
    const iv = chunkNonce(index, isLast) as Uint8Array<ArrayBuffer>;
    return new Uint8Array(await crypto.subtle.encrypt({ name: NAME, iv }, own, plain as Uint8Array<ArrayBuffer>));
  };
}

/** Nothing where the browser does not know the cipher, or has no Web Crypto: on an address without TLS. */
async function importKey(key: Uint8Array): Promise<CryptoKey | undefined> {
  try {
    // "raw-secret" is not among TypeScript's words for it yet.
    return await crypto.subtle.importKey("raw-secret" as "raw", key as Uint8Array<ArrayBuffer>, NAME, false, ["encrypt"]);
  } catch {
    return undefined;
  }
}
