// What waits for somebody's signature in the published record, and who may give it today (src/client/people.rs, offices.rs;
// docs/LEDGER_FORMAT.md section 10). Knows no service.
import { type NewPerson, type OfficeKey } from "./act.js";
import { isPerson } from "./entry.js";
import { type Recorded } from "./record.js";
import { type Roster } from "./roster.js";
import { AgainstTheRules, admitted, higher, onlyLastStage, signed } from "./signatures.js";
import { type Author, type Day, type Digest, type OfficeId, type PersonId } from "./values.js";

/** A proposal that stands in the record. */
export interface Proposed {
  /** Its record, which a signature names. */
  readonly record: Digest;
  /** The day it bears. */
  readonly since: Day;
  readonly by: Author;
}

/** The last proposal about a person: their coming, or their leaving. */
export interface ProposedPerson extends Proposed {
  readonly person: PersonId;
  /** As they were introduced; nothing if it is their leaving. */
  readonly comes: NewPerson | undefined;
}

/** The newest key proposed for an office that has no signature. */
export interface ProposedOffice extends Proposed {
  readonly key: OfficeKey;
}

/** The last proposal about a person, signed or not. */
export function personProposal(record: readonly Recorded[], about: PersonId): ProposedPerson | undefined {
  for (const { record: of, entry } of [...record].reverse()) {
    const { act, day: since, by } = entry;
    if (act.kind !== "person") continue;
    const { data } = act;
    if (data.step === "proposed" && data.person === about) return { record: of, since, by, person: about, comes: data };
    if (data.step === "retirement_proposed" && data.person === about) {
      return { record: of, since, by, person: about, comes: undefined };
    }
  }
  return undefined;
}

/** Whether a proposal about a person has its signature. */
export function isSigned(record: readonly Recorded[], proposal: Digest): boolean {
  return record.some(({ entry: { act } }) => {
    const isOne = act.kind === "person" || act.kind === "office" || act.kind === "policy";
    return isOne && (act.data.step === "signed" || act.data.step === "retirement_signed") && act.data.proposal === proposal;
  });
}

/** The newest key of an office that waits for its signature. */
export function officeProposal(record: readonly Recorded[], office: OfficeId): ProposedOffice | undefined {
  return officeProposals(record).findLast(({ key }) => key.office === office);
}

/** Every key of an office that waits for its signature, in the order of the record. */
export function officeProposals(record: readonly Recorded[]): ProposedOffice[] {
  return record.flatMap(({ record: of, entry: { act, day: since, by } }) => {
    const isOpen = act.kind === "office" && act.data.step === "proposed" && !isSigned(record, of);
    return isOpen && act.data.step === "proposed" ? [{ record: of, since, by, key: act.data }] : [];
  });
}

/** The last proposal of a policy. */
export function policyProposal(record: readonly Recorded[], policy: Digest): Proposed | undefined {
  const found = record.findLast(({ entry: { act } }) => {
    return act.kind === "policy" && act.data.step === "proposed" && act.data.policy === policy;
  });
  return found && { record: found.record, since: found.entry.day, by: found.entry.by };
}

/** Whether the record names this recipient, by its digest, as an office's. A key that was made and never proposed is nobody's. */
export function isOfRecord(record: readonly Recorded[], recipient: Digest): boolean {
  return record.some(({ entry: { act } }) => {
    return act.kind === "office" && act.data.step !== "signed" && act.data.recipient === recipient;
  });
}

/** Who asks, and by what: may they? */
export interface Asking {
  readonly roster: Roster;
  readonly person: PersonId;
  readonly today: Day;
}

/** A person's coming or going. */
export function maySign({ roster, person, today }: Asking, about: PersonId): boolean {
  return holds(() => { signed(roster, person, today, about); });
}

/** A newcomer into their office. */
export function mayAdmit({ roster, person, today }: Asking, proposal: Digest): boolean {
  return holds(() => { admitted(roster, person, today, proposal); });
}

/** A new key of an office. */
export function maySignOffice({ roster, person, today }: Asking, { key, by }: ProposedOffice): boolean {
  return by !== person && holds(() => { higher(roster, person, today, key.stage, isPerson(by) ? by : undefined); });
}

/** A policy; closing the channel, unless it is the operator who asks. */
export function mayAsLastStage({ roster, person, today }: Asking): boolean {
  return holds(() => { onlyLastStage(roster, person, today); });
}

/** That a holder is away: oneself, or somebody of a lower stage. */
export function maySayAway({ roster, person, today }: Asking, away: PersonId): boolean {
  const office = roster.role(away, today) === "holder" ? roster.person(away)?.office : undefined;
  const stage = office ? roster.officeKey(office, today)?.stage : undefined;
  return stage !== undefined && (away === person || (roster.stageOf(person, today) ?? 0) > stage);
}

/**
 * Whether somebody left this office after its key for that day was made: they could still open what is sealed to it, if they
 * kept a copy. Then the office should make a new one (crates/domain/src/roster.rs).
 */
export function hasLeftWithKey(roster: Roster, office: OfficeId, on: Day): boolean {
  const newest = roster.offices.get(office)?.findLast(({ from }) => from <= on);
  return [...roster.persons.values()].some(({ is, signed: signedOn, admitted: admittedOn, retired }) => {
    const hasServed = signedOn !== undefined && admittedOn !== undefined;
    const hasLeft = retired !== undefined && retired <= on && newest !== undefined && retired > newest.from;
    return is.office === office && hasServed && hasLeft;
  });
}

function holds(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (fault) {
    if (fault instanceof AgainstTheRules) return false;
    throw fault;
  }
}
