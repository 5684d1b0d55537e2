// Chosen parts of a concern for another body (R33): sealed anew to the body's key, in one file that the holder hands over. The
// service keeps the same sealed copies, which it cannot read, and the record names them (src/client/shared.rs).
import { toBase64, utf8 } from "./bytes.js";
import { type Entropy } from "./entropy.js";
import { HybridRecipient } from "./hybrid.js";
import { Stopped } from "./problem.js";
import { readPublicFile } from "./public_file.js";
import { sealText } from "./seal.js";
import { digestOf } from "./sig.js";
import { type ConcernId, type Digest } from "./values.js";

/** A body's recipient: the text of its `.pub` file, or `age1pq1…` by itself. Throws {@link Stopped}. */
export function bodyOf(text: string): HybridRecipient {
  const recipient = HybridRecipient.parse(readPublicFile(text)?.recipient ?? text.trim());
  if (recipient === undefined) throw new Stopped("no_recipient");
  return recipient;
}

/** Seals a part to the body. A first line says what it is. */
export function sealPart(body: HybridRecipient, what: string, text: string, entropy: Entropy): Uint8Array {
  return sealText(body, `${what}\n\n${text}`, entropy);
}

/** The digest by which an entry names the body. */
export function bodyDigest(body: HybridRecipient): Digest {
  return digestOf(utf8(body.text));
}

/** What the body gets; `daylight shared` opens it. `record` is that of the entry `shared`, which names each part. */
export function sharedFile(origin: string, concern: ConcernId, record: Digest, parts: readonly Uint8Array[]): string {
  return JSON.stringify({ v: 1, origin, concern, record, parts: parts.map(toBase64) }, undefined, 2);
}
