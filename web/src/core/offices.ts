// Keys of offices. A present holder makes a new one on their own machine and seals it to those who stay; nobody else ever has
// it. Signed by a higher stage like everything about people (src/client/offices.rs).
import { toBase64 } from "./bytes.js";
import { addDays } from "./calendar.js";
import { type Entropy } from "./entropy.js";
import { type HybridIdentity } from "./hybrid.js";
import { change, compare, listPeople, recipientOf, sameAs } from "./people.js";
import { stageOf } from "./policy.js";
import { Mistrust, Stopped } from "./problem.js";
import { type PublicFile, officeWords, recipientDigest } from "./public_file.js";
import { sealText } from "./seal.js";
import { type Accepted, type SignedIn } from "./session.js";
import { type Trust } from "./trust.js";
import { type Digest, type OfficeId, type PersonId } from "./values.js";
import { officeProposal } from "./waiting.js";

/** The office whose key this person may renew: their own, while they are present. Throws {@link Stopped}. */
export function ownOffice({ trust, person }: SignedIn): OfficeId {
  const office = trust.roster.officeOf(person, trust.today);
  if (office === undefined) throw new Stopped("no_office");
  return office;
}

/** Those who hold an office from tomorrow: a new key of it is sealed to them. */
export function whoStays({ roster, today }: Trust, office: OfficeId): PersonId[] {
  return roster.allHolders(office, addDays(today, 1));
}

/**
 * Proposes a new key for the holder's own office, sealed to those who hold it from tomorrow. The caller has kept the identity
 * before: a key in force that nobody has would lose concerns. Throws {@link Mistrust} if the service shows another key of one
 * of them than the record.
 */
export async function renewOffice(holder: SignedIn, identity: HybridIdentity, entropy: Entropy): Promise<Accepted> {
  const { roster, today } = holder.trust;
  const office = ownOffice(holder);
  const stage = roster.officeKey(office, today)?.stage;
  if (stage === undefined) throw new Stopped("not_in_record");
  const people = await listPeople(holder);
  const secret = identity.toSecretText();
  const shares = whoStays(holder.trust, office).map((person) => {
    const is = roster.person(person);
    const to = is && recipientOf(people, is);
    if (to === undefined) throw new Mistrust("recipient", person);
    return { person, sealed: toBase64(sealText(to, secret, entropy)) };
  });
  const { text: recipient } = identity.recipient();
  return propose(holder, office, stage, recipient, shares);
}

/**
 * Proposes the key that the first holder of an office has made: of a new office, or of one that nobody is left in. That holder
 * keeps it in their key file.
 */
export async function proposeOffice(operator: SignedIn, file: PublicFile): Promise<Accepted> {
  const { office, office_recipient: recipient } = file;
  const { roster, today } = operator.trust;
  const { policy } = operator.trust.policyOn(today);
  const stage = office === undefined ? undefined : (roster.officeKey(office, today)?.stage ?? stageOf(policy, office));
  if (office === undefined || recipient === undefined || stage === undefined) throw new Stopped("unknown_office", office);
  return propose(operator, office, stage, recipient, []);
}

/**
 * Signs the key that waits for an office, once its words were heard. `shown` is the record of its proposal that the signer was
 * shown. Throws {@link Mistrust} for a key on another rung than the policy's.
 */
export async function signOffice(signer: SignedIn, office: OfficeId, heard: string, shown: Digest): Promise<Accepted> {
  const waiting = officeProposal(signer.record, office);
  if (waiting === undefined) throw new Stopped("not_in_record");
  sameAs(shown, waiting);
  const { policy } = signer.trust.policyOn(signer.trust.today);
  if (waiting.key.stage !== (stageOf(policy, office) ?? waiting.key.stage)) throw new Mistrust("recipient", office);
  compare(heard, await officeWords(waiting.key.recipient));
  return change(signer, { kind: "office", data: { step: "signed", proposal: waiting.record } });
}

async function propose(
  person: SignedIn,
  office: OfficeId,
  stage: number,
  recipient: string,
  shares: readonly object[],
): Promise<Accepted> {
  const key = { office, stage, recipient: recipientDigest(recipient) };
  return change(person, { kind: "office", data: { step: "proposed", ...key } }, { recipient, shares });
}
