// The office's side of a capsule: opening it, and comparing it with what the reporter signed (src/crypto/capsule.rs). Must
// not know where capsules come from.
import { fromHex, toHex } from "./bytes.js";
import { type Capsule } from "./capsule.js";
import { day, digest, fields, officeId, oneOf, parseJson, text, unsigned } from "./form.js";
import { readHeader } from "./header.js";
import { HybridIdentity } from "./hybrid.js";
import { type Manifest } from "./manifest.js";
import { CAPSULE } from "./padding.js";
import { HEAD_BYTES, keyOfChunks, openPayload, readPadded, sealedSize } from "./seal.js";
import { SigningSecret, digestOf } from "./sig.js";
import { URGENCIES } from "./values.js";

const WIRE = fields({
  v: unsigned(32),
  origin: text,
  office: officeId,
  reporter: digest,
  case_identity: digest,
  opening: digest,
  day,
  urgency: oneOf(URGENCIES),
});

/**
 * Opens a capsule with the first of an office's identities for which it was sealed. Nothing for a dummy, or somebody else's:
 * no fault. `broken`: for this office and useless, a `mismatch` to be signed.
 */
export async function openCapsule(
  identities: readonly HybridIdentity[],
  sealed: Uint8Array,
): Promise<Capsule | "broken" | undefined> {
  const header = sealed.length === sealedSize(CAPSULE[0] ?? 0) ? readHeader(sealed) : undefined;
  if (header === undefined) return undefined;
  let fileKey: Uint8Array | undefined;
  for (const identity of identities) fileKey ??= await identity.unwrap(header.wrapped);
  if (fileKey === undefined) return undefined;
  const key = keyOfChunks(header, fileKey, sealed);
  const json = readPadded(key && openPayload(key, sealed.subarray(HEAD_BYTES)), CAPSULE);
  try {
    const { v, ...wire } = WIRE(parseJson(json ?? ""));
    if (v !== 1) return "broken";
    return {
      origin: wire.origin,
      office: wire.office,
      reporter: wire.reporter,
      caseIdentity: new HybridIdentity(fromHex(wire.case_identity, 32)),
      opening: new SigningSecret(fromHex(wire.opening, 32)),
      day: wire.day,
      urgency: wire.urgency,
    };
  } catch {
    return "broken";
  }
}

/**
 * Whether the manifest that the reporter signed says the same as this capsule, `sealed` being the bytes it came in. Everyone
 * who opens asks this; a no is a `mismatch`.
 */
export function agreesWith(capsule: Capsule, manifest: Manifest, sealed: Uint8Array): boolean {
  const listed = manifest.capsules.find(({ office }) => office === capsule.office);
  return (
    listed !== undefined &&
    listed.digest === digestOf(sealed) &&
    listed.opening === toHex(capsule.opening.public()) &&
    manifest.origin === capsule.origin &&
    manifest.case_recipient === capsule.caseIdentity.recipient().text &&
    manifest.reporter === capsule.reporter &&
    manifest.day === capsule.day &&
    manifest.urgency === capsule.urgency
  );
}
