// One concern as its reporter sees it: what the service hands out is checked against what was signed. The rules of a concern
// are not played again here, so stage, dates and state of the outlook stay the service's word (src/client/concern.rs).
import { type ConcernView, type OutlookView } from "./api.js";
import { equal, fromHex } from "./bytes.js";
import { firstDates } from "./clocks.js";
import { copiesOf } from "./copies.js";
import { UncheckedEntry, type Entry, isPerson, openingMessage } from "./entry.js";
import { BadForm } from "./form.js";
import { type HybridIdentity, concernId } from "./hybrid.js";
import { type Manifest, type SignedManifest, openingKey, readManifest } from "./manifest.js";
import { type Policy } from "./policy.js";
import { Mistrust } from "./problem.js";
import { isSealedText, openText } from "./seal.js";
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
  /** Its place in the tree, once it has one: says the service, until `proveStep` has been asked. */
  readonly index: number | null;
  /**
   * Whose signature was checked. `service`: nobody's but, once included, that of the checkpoint: what it says is the
   * service's word.
   */
  readonly vouchedBy: "reporter" | "person" | "service";
  /** Of a person. */
  readonly author: StepAuthor | undefined;
}

/** A concern whose manifest and every entry have been checked. */
export interface Concern {
  /** Its id. */
  readonly id: ConcernId;
  /** What the reporter signed. */
  readonly manifest: Manifest;
  /** The policy it is bound to for life. */
  readonly policy: Policy;
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

/** Checks what the service handed out. Throws {@link Mistrust} at the first part that is not as its author wrote it. */
export async function checkConcern(view: ConcernView, trust: Trust): Promise<Concern> {
  const signed = await manifestOf(view.manifest);
  const { manifest } = signed;
  // The reporter sealed under this key; a service that now shows another is another, or was swapped.
  if (manifest.log !== trust.log.vkey) throw new Mistrust("log_key_changed");
  const policy = trust.policy(manifest.policy);
  const steps: Step[] = [];
  for (const [at, filed] of view.entries.entries()) {
    const step = await checkStep(filed, signed.manifest, trust);
    const isBehind = step !== undefined && step.entry.day >= (steps.at(-1)?.entry.day ?? "");
    if (!isBehind) throw new Mistrust("step", at + 1);
    steps.push(step);
  }
  checkBeginning(steps, signed, policy);
  const stage = stageOf(steps, policy, manifest);
  return {
    id: concernId(manifest.case_recipient),
    manifest,
    policy,
    today: view.today,
    steps,
    stage,
    outlook: view.outlook,
    serviceDiffers: view.outlook.stage !== stage,
    about: part(view.about, manifest.about),
    account: part(view.account, manifest.account),
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

/** Nothing if the entry is not in its one spelling, of another concern, or not signed by its author. */
async function checkStep(
  { salt, entry: line, batch_day: batchDay, index }: ConcernView["entries"][number],
  manifest: Manifest,
  trust: Trust,
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
  const key = isPerson(by) ? trust.roster.key(by, day) : by === "reporter" ? manifest.reporter : undefined;
  // `received` bears no signature: it names the manifest, which the reporter signed.
  const needsKey = by !== "service" && act.kind !== "received";
  const isSigned = !needsKey || (key !== undefined && (await unchecked.isSignedBy(key, manifest.origin)));
  const isOurs = entry.concern === concernId(manifest.case_recipient) && day <= batchDay;
  if (!isOurs || !isSigned || !(await isCountersigned(entry, manifest))) return undefined;
  const office = isPerson(by) ? trust.roster.officeOf(by, day) : undefined;
  const bytes = fromHex(salt, 32);
  return {
    entry,
    record: unchecked.record(bytes),
    salt: bytes,
    line,
    batchDay,
    index,
    vouchedBy: isPerson(by) ? "person" : by === "reporter" ? "reporter" : "service",
    author: isPerson(by) ? { person: by, office, name: trust.name(by) } : undefined,
  };
}

/** An opening counts only with the signature of the key that lay in that office's capsule. */
async function isCountersigned({ act, by, concern, day }: Entry, manifest: Manifest): Promise<boolean> {
  if (act.kind !== "opened") return true;
  const key = openingKey(manifest, act.data.office);
  if (key === undefined || concern === null || !isPerson(by)) return false;
  const message = openingMessage(manifest.origin, concern, act.data, by, day);
  return verify(fromHex(key, 32), message, fromHex(act.data.countersign, 64));
}

/** The first entry, and no other, is `received`, names this manifest, and has the dates that the policy gives. */
function checkBeginning(steps: readonly Step[], { manifest, digest }: SignedManifest, policy: Policy): void {
  const [first, ...others] = steps.map(({ entry }) => entry);
  if (first?.act.kind !== "received" || others.some(({ act }) => act.kind === "received")) {
    throw new Mistrust("other_concern");
  }
  const { data } = first.act;
  const isOurs =
    data.manifest === digest &&
    data.policy === manifest.policy &&
    data.urgency === manifest.urgency &&
    data.left_out.join() === manifest.left_out.join() &&
    first.by === "reporter" &&
    first.day === manifest.day;
  if (!isOurs) throw new Mistrust("other_concern");
  const dates = firstDates(policy, manifest.day, manifest.urgency);
  if (JSON.stringify(data.dates) !== JSON.stringify(dates)) throw new Mistrust("receipt_dates");
}

/** Where it began, the first stage not left out, or where the last `escalated` brought it. */
function stageOf(steps: readonly Step[], policy: Policy, manifest: Manifest): number {
  const numbers = policy.stages.map((_, at) => at + 1);
  let stage = numbers.find((number) => !manifest.left_out.includes(number)) ?? numbers.length;
  for (const { entry } of steps) if (entry.act.kind === "escalated") stage = entry.act.data.to;
  return stage;
}

function part(bytes: Uint8Array | null, digest: Digest): Uint8Array | null {
  if (bytes !== null && (digestOf(bytes) !== digest || !isSealedText(bytes))) throw new Mistrust("part_changed");
  return bytes;
}

/** A sealed part in clear, if it was handed out. Throws {@link Mistrust} if it does not open with this identity. */
export function openPart(sealed: Uint8Array | null, identity: HybridIdentity): string | undefined {
  if (sealed === null) return undefined;
  const text = openText(identity, sealed);
  if (text === undefined) throw new Mistrust("part_does_not_open");
  return text;
}

/** Words that an entry names, where they were handed out and one of their copies opens with this identity. */
export function openWords(concern: Concern, item: Digest, identity: HybridIdentity): string | undefined {
  for (const copy of concern.items.get(item) ?? []) {
    const text = openText(identity, copy);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Whether the manifest was signed with this code's own keys. */
export function isOf(concern: Concern, identity: HybridIdentity, reporter: Uint8Array): boolean {
  const { case_recipient: recipient, reporter: key } = concern.manifest;
  return identity.recipient().text === recipient && equal(reporter, fromHex(key, 32));
}

/**
 * Offices of stages below the last with those who hold them now and did not when the concern was sent: a reporter is told of
 * them, and may withdraw the office's capsule (DESIGN section 2). Proven, but for names.
 */
export function newHolders(concern: Concern, trust: Trust): { office: OfficeId; persons: PersonId[] }[] {
  const { policy, manifest, today } = concern;
  const offices = policy.stages.slice(0, -1).flatMap((stage) => stage.offices.map(({ id }) => id));
  return offices
    .map((office) => {
      const then = trust.roster.allHolders(office, manifest.day);
      return { office, persons: trust.roster.allHolders(office, today).filter((person) => !then.includes(person)) };
    })
    .filter(({ persons }) => persons.length > 0);
}
