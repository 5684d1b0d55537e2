// Randomness as a parameter: the one place that rolls dice, so that tests can bring their own.

/** Fills its argument with random bytes. */
export type Entropy = (bytes: Uint8Array) => void;

/** Web Crypto asks for less than this in one call (W3C WebCrypto, `getRandomValues`). */
const MOST_AT_ONCE = 65_536;

/** The device's own randomness. */
export const systemEntropy: Entropy = (bytes) => {
  for (let at = 0; at < bytes.length; at += MOST_AT_ONCE) {
    // `getRandomValues` also exists where the page is not in a secure context, on an onion address for instance.
    crypto.getRandomValues(bytes.subarray(at, at + MOST_AT_ONCE) as Uint8Array<ArrayBuffer>);
  }
};

/** So many random bytes. */
export function random(entropy: Entropy, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  entropy(bytes);
  return bytes;
}
