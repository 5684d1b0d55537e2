// What a client believes of a service: keys, people and policies that stand proven in the published record. Must not know
// any concern. A service can still leave entries out; that is the auditor's to find (src/client/trust.rs; DESIGN section 3).
import { INSTANCE, type Instance } from "./api.js";
import { fromHex, utf8 } from "./bytes.js";
import { addDays } from "./calendar.js";
import { readCheckpoint } from "./checkpoint.js";
import { type KdfParams, checkParams } from "./derive.js";
import { UncheckedEntry, isPerson } from "./entry.js";
import { type Act } from "./act.js";
import { BadForm } from "./form.js";
import { type Service } from "./http.js";
import { HybridRecipient } from "./hybrid.js";
import { LogVerifier } from "./note.js";
import { type Policy, readPolicy } from "./policy.js";
import { Mistrust, clean } from "./problem.js";
import { type Roster } from "./roster.js";
import { type Dated, buildRoster } from "./roster_build.js";
import { digestOf, personId } from "./sig.js";
import { isIncluded } from "./tree.js";
import { type Day, type Digest, type OfficeId, type PersonId } from "./values.js";

/** An office on the route, as a reporter meets it. */
export interface Seat {
  /** Its short name. */
  readonly office: OfficeId;
  /** Its name, from the policy. */
  readonly name: string;
  /** The rung it stands on, from 1. */
  readonly stage: number;
  /** What is sealed to it goes here; none if the record knows no key of it. */
  readonly recipient: HybridRecipient | undefined;
  /** Those who hold it that day: proven. */
  readonly persons: readonly PersonId[];
  /** Their names: says the service. The record holds none. */
  readonly holders: readonly string[];
}

interface PolicyText {
  readonly policy: Policy;
  readonly toml: string;
}

/** A service's record as far as a reporter needs it, every part of it checked but {@link Trust.today} and names. */
export class Trust {
  /** The log's key. */
  readonly log: LogVerifier;
  /** The day the service goes by. Its word alone: compare it with the device's own clock. */
  readonly today: Day;
  /** Who held which office when. */
  readonly roster: Roster;
  /** Salt of the tracking codes. */
  readonly salt: Uint8Array;
  /** Parameters of the tracking codes, found strong enough. */
  readonly kdf: KdfParams;
  readonly #policies: ReadonlyMap<Digest, PolicyText>;
  readonly #recipients: ReadonlyMap<Digest, HybridRecipient>;
  readonly #names: ReadonlyMap<PersonId, string>;

  private constructor(log: LogVerifier, instance: Instance, roster: Roster, salt: Uint8Array, kdf: KdfParams) {
    this.log = log;
    this.today = instance.today;
    this.roster = roster;
    this.salt = salt;
    this.kdf = kdf;
    this.#policies = policies(instance.policies);
    this.#recipients = recipients(instance.recipients);
    this.#names = new Map(instance.names.map(({ person, name }) => [person, clean(name)]));
  }

  /** Asks a service for what it says about itself and checks it, as {@link Trust.check}. */
  static async fetch(service: Service, given?: string): Promise<Trust> {
    return Trust.check(await service.get("instance", INSTANCE), given);
  }

  /**
   * Checks everything a service says about itself. Throws {@link Mistrust} at the first thing that does not hold. `given`
   * is a log key that the reporter has from elsewhere.
   */
  static async check(instance: Instance, given?: string): Promise<Trust> {
    const log = LogVerifier.fromVkey(instance.vkey);
    if (log === undefined || log.origin !== instance.origin) throw new Mistrust("no_log_key");
    if (given !== undefined && given !== log.vkey) throw new Mistrust("other_log_key");
    const proven = await prove(instance, log);
    const { salt, kdf } = genesis(proven, log);
    const roster = buildRoster(proven);
    await checkSignatures(proven, roster, log);
    return new Trust(log, instance, roster, salt, kdf);
  }

  /** The policy that binds concerns sent on that day. Throws if the service does not show it as the record has it. */
  policyOn(day: Day): PolicyText & { readonly digest: Digest } {
    const digest = this.roster.policy(day);
    if (digest === undefined) throw new Mistrust("policy");
    return { digest, ...this.policyText(digest) };
  }

  /** A policy of the record by its digest. Throws as {@link Trust.policyOn}. */
  policy(digest: Digest): Policy {
    return this.policyText(digest).policy;
  }

  /** The same with its exact text. */
  policyText(digest: Digest): PolicyText {
    const known = this.#policies.get(digest);
    if (known === undefined) throw new Mistrust("policy");
    return known;
  }

