// Chosen parts of a concern for another body (R33): their sealed bytes as the record names them, each with the key that opens
// these bytes and no others, sealed to the body; in one file that the holder hands over (src/client/shared.rs).
import { toBase64, utf8, wipe } from "./bytes.js";
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

/** Seals the key of a part to the body, and wipes it. A first line says what the part is. */
export function sealKey(body: HybridRecipient, what: string, key: Uint8Array, entropy: Entropy): Uint8Array {
  const sealed = sealText(body, `${what}\n${toBase64(key)}`, entropy);
  wipe(key);
  return sealed;
}

/** The digest by which an entry names the body. */
export function bodyDigest(body: HybridRecipient): Digest {
  return digestOf(utf8(body.text));
}

/** A part as it is handed over: its key, sealed to the body; words in their seal, or the digest of an attachment beside. */
export type SharedPart = { readonly key: Uint8Array } & ({ readonly sealed: Uint8Array } | { readonly file: Digest });

/** What the body gets; `daylight shared` opens it. `record` is that of the entry `shared`, which names the key of each part. */
export function sharedFile(origin: string, concern: ConcernId, record: Digest, parts: readonly SharedPart[]): string {
  const written = parts.map((part) => {
    const key = toBase64(part.key);
    return "file" in part ? { key, file: part.file } : { key, sealed: toBase64(part.sealed) };
  });
  return JSON.stringify({ v: 1, origin, concern, record, parts: written }, undefined, 2);
}
