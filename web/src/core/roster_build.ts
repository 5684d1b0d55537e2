// Reads the roster from the people entries of the record. Knows what each entry changes; who may write it stands in
// `people_rules.ts` (crates/domain/src/roster_build.rs; docs/LEDGER_FORMAT.md section 9, "Effect").
import { type NewPerson, type OfficeKey } from "./act.js";
import { addDays, later } from "./calendar.js";
import { type Entry } from "./entry.js";
import { checkPeopleRules } from "./people_rules.js";
import { Mistrust } from "./problem.js";
import { type Person, Roster } from "./roster.js";
import { AgainstTheRules, must } from "./signatures.js";
import { type Day, type Digest } from "./values.js";

/** An entry of the record with the day from which it takes effect, and its place for the message. */
export interface Dated {
  readonly index: number;
  readonly from: Day;
  readonly record: Digest;
  readonly entry: Entry;
}

/**
 * Reads entries in the order of the record, their days of effect never falling. Throws {@link Mistrust} at the first that
 * breaks a rule. Within one batch the order is random, so nothing here depends on it.
 */
export function buildRoster(entries: readonly Dated[]): Roster {
  const roster = new Roster();
  const genesis = entries[0]?.from;
  for (let at = 0; at < entries.length; ) {
    const day = entries[at]?.from ?? "";
    const end = entries.findIndex((dated, index) => index > at && dated.from !== day);
    const batch = entries.slice(at, end < 0 ? entries.length : end);
    const founding = day === genesis;
    for (const dated of batch) told(dated, () => introduce(roster, dated, founding));
    for (const dated of batch) told(dated, () => checkPeopleRules(roster, dated.entry, founding));
    for (const dated of batch) takeEffect(roster, dated.entry, day);
    at += batch.length;
  }
  return roster;
}

/** Says at which entry a rule was broken. */
function told({ index }: Dated, check: () => void): void {
  try {
    check();
  } catch (fault) {
    if (fault instanceof AgainstTheRules) throw new Mistrust("rules", `${index}: ${fault.message}`);
    throw fault;
  }
}

/** First pass over a batch: what is proposed or founded, so that a signature may stand before it. */
function introduce(roster: Roster, { entry, record, from }: Dated, founding: boolean): void {
  const { act, by } = entry;
  if (act.kind === "person") {
    const change = act.data;
    if (change.step === "founded" && founding) addPerson(roster, change, from);
    if (change.step === "proposed") {
      addPerson(roster, change, undefined);
      roster.proposals.set(record, { of: "person", person: change.person });
    }
    if (change.step === "retirement_proposed") roster.proposals.set(record, { of: "retirement", person: change.person });
  } else if (act.kind === "office") {
    if (act.data.step === "founded" && founding) addOffice(roster, from, act.data);
    if (act.data.step === "proposed") roster.proposals.set(record, { of: "office", key: act.data, by });
  } else if (act.kind === "policy") {
    if (act.data.step === "founded" && founding) roster.policies.push({ from, policy: act.data.policy });
    if (act.data.step === "proposed") roster.proposals.set(record, { of: "policy", policy: act.data.policy });
  }
}

function addPerson(roster: Roster, is: NewPerson, founded: Day | undefined): void {
  // R24: one person, one role. A second role needs a second key, and so a second id.
  must(!roster.persons.has(is.person), "the person is known already");
  roster.persons.set(is.person, { is, signed: founded, admitted: founded, retired: undefined, absences: [] });
}

function addOffice(roster: Roster, from: Day, key: OfficeKey): void {
  const keys = roster.offices.get(key.office) ?? [];
  roster.offices.set(key.office, [...keys, { from, key }]);
}

/** Second pass: checked entries change the roster from their day on; the first of two signatures counts. */
function takeEffect(roster: Roster, { act }: Entry, from: Day): void {
  switch (act.kind) {
    case "person": {
      const change = act.data;
      if (change.step === "signed" || change.step === "admitted") {
        const person = proposed(roster, change.proposal, "person");
        if (person !== undefined) person[change.step] ??= from;
      } else if (change.step === "retirement_signed") {
        const person = proposed(roster, change.proposal, "retirement");
        if (person !== undefined) person.retired ??= from;
      }
      break;
    }
    case "office":
    case "policy": {
      if (act.data.step !== "signed") break;
      const proposal = roster.proposals.get(act.data.proposal);
      if (proposal === undefined || roster.settled.has(act.data.proposal)) break;
      roster.settled.add(act.data.proposal);
      if (proposal.of === "office") addOffice(roster, from, proposal.key);
      // In force 7 days after the batch; `from` is the day after it.
      if (proposal.of === "policy") roster.policies.push({ from: addDays(from, 6), policy: proposal.policy });
      break;
    }
    case "absent":
      // Never before the day of effect: what was derived for a day stays as it was.
      roster.persons.get(act.data.person)?.absences.push({ from: later(act.data.from, from), until: act.data.until });
      break;
    case "channel_closed":
      roster.channelClosed ??= from;
      break;
    default:
  }
}

function proposed(roster: Roster, proposal: Digest, of: "person" | "retirement"): Person | undefined {
  const known = roster.proposals.get(proposal);
  return known?.of === of ? roster.persons.get(known.person) : undefined;
}
