// The same words for several offices: one sealed text for each, all of one size, put one after another. So everything
// sealed still has exactly one recipient. Must not know whose offices they are (src/crypto/copies.rs).
import { concat } from "./bytes.js";
import { type Entropy } from "./entropy.js";
import { type HybridRecipient } from "./hybrid.js";
import { SEALED_TEXT_SIZES, isSealedText, sealText } from "./seal.js";
import { digestOf } from "./sig.js";
import { type Digest } from "./values.js";

/** More copies than any route has offices. */
const MOST_COPIES = 64;

/** Seals a text once to each recipient. The SHA-256 of the whole is what an entry names. */
export function sealCopies(to: readonly HybridRecipient[], text: string, entropy: Entropy): Uint8Array {
  return concat(...to.map((recipient) => sealText(recipient, text, entropy)));
}

/** Takes the copies apart; a text that was sealed once is one copy. None if it is not made of whole sealed texts. */
export function splitCopies(whole: Uint8Array): Uint8Array[] {
  for (const size of SEALED_TEXT_SIZES) {
    const count = whole.length / size;
    if (!Number.isInteger(count) || count < 1 || count > MOST_COPIES) continue;
    const copies = Array.from({ length: count }, (_, at) => whole.subarray(at * size, (at + 1) * size));
    if (copies.every(isSealedText)) return copies;
  }
  return [];
}

/** Sealed words by their digest, copies taken apart. What is not what its digest says is left out, as if not handed out. */
export function copiesOf(
  items: readonly { readonly digest: Digest; readonly sealed: Uint8Array }[],
): Map<Digest, Uint8Array[]> {
  const whole = items.filter(({ digest, sealed }) => digestOf(sealed) === digest);
  return new Map(whole.map(({ digest, sealed }) => [digest, splitCopies(sealed)]));
}
