// Who held which office on which day. Knows no concern; `roster_build.ts` reads it from the record
// (crates/domain/src/roster.rs; docs/LEDGER_FORMAT.md section 10).
import { type NewPerson, type OfficeKey } from "./act.js";
import { type Author, type Day, type Digest, type OfficeId, type PersonId, type PublicKey, type Role } from "./values.js";

/** A person of the record, with the days on which something came into effect. */
export interface Person {
  readonly is: NewPerson;
  signed: Day | undefined;
  admitted: Day | undefined;
  retired: Day | undefined;
  readonly absences: { readonly from: Day; readonly until: Day }[];
}

/** A proposal waiting for a signature, or signed. */
export type Proposal =
  | { readonly of: "person" | "retirement"; readonly person: PersonId }
  | { readonly of: "office"; readonly key: OfficeKey; readonly by: Author }
  | { readonly of: "policy"; readonly policy: Digest };

/** The people, offices and policies of the record, by day. */
export class Roster {
  readonly persons = new Map<PersonId, Person>();
  readonly offices = new Map<OfficeId, { readonly from: Day; readonly key: OfficeKey }[]>();
  readonly policies: { readonly from: Day; readonly policy: Digest }[] = [];
  readonly proposals = new Map<Digest, Proposal>();
  /** Proposals of offices and policies that have had their effect: a second signature has none. */
  readonly settled = new Set<Digest>();
  /** The day from which the channel is closed, if it is. */
  channelClosed: Day | undefined;

  /** The role of a person in service on that day, absent ones included. */
  role(person: PersonId, on: Day): Role | undefined {
    const known = this.persons.get(person);
    return known && isInService(known, on) ? known.is.role : undefined;
  }

  /** The office a person holds on that day, being present. */
  officeOf(person: PersonId, on: Day): OfficeId | undefined {
    const known = this.persons.get(person);
    const isHolder = known?.is.role === "holder" && isPresent(known, on);
    return isHolder ? (known.is.office ?? undefined) : undefined;
  }

  /** The key that a person's signature must verify with on that day; none if they are not in service then. */
  key(person: PersonId, on: Day): PublicKey | undefined {
    const known = this.persons.get(person);
    return known && isInService(known, on) ? known.is.key : undefined;
  }

  /** A person as introduced, whether or not in effect yet or still. */
  person(person: PersonId): NewPerson | undefined {
    return this.persons.get(person)?.is;
  }

  /** Present holders of an office on that day, by their ids' order. */
  holders(office: OfficeId, on: Day): PersonId[] {
    return this.#where((known) => holds(known, office) && isPresent(known, on));
  }

  /** Holders of an office in service on that day, absent ones included. */
  allHolders(office: OfficeId, on: Day): PersonId[] {
    return this.#where((known) => holds(known, office) && isInService(known, on));
  }

  /** The office's key for concerns sent on that day: the newest in effect. */
  officeKey(office: OfficeId, on: Day): OfficeKey | undefined {
    return this.offices.get(office)?.findLast(({ from }) => from <= on)?.key;
  }

  /** Where the keys of this office stand or are proposed to stand: one stage, or none yet. */
  stagesOf(office: OfficeId): number[] {
    const known = (this.offices.get(office) ?? []).map(({ key }) => key);
    const proposals = [...this.proposals.values()];
    const proposed = proposals.flatMap((proposal) => (proposal.of === "office" ? [proposal.key] : []));
    return [...known, ...proposed].filter((key) => key.office === office).map((key) => key.stage);
  }

  /** Every office as it first stood in the record. */
  officesFirst(): OfficeKey[] {
    return [...this.offices.values()].flatMap(([first]) => (first ? [first.key] : []));
  }

  /** The policy in force on that day. */
  policy(on: Day): Digest | undefined {
    let newest: { from: Day; policy: Digest } | undefined;
    for (const known of this.policies) {
      if (known.from <= on && (newest === undefined || known.from >= newest.from)) newest = known;
    }
    return newest?.policy;
  }

  /** A present holder's stage on that day: their office's. */
  stageOf(person: PersonId, on: Day): number | undefined {
    const office = this.officeOf(person, on);
    return office === undefined ? undefined : this.officeKey(office, on)?.stage;
  }

  /** The highest stage that has ever had a holder by that day: the last one. */
  lastStage(on: Day): number | undefined {
    const stages = [...this.persons.values()]
      .filter((known) => known.is.role === "holder" && (from(known) ?? "9999-99-99") <= on)
      .map((known) => this.officeKey(known.is.office ?? "", on)?.stage)
      .filter((stage) => stage !== undefined);
    return stages.length === 0 ? undefined : Math.max(...stages);
  }

  /** Present holders of the last stage on that day. */
  lastStageHolders(on: Day): PersonId[] {
    const last = this.lastStage(on);
    return last === undefined ? [] : [...this.persons.keys()].filter((person) => this.stageOf(person, on) === last);
  }

  /** Holders of the last stage in service on that day, absent ones included. */
  lastStageInService(on: Day): PersonId[] {
    const last = this.lastStage(on);
    return this.#where((known) => {
      const stage = this.officeKey(known.is.office ?? "", on)?.stage;
      return last !== undefined && stage === last && isInService(known, on);
    });
  }

  #where(is: (known: Person) => boolean): PersonId[] {
    return [...this.persons.values()].filter(is).map((known) => known.is.person).sort();
  }
}

/** First day of effect: for holders once admitted, for all others once signed. */
function from(known: Person): Day | undefined {
  if (known.is.role !== "holder") return known.signed;
  if (known.signed === undefined || known.admitted === undefined) return undefined;
  return known.signed > known.admitted ? known.signed : known.admitted;
}

function isInService(known: Person, on: Day): boolean {
  const begins = from(known);
  const isGone = known.retired !== undefined && on >= known.retired;
  return begins !== undefined && begins <= on && !isGone && (known.is.until === null || on <= known.is.until);
}

function isPresent(known: Person, on: Day): boolean {
  return isInService(known, on) && !known.absences.some((away) => away.from <= on && on <= away.until);
}

function holds(known: Person, office: OfficeId): boolean {
  return known.is.role === "holder" && known.is.office === office;
}
