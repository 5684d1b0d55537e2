// One concern as its reporter or a holder sees it: what the service hands out is checked against what was signed. The rules of
// a concern are not played again here, so stage, dates and state of the outlook stay the service's word
// (src/client/concern.rs).
import { type Data, type Kind } from "./act.js";
import { type ConcernView, type OutlookView } from "./api.js";
import { equal, fromHex } from "./bytes.js";
import { addMonths } from "./calendar.js";
import { type Checkpoint, readCheckpoint } from "./checkpoint.js";
import { firstDates } from "./clocks.js";
import { copiesOf } from "./copies.js";
import { UncheckedEntry, type Entry, isPerson, openingMessage } from "./entry.js";
import { BadForm } from "./form.js";
import { type HybridIdentity, concernId } from "./hybrid.js";
import { type Manifest, type SignedManifest, openingKey, readManifest } from "./manifest.js";
import { type Policy } from "./policy.js";
import { Mistrust } from "./problem.js";
import { type Proven, prove } from "./proof.js";
import { isSealedText } from "./seal.js";
import { digestOf, verify } from "./sig.js";
import { type Trust } from "./trust.js";
import { type ConcernId, type Day, type Digest, type OfficeId, type PersonId } from "./values.js";

/** Who wrote a step, if a person did. */
export interface StepAuthor {
  readonly person: PersonId;
  /** The office they held on the day, by the record: proven. None for an auditor. */
  readonly office: OfficeId | undefined;
  /** The name: says the service. */
  readonly name: string;
}

/** An entry of the concern. */
export interface Step {
  /** What it says. */
  readonly entry: Entry;
  /** Its digest. */
  readonly record: Digest;
  /** Its salt. */
  readonly salt: Uint8Array;
  /** Its exact text. */
  readonly line: string;
  /** The day in whose batch it stands or will stand. */
  readonly batchDay: Day;
  /** Its place in the published record: proven. Nothing while its batch is not published. */
  readonly proven: Proven | undefined;
  /**
   * Whose signature was checked. `service`: nobody's but, once included, that of the checkpoint: what it says is the
   * service's word. So it is with the reporter's own steps once the manifest was erased.
   */
  readonly vouchedBy: "reporter" | "person" | "service";
  /** Of a person. */
  readonly author: StepAuthor | undefined;
}

/** A concern whose manifest and every entry have been checked. */
export interface Concern {
  /** Its id. */
  readonly id: ConcernId;
  /** The day it was received. */
  readonly receivedOn: Day;
  /** What the reporter signed; none once the content was erased by rule. */
  readonly manifest: Manifest | undefined;
  /** The policy it is bound to for life. */
  readonly policy: Policy;
  /** The digest of its text. */
  readonly policyDigest: Digest;
  /** The service's day: its word. */
  readonly today: Day;
  /** Its entries in order. */
  readonly steps: readonly Step[];
  /** The stage that holds it, by its entries. */
  readonly stage: number;
  /** Where it stands: says the service. */
  readonly outlook: OutlookView;
  /** Whether the service names another stage than follows from the entries. */
  readonly serviceDiffers: boolean;
  /** The sealed parts, unless erased. */
  readonly about: Uint8Array | null;
  readonly account: Uint8Array | null;
  /** Sealed words by the digest that entries name them with, copies taken apart. */
  readonly items: ReadonlyMap<Digest, readonly Uint8Array[]>;
}

/**
 * Checks what the service handed out. Throws {@link Mistrust} at the first part that is not as its author wrote it. To
 * reporters it must prove that its entries stand in the record; holders get no proofs, and sign after what they were handed.
 */
