// SHA-256 of what passes by: a file that is too long to be held whole. Must not know what it is.
import { sha256 } from "@noble/hashes/sha2.js";
import { toHex } from "./bytes.js";
import { type Digest } from "./values.js";

/** A hash that is fed piece by piece. Web Crypto has none. */
export interface RunningDigest {
  update(bytes: Uint8Array): unknown;
  /** The digest of all that was fed; nothing may be fed afterwards. */
  digest(): Digest;
}

/** Without WebAssembly: nothing more to load (fast_digest.ts). */
export function beginDigest(): RunningDigest {
  const hash = sha256.create();
  return { update: (bytes) => hash.update(bytes), digest: () => toHex(hash.digest()) };
}