  /**
   * The offices of the route on that day, stage by stage. Throws if the service withholds a key that the record names, or
   * shows it on another rung than the policy does.
   */
  seats(policy: Policy, day: Day): Seat[] {
    return policy.stages.flatMap((stage, at) =>
      stage.offices.map(({ id, name }) => {
        const key = this.roster.officeKey(id, day);
        const recipient = key && this.#recipients.get(key.recipient);
        if (key !== undefined && (key.stage !== at + 1 || recipient === undefined)) throw new Mistrust("recipient", id);
        const persons = this.roster.holders(id, day);
        const holders = persons.map((person) => this.name(person));
        return { office: id, name: clean(name), stage: at + 1, recipient, persons, holders };
      }),
    );
  }

  /** A person's name in the service's words, or their id. */
  name(person: PersonId): string {
    return this.#names.get(person) ?? person;
  }
}

interface ProvenEntry extends Dated {
  readonly unchecked: UncheckedEntry;
}

/** Each entry in its one spelling, included under the checkpoint, in tree order, on days that can be. */
async function prove(instance: Instance, log: LogVerifier): Promise<ProvenEntry[]> {
  const checkpoint = await readCheckpoint(instance.checkpoint, log);
  if (checkpoint === undefined) throw new Mistrust("checkpoint");
  const proven: ProvenEntry[] = [];
  let last = { index: -1, batchDay: "" };
  for (const { index, batch_day: batchDay, salt, entry: line, proof } of instance.record) {
    const unchecked = readEntry(line, index);
    const record = unchecked.record(fromHex(salt, 32));
    const hashes = proof.map((hash) => fromHex(hash, 32));
    const isInOrder = index > last.index && batchDay >= last.batchDay;
    if (!isInOrder || !isIncluded(hashes, checkpoint, index, record)) throw new Mistrust("not_in_record", index);
    // An entry is batched on its own day or later. A batch may lie ahead of the service's day: its clock can stand
    // behind its ledger.
    if (unchecked.entry.day > batchDay) throw new Mistrust("wrong_day", index);
    // What a batch changes is in effect from the next day; the first batch founds, and does so at once. A demonstration
    // may cut more than one batch on that day, so the kind decides, not the day.
    const from = founds(unchecked.entry.act) ? batchDay : addDays(batchDay, 1);
    proven.push({ index, from, record, entry: unchecked.entry, unchecked });
    last = { index, batchDay };
  }
  return proven;
}

function readEntry(line: string, index: number): UncheckedEntry {
  try {
    return UncheckedEntry.parse(line);
  } catch (fault) {
    if (fault instanceof BadForm) throw new Mistrust("not_an_entry", index);
    throw fault;
  }
}

/** Steps that the rules allow in the first batch alone. */
function founds(act: Act): boolean {
  const step = act.kind === "person" || act.kind === "office" || act.kind === "policy" ? act.data.step : undefined;
  return act.kind === "key" || step === "founded";
}

/** Salt and parameters of the codes, from the entry that founds this log. */
function genesis(proven: readonly ProvenEntry[], log: LogVerifier): { salt: Uint8Array; kdf: KdfParams } {
  const keys = proven.flatMap(({ entry }) => (entry.act.kind === "key" ? [entry.act.data] : []));
  const [key] = keys;
  if (key === undefined || keys.length > 1 || key.vkey !== log.vkey) throw new Mistrust("no_genesis");
  const bad = checkParams(key.kdf);
  if (bad !== undefined) throw new Mistrust("derivation", bad);
  return { salt: fromHex(key.salt, 16), kdf: key.kdf };
}

/** Checks that each person signed what the record says they signed. */
async function checkSignatures(proven: readonly ProvenEntry[], roster: Roster, log: LogVerifier): Promise<void> {
  const check = async ({ index, entry, unchecked }: ProvenEntry): Promise<void> => {
    if (!isPerson(entry.by)) return;
    const key = roster.person(entry.by)?.key;
    const isOwn = key !== undefined && personId(key) === entry.by;
    if (!isOwn || !(await unchecked.isSignedBy(key, log.origin))) throw new Mistrust("signature", index);
  };
  await Promise.all(proven.map(check));
}

/** Policies by the digest of their exact text. One that breaks the ceilings is left out, as if it were not shown. */
function policies(texts: readonly string[]): Map<Digest, PolicyText> {
  const known = new Map<Digest, PolicyText>();
  for (const toml of texts) {
    const policy = readPolicy(toml);
    if (policy !== undefined) known.set(digestOf(utf8(toml)), { policy, toml });
  }
  return known;
}

function recipients(texts: readonly string[]): Map<Digest, HybridRecipient> {
  const known = new Map<Digest, HybridRecipient>();
  for (const text of texts) {
    const recipient = HybridRecipient.parse(text);
    if (recipient !== undefined) known.set(digestOf(utf8(text)), recipient);
  }
  return known;
}