export async function checkConcern(view: ConcernView, trust: Trust, isProven = true): Promise<Concern> {
  const signed = view.manifest === "" ? undefined : await manifestOf(view.manifest);
  // The reporter sealed under this key; a service that now shows another is another, or was swapped.
  if (signed !== undefined && signed.manifest.log !== trust.log.vkey) throw new Mistrust("log_key_changed");
  const checkpoint = view.checkpoint === null ? undefined : await readCheckpoint(view.checkpoint, trust.log);
  if (view.checkpoint !== null && checkpoint === undefined) throw new Mistrust("checkpoint");
  const checked = view.entries.map((filed) => checkStep(filed, signed?.manifest, checkpoint, trust, isProven));
  const steps: Step[] = [];
  for (const [at, step] of (await Promise.all(checked)).entries()) {
    const isBehind = step !== undefined && step.entry.day >= (steps.at(-1)?.entry.day ?? "");
    if (!isBehind) throw new Mistrust("step", at + 1);
    steps.push(step);
  }
  const { id, receivedOn, received } = beginningOf(steps, signed);
  const policy = trust.policy(received.policy);
  if (signed?.manifest.sealed_on_arrival === true && !policy.sealOnArrival) throw new Mistrust("manifest");
  const dates = firstDates(policy, receivedOn, received.urgency);
  if (JSON.stringify(received.dates) !== JSON.stringify(dates)) throw new Mistrust("receipt_dates");
  if (signed === undefined) checkErasure(steps, policy, view.today);
  const stage = stageOf(steps, policy, received.left_out);
  return {
    id,
    receivedOn,
    manifest: signed?.manifest,
    policy,
    policyDigest: received.policy,
    today: view.today,
    steps,
    stage,
    outlook: view.outlook,
    serviceDiffers: view.outlook.stage !== stage,
    about: signed ? part(view.about, signed.manifest.about) : null,
    account: signed ? part(view.account, signed.manifest.account) : null,
    items: copiesOf(view.items),
  };
}

async function manifestOf(line: string): Promise<SignedManifest> {
  try {
    return await readManifest(line);
  } catch (fault) {
    if (fault instanceof BadForm) throw new Mistrust("manifest");
    throw fault;
  }
}

/** Who writes a kind, where that is not a person alone: person, reporter or service (docs/LEDGER_FORMAT.md section 3). */
const BY: { readonly [K in Kind]?: string } = {
  received: "R",
  message: "PR",
  urgency_changed: "PR",
  closed: "S",
  reopened: "S",
  erased: "S",
  disputed: "R",
  treatment_asked: "S",
  treatment_reported: "R",
  withdrawn: "R",
  attached: "R",
  lapsed: "S",
  escalated: "S",
};

/** Whether an entry is its author's to write: of persons a present holder's, or an auditor's who judges a closing. */
function mayWrite({ by, day, act: { kind } }: Entry, { roster }: Trust): boolean {
  const author = by === "service" ? "S" : by === "reporter" ? "R" : "P";
  if (!(BY[kind] ?? "P").includes(author)) return false;
  const isJudged = kind === "approved" || kind === "refused";
  return author !== "P" || roster.officeOf(by, day) !== undefined || (isJudged && roster.role(by, day) === "auditor");
}

/** Nothing if the entry is not in its one spelling, of no concern, or not its author's to write, or not signed by them. */
async function checkStep(
  { salt, entry: line, batch_day: batchDay, index, proof }: ConcernView["entries"][number],
  manifest: Manifest | undefined,
  checkpoint: Checkpoint | undefined,
  trust: Trust,
  isProven: boolean,
): Promise<Step | undefined> {
  let unchecked: UncheckedEntry;
  try {
    unchecked = UncheckedEntry.parse(line);
  } catch (fault) {
    if (fault instanceof BadForm) return undefined;
    throw fault;
  }
  const { entry } = unchecked;
  const { by, day, act } = entry;
  if (entry.concern === null || day > batchDay || !mayWrite(entry, trust)) return undefined;
  if (!(await isCountersigned(entry, manifest))) return undefined;
  const vouchedBy = isPerson(by) ? "person" : by === "reporter" && manifest !== undefined ? "reporter" : "service";
  // `received` bears no signature: it names the manifest, which the reporter signed.
  if (vouchedBy !== "service" && act.kind !== "received") {
    const key = vouchedBy === "person" ? trust.roster.key(by, day) : manifest?.reporter;
    if (key === undefined || !(await unchecked.isSignedBy(key, trust.log.origin))) return undefined;
  }
  const office = isPerson(by) ? trust.roster.officeOf(by, day) : undefined;
  const bytes = fromHex(salt, 32);
  const record = unchecked.record(bytes);
  const hasProof = index !== null && proof !== null && checkpoint !== undefined;
  const proven = hasProof ? prove(record, index, proof, checkpoint) : undefined;
  // The service itself says that it stands there: in the tree that it shows, or in a batch of a day that is over.
  const isClaimed = isProven && index !== null && (index < (checkpoint?.size ?? 0) || batchDay < trust.today);
  if (proven === undefined && (proof !== null || isClaimed)) throw new Mistrust("not_in_record", record);
  return {
    entry,
    record,
    salt: bytes,
    line,
    batchDay,
    proven,
    vouchedBy,
    author: isPerson(by) ? { person: by, office, name: trust.name(by) } : undefined,
  };
}

