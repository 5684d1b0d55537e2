// Proof of work: when more arrives than can be taken at once, a sender's device works a few seconds for its place, and
// nobody is asked who they are (DESIGN section 9; src/crypto/work.rs). Bound to one manifest.
import { sha256 } from "@noble/hashes/sha2.js";
import { bigEndian, fromHex, utf8 } from "./bytes.js";
import { CallFailed, type WorkWanted } from "./problem.js";
import { type Digest } from "./values.js";

/** A proof has so many pieces: eight short searches take about as long each time, one long search does not. */
export const PIECES = 8;
/** The most zero bits asked of a piece: two million hashes in all, a few seconds of a phone. */
const MOST_BITS = 18;
const LONGEST_CHALLENGE = 128;

/** Told how many pieces are found, of how many. */
export type WorkProgress = (done: number, of: number) => void;

/**
 * Searches, and gives the header `Daylight-Work`: `challenge:manifest:number,number,…`. Takes about 8 · 2^bits hashes, so
 * belongs into a worker. Throws {@link CallFailed} if more is asked for than a service may ask.
 */
export function doWork({ challenge, bits }: WorkWanted, manifest: Digest, onWork: WorkProgress = () => {}): string {
  const isPlain = /^[0-9a-fA-F]*$/.test(challenge) && challenge.length <= LONGEST_CHALLENGE;
  if (bits > MOST_BITS || !isPlain) throw new CallFailed("not_understood");
  const numbers = Array.from({ length: PIECES }, (_, piece) => {
    const number = search(challenge, manifest, piece, bits);
    onWork(piece + 1, PIECES);
    return number;
  });
  return `${challenge}:${manifest}:${numbers.join(",")}`;
}

/** The first number whose hash, behind challenge, manifest and piece, begins with so many zero bits. */
function search(challenge: string, manifest: Digest, piece: number, bits: number): number {
  const begun = sha256
    .create()
    .update(utf8(`daylight/work/v1\n${challenge}\n`))
    .update(fromHex(manifest, 32))
    .update(Uint8Array.of(piece));
  const scratch = begun.clone();
  for (let number = 0; ; number += 1) {
    begun._cloneInto(scratch);
    if (zeroBits(scratch.update(bigEndian(number, 8)).digest()) >= bits) return number;
  }
}

function zeroBits(hash: Uint8Array): number {
  let bits = 0;
  for (const byte of hash) {
    bits += byte === 0 ? 8 : Math.clz32(byte) - 24;
    if (byte !== 0) break;
  }
  return bits;
}
