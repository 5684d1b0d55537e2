// Puts a concern together on the reporter's device: two sealed parts, a capsule for each office, the signed manifest. Must
// not know how it is sent, nor where the route and the keys come from: the caller has verified them
// (src/crypto/submission.rs; DESIGN section 3).
import { toHex } from "./bytes.js";
import { dummyCapsule, sealCapsule } from "./capsule.js";
import { type Master } from "./derive.js";
import { type Entropy } from "./entropy.js";
import { type HybridIdentity, type HybridRecipient } from "./hybrid.js";
import { type Manifest, type SignedManifest, signManifest } from "./manifest.js";
import { Mistrust, Stopped } from "./problem.js";
import { sealText } from "./seal.js";
import { SigningSecret, digestOf } from "./sig.js";
import { type Day, type Digest, type OfficeId, type Urgency } from "./values.js";

/** An office of the route as the published checkpoint has it, and what the reporter decided about it. */
export interface RouteOffice {
  /** The stage it stands on. */
  readonly stage: number;
  /** Which office. */
  readonly office: OfficeId;
  /** Its key; none if it has no usable one, in which case it is left out as if excluded. */
  readonly recipient: HybridRecipient | undefined;
  /** The reporter wants it left out. */
  readonly excluded: boolean;
}

/** Everything a submission is made of, but for the code. */
export interface Draft {
  /** The verifier key of the log under whose checkpoint the route was taken. */
  readonly log: string;
  /** The log's origin. */
  readonly origin: string;
  /** SHA-256 of the policy in force. */
  readonly policy: Digest;
  /** The day the server states. */
  readonly day: Day;
  /** As the reporter chose; it stands outside the seal too. */
  readonly urgency: Urgency;
  /** Every office of the route, stage by stage, in the policy's order. */
  readonly route: readonly RouteOffice[];
  /** Whom and where it concerns. */
  readonly about: string;
  /** All the rest. */
  readonly account: string;
}

/** What is sent. Keep it after a failed send: sending the same again is safe. */
export interface Submission {
  /** What the reporter signed. */
  readonly signed: SignedManifest;
  /** Whom and where it concerns, sealed. */
  readonly about: Uint8Array;
  /** All the rest, sealed. */
  readonly account: Uint8Array;
  /** One for each office, in the manifest's order; some may be dummies. */
  readonly capsules: readonly Uint8Array[];
}

/**
 * Seals and signs. An office that is excluded or has no key gets a dummy: nothing is ever sealed to it. Throws
 * {@link Stopped} if the last stage is excluded, {@link Mistrust} if it has no key, `TextTooLong` for a part too long.
 */
export async function buildSubmission(draft: Draft, master: Master, entropy: Entropy): Promise<Submission> {
  checkRoute(draft.route);
  const caseIdentity = master.caseIdentity();
  const reporter = master.reporterKey();
  try {
    const caseRecipient = caseIdentity.recipient();
    const about = sealText(caseRecipient, draft.about, entropy);
    const account = sealText(caseRecipient, draft.account, entropy);
    const capsules: Uint8Array[] = [];
    const listed: Manifest["capsules"] = [];
    for (const place of draft.route) {
      const { sealed, opening } = capsuleFor(place, draft, master, { caseIdentity, reporter }, entropy);
      capsules.push(sealed);
      listed.push({ office: place.office, digest: digestOf(sealed), opening });
    }
    const manifest: Manifest = {
      log: draft.log,
      origin: draft.origin,
      policy: draft.policy,
      day: draft.day,
      urgency: draft.urgency,
      left_out: stagesLeftOut(draft.route),
      case_recipient: caseRecipient.text,
      reporter: toHex(reporter.public()),
      capsules: listed,
      about: digestOf(about),
      account: digestOf(account),
      sealed_on_arrival: false,
    };
    return { signed: await signManifest(manifest, reporter), about, account, capsules };
  } finally {
    caseIdentity.wipe();
    reporter.wipe();
  }
}

function checkRoute(route: readonly RouteOffice[]): void {
  const last = route.at(-1)?.stage;
  const atLast = route.filter((place) => place.stage === last);
  if (atLast.some((place) => place.excluded)) throw new Stopped("last_stage_excluded");
  // Nobody outside could open it; such a day is an entry and a public line.
  if (atLast.every((place) => place.recipient === undefined)) throw new Mistrust("last_stage_closed");
}

/** The key to which a capsule may be sealed. */
function keyOf(place: RouteOffice): HybridRecipient | undefined {
  return place.excluded ? undefined : place.recipient;
}

/** The stages of which nobody gets a real capsule. */
function stagesLeftOut(route: readonly RouteOffice[]): number[] {
  const reached = new Set(route.filter((place) => keyOf(place) !== undefined).map((place) => place.stage));
  return [...new Set(route.map((place) => place.stage))].filter((stage) => !reached.has(stage));
}

function capsuleFor(
  place: RouteOffice,
  draft: Draft,
  master: Master,
  { caseIdentity, reporter }: { readonly caseIdentity: HybridIdentity; readonly reporter: SigningSecret },
  entropy: Entropy,
): { sealed: Uint8Array; opening: string } {
  const to = keyOf(place);
  const opening = to === undefined ? master.leftOutKey(place.office) : SigningSecret.generate(entropy);
  const { origin, day, urgency } = draft;
  const reporterKey = toHex(reporter.public());
  const capsule = { origin, office: place.office, caseIdentity, reporter: reporterKey, opening, day, urgency };
  const sealed = to === undefined ? dummyCapsule(entropy) : sealCapsule(capsule, to, entropy);
  const listed = toHex(opening.public());
  opening.wipe();
  return { sealed, opening: listed };
}