/** An opening counts only with the signature of the key that lay in that office's capsule. */
async function isCountersigned({ act, by, concern, day }: Entry, manifest: Manifest | undefined): Promise<boolean> {
  if (act.kind !== "opened" || manifest === undefined) return true;
  const key = openingKey(manifest, act.data.office);
  if (key === undefined || concern === null || !isPerson(by)) return false;
  const message = openingMessage(manifest.origin, concern, act.data, by, day);
  return verify(fromHex(key, 32), message, fromHex(act.data.countersign, 64));
}

/** The first entry, and no other, is `received`; all are of one concern, and the first says what the manifest says. */
function beginningOf(
  steps: readonly Step[],
  signed: SignedManifest | undefined,
): { id: ConcernId; receivedOn: Day; received: Data<"received"> } {
  const [first, ...others] = steps.map(({ entry }) => entry);
  const id = first?.concern;
  const isOne = others.every(({ act, concern }) => act.kind !== "received" && concern === id);
  if (first?.act.kind !== "received" || first.by !== "reporter" || !id || !isOne) throw new Mistrust("other_concern");
  const { data: received } = first.act;
  if (signed !== undefined) {
    const { manifest, digest } = signed;
    const isOurs =
      received.manifest === digest &&
      received.policy === manifest.policy &&
      received.urgency === manifest.urgency &&
      received.left_out.join() === manifest.left_out.join() &&
      first.day === manifest.day &&
      id === concernId(manifest.case_recipient);
    if (!isOurs) throw new Mistrust("other_concern");
  }
  return { id, receivedOn: first.day, received };
}

/**
 * Without its manifest a concern is believed only where its entries show that its content was erased by rule: somebody signed
 * that it be closed, somebody else approved, and the months of its policy had passed since that day, and not only will have.
 */
function checkErasure(steps: readonly Step[], policy: Policy, today: Day): void {
  let proposed: Step | undefined;
  let [approved, closed]: [Day?, Day?] = [];
  let isDue = false;
  for (const step of steps) {
    const { act, by, day } = step.entry;
    if (act.kind === "closing_proposed") proposed = step;
    if (act.kind === "approved" && act.data.of === proposed?.record && by !== proposed.entry.by) approved = day;
    if (act.kind === "closed") closed = approved;
    if (act.kind === "reopened") closed = approved = undefined;
    if (act.kind === "erased") isDue = closed !== undefined && addMonths(closed, policy.retentionMonths) <= day && day <= today;
  }
  if (!isDue) throw new Mistrust("manifest");
}

/** Where it began, the first stage not left out, or where the last `escalated` brought it. */
function stageOf(steps: readonly Step[], policy: Policy, leftOut: readonly number[]): number {
  const numbers = policy.stages.map((_, at) => at + 1);
  let stage = numbers.find((number) => !leftOut.includes(number)) ?? numbers.length;
  for (const { entry } of steps) if (entry.act.kind === "escalated") stage = entry.act.data.to;
  return stage;
}

function part(bytes: Uint8Array | null, digest: Digest): Uint8Array | null {
  if (bytes !== null && (digestOf(bytes) !== digest || !isSealedText(bytes))) throw new Mistrust("part_changed");
  return bytes;
}

/** Whether it is the concern of this code: its id follows from the code's own key, and that key signed the manifest. */
export function isOf({ id, manifest }: Concern, identity: HybridIdentity, reporter: Uint8Array): boolean {
  const recipient = identity.recipient();
  const isSigned = manifest === undefined || equal(reporter, fromHex(manifest.reporter, 32));
  return id === recipient.concernId() && isSigned;
}

/**
 * Offices of stages below the last with those who hold them now and did not when the concern was sent: a reporter is told of
 * them, and may withdraw the office's capsule (DESIGN section 2). Proven, but for names.
 */
export function newHolders(concern: Concern, trust: Trust): { office: OfficeId; persons: PersonId[] }[] {
  const { policy, receivedOn, today } = concern;
  const offices = policy.stages.slice(0, -1).flatMap((stage) => stage.offices.map(({ id }) => id));
  return offices
    .map((office) => {
      const then = trust.roster.allHolders(office, receivedOn);
      return { office, persons: trust.roster.allHolders(office, today).filter((person) => !then.includes(person)) };
    })
    .filter(({ persons }) => persons.length > 0);
}
