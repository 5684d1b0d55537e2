// Entries about people and policies, as the operator proposes them and holders or the auditor sign them. A signature is given
// only for a proposal that stands proven in the published record (src/client/people.rs).
import { type Act, type NewPerson } from "./act.js";
import { toBase64, utf8 } from "./bytes.js";
import { type Entropy } from "./entropy.js";
import { everybody } from "./everybody.js";
import { PEOPLE, POLICIES, type PersonView } from "./holder_api.js";
import { HybridRecipient } from "./hybrid.js";
import { onItsDay } from "./its_day.js";
import { type HeldOffice } from "./key_file.js";
import { readPolicy } from "./policy.js";
import { Mistrust, Stopped } from "./problem.js";
import { type PublicFile, heardWords, personWords, recipientDigest } from "./public_file.js";
import { sealText } from "./seal.js";
import { type Accepted, type SignedIn } from "./session.js";
import { digestOf, personId } from "./sig.js";
import { type Day, type Digest, type PersonId } from "./values.js";
import { type Proposed, type ProposedPerson, isOfRecord, personProposal, policyProposal } from "./waiting.js";

/** Everybody: names and keys to seal to as the service lists them, all else as the record has it. */
export async function listPeople(person: SignedIn): Promise<PersonView[]> {
  const { people } = await person.service.get(`${person.room()}/people`, PEOPLE);
  return everybody(person, people);
}

/** Every policy of the record and where it stands. */
export async function listPolicies(person: SignedIn) {
  return (await person.service.get(`${person.room()}/policies`, POLICIES)).policies;
}

/** Proposes a person from their public half. `address` is where their mail goes; `until` an inspector's last day. */
export async function proposePerson(
  operator: SignedIn,
  file: PublicFile,
  of: { readonly until: Day | null; readonly address: string },
): Promise<Accepted> {
  const { name, role, signing: key, office = null } = file;
  const person: NewPerson = {
    person: personId(key),
    role,
    office,
    key,
    recipient: recipientDigest(file.recipient),
    until: of.until,
  };
  const details = { name, address: of.address, recipient: file.recipient };
  return change(operator, { kind: "person", data: { step: "proposed", ...person } }, { details });
}

/** Proposes that a person leaves, or has lost their key. */
export async function retire(operator: SignedIn, person: PersonId): Promise<Accepted> {
  return change(operator, { kind: "person", data: { step: "retirement_proposed", person } });
}

/** Closes the channel from the day after the next batch on: everything open moves up, and nothing new is taken (R30). */
export async function closeChannel(person: SignedIn): Promise<Accepted> {
  return change(person, { kind: "channel_closed", data: {} });
}

/**
 * Signs the last proposal about a person: their coming, once the words they read out are those of the record, or their leaving.
 * `shown` is the record of the proposal that the signer was shown.
 */
export async function signPerson(signer: SignedIn, about: PersonId, heard: string, shown: Digest): Promise<Accepted> {
  const { comes, record: proposal } = proposalOf(signer, about, shown);
  // Nobody reads out words to leave.
  compare(heard, comes === undefined ? [] : await personWords(comes.key, comes.recipient));
  const step = comes === undefined ? "retirement_signed" : "signed";
  return change(signer, { kind: "person", data: { step, proposal } });
}

/**
 * Admits a newcomer who has read out the words of the record: seals the office's identities to them. `held` are the person's
 * own; whoever lets the next one into an empty office has nothing to hand over. `shown` as in {@link signPerson}.
 */
export async function admit(
  holder: SignedIn,
  about: PersonId,
  heard: string,
  shown: Digest,
  held: readonly HeldOffice[],
  entropy: Entropy,
): Promise<Accepted> {
  const { comes, record: proposal } = proposalOf(holder, about, shown);
  if (comes === undefined) throw new Stopped("not_in_record");
  compare(heard, await personWords(comes.key, comes.recipient));
  const recipient = recipientOf(await listPeople(holder), comes);
  if (recipient === undefined) throw new Mistrust("recipient", about);
  const secrets = held
    .filter(({ office }) => office === comes.office)
    .map(({ identity }) => ({ identity, recipient: recipientDigest(identity.recipient().text) }))
    .filter((each) => isOfRecord(holder.record, each.recipient))
    .map((each) => ({
      recipient: each.recipient,
      sealed: toBase64(sealText(recipient, each.identity.toSecretText(), entropy)),
    }));
  return change(holder, { kind: "person", data: { step: "admitted", proposal } }, { secrets });
}

/** Says that a holder is away from one day to another, both included: oneself, or somebody of a lower stage. */
export async function away(signer: SignedIn, person: PersonId, from: Day, until: Day): Promise<Accepted> {
  return change(signer, { kind: "absent", data: { person, from, until } });
}

/** Proposes a policy. Throws {@link Stopped}, before anything is sent, if it is none. */
export async function proposePolicy(operator: SignedIn, toml: string): Promise<Accepted> {
  if (readPolicy(toml) === undefined) throw new Stopped("bad_policy");
  const policy = digestOf(utf8(toml));
  return changePolicy(operator, { kind: "policy", data: { step: "proposed", policy } }, { toml });
}

/** Signs the policy proposed under a digest. Nobody signs what they were not shown: the text must be there, and within limits. */
export async function signPolicy(holder: SignedIn, policy: Digest): Promise<Accepted> {
  const proposal = policyProposal(holder.record, policy);
  if (proposal === undefined) throw new Stopped("not_in_record");
  holder.trust.policy(policy);
  return changePolicy(holder, { kind: "policy", data: { step: "signed", proposal: proposal.record } }, {});
}

/** A person's recipient in a list; none unless it is the one that the record names. */
export function recipientOf(listed: readonly PersonView[], person: NewPerson): HybridRecipient | undefined {
  const shown = listed.find((view) => view.person === person.person)?.recipient ?? "";
  return recipientDigest(shown) === person.recipient ? HybridRecipient.parse(shown) : undefined;
}

/** Throws {@link Stopped} unless the words heard are those of the record. */
export function compare(heard: string, recorded: readonly string[]): void {
  if (heardWords(heard).join(" ") !== recorded.join(" ")) throw new Stopped("other_words");
}

/** Signs a step and sends it with what the ledger must not hold. */
export async function change(person: SignedIn, act: Act, with_: object = {}): Promise<Accepted> {
  return sendTo(person, "people", act, with_);
}

async function changePolicy(person: SignedIn, act: Act, with_: object): Promise<Accepted> {
  return sendTo(person, "policies", act, with_);
}

async function sendTo(person: SignedIn, path: string, act: Act, with_: object): Promise<Accepted> {
  const accepted = await onItsDay(person.trust.today, person.trust.today, (day) => {
    return person.send(`${person.room()}/${path}`, person.sign(null, day, null, act), with_);
  });
  person.signed.push(act);
  return accepted;
}

function proposalOf({ record }: SignedIn, about: PersonId, shown: Digest): ProposedPerson {
  const proposal = personProposal(record, about);
  if (proposal === undefined) throw new Stopped("not_in_record");
  sameAs(shown, proposal);
  return proposal;
}

/** Throws {@link Stopped} unless what waits now is what was shown: somebody may have proposed otherwise since. */
export function sameAs(shown: Digest, { record }: Proposed): void {
  if (record !== shown) throw new Stopped("no_such_proposal");
}
