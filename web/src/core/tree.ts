// The RFC 6962 tree over the records, as far as a reader needs it: whether a record stands where it is said to
// (docs/LEDGER_FORMAT.md section 5; crates/tlog/src/tree.rs).
import { equal, fromHex } from "./bytes.js";
import { sha256 } from "./sig.js";
import { type Digest } from "./values.js";

/** No tree is larger; keeps the arithmetic of sizes from strangers within what numbers can count. */
export const MAX_SIZE = 2 ** 40;
/** A proof of more hashes is none: a tree of {@link MAX_SIZE} is 40 levels high. */
const MAX_PROOF = 64;

/** The leaf of a record: SHA-256(0x00 ‖ record) (RFC 6962 section 2.1). */
export function leafHash(record: Digest): Uint8Array {
  return sha256(Uint8Array.of(0), fromHex(record, 32));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(Uint8Array.of(1), left, right);
}

/**
 * Whether the tree of this size and root holds the record at `index`, by the hashes of the proof (RFC 9162 section
 * 2.1.3.2, which says how to check the proofs of RFC 6962 section 2.1.1).
 */
export function isIncluded(
  proof: readonly Uint8Array[],
  { size, root }: { readonly size: number; readonly root: Uint8Array },
  index: number,
  record: Digest,
): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size || size > MAX_SIZE || proof.length > MAX_PROOF) {
    return false;
  }
  let hash = leafHash(record);
  let [place, last] = [index, size - 1];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash);
      // At the right edge a node without sibling is passed up as it is.
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && equal(hash, root);
}

/** Bit shifts take no number beyond 31 bits. */
function half(number: number): number {
  return Math.floor(number / 2);
}
