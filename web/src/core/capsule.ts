// Capsules: the key of one concern, sealed to one office of the route, and dummies that look the same from outside.
// Must not know which offices there are (src/crypto/capsule.rs; DESIGN section 3).
import { toHex } from "./bytes.js";
import { type Entropy } from "./entropy.js";
import { HybridIdentity, type HybridRecipient } from "./hybrid.js";
import { CAPSULE } from "./padding.js";
import { sealPadded } from "./seal.js";
import { type SigningSecret } from "./sig.js";
import { type Urgency } from "./values.js";

/** What an office needs to open a concern. */
export interface Capsule {
  /** The log under which the concern stands. */
  readonly origin: string;
  /** The office this capsule is for. */
  readonly office: string;
  /** Opens everything sealed to the concern. The case recipient follows from it. */
  readonly caseIdentity: HybridIdentity;
  /** Verifies what the reporter signs, in hexadecimal. */
  readonly reporter: string;
  /** Countersigns the opening with this capsule alone. */
  readonly opening: SigningSecret;
  /** The day of the manifest, so that a desk can sort before opening. */
  readonly day: string;
  /** The urgency of the manifest, for the same reason. */
  readonly urgency: Urgency;
}

/** Seals the capsule to its office. Throws {@link TextTooLong} if the log's origin is absurdly long. */
export function sealCapsule(capsule: Capsule, to: HybridRecipient, entropy: Entropy): Uint8Array {
  // The fields in the order in which src/crypto/capsule.rs writes them.
  const json = JSON.stringify({
    v: 1,
    origin: capsule.origin,
    office: capsule.office,
    reporter: capsule.reporter,
    case_identity: toHex(capsule.caseIdentity.seed()),
    opening: toHex(capsule.opening.seed()),
    day: capsule.day,
    urgency: capsule.urgency,
  });
  return sealPadded(to, json, CAPSULE, entropy);
}

/** A capsule nobody can open: nothing, sealed to a key that is thrown away. From outside it is like any other. */
export function dummyCapsule(entropy: Entropy): Uint8Array {
  const thrownAway = HybridIdentity.generate(entropy);
  const sealed = sealPadded(thrownAway.recipient(), "", CAPSULE, entropy);
  thrownAway.wipe();
  return sealed;
}
