// Whose signature suffices: of a role, of a higher stage, of the last stage, of a holder of the same office (DESIGN
// section 2; crates/domain/src/signatures.rs). Knows no entries, only who signs about whom on which day.
import { isPerson } from "./entry.js";
import { type Roster } from "./roster.js";
import { type Author, type Day, type Digest, type PersonId, type Role } from "./values.js";

/** An entry that the rules of people do not allow; the message says which rule. */
export class AgainstTheRules extends Error {}

/** Throws {@link AgainstTheRules} unless it holds. */
export function must(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new AgainstTheRules(rule);
}

/** The person who wrote an entry, in service on that day. */
export function signer(roster: Roster, by: Author, day: Day): PersonId {
  must(isPerson(by), "only a person may write this");
  must(roster.role(by, day) !== undefined, "the author is not in service on the day");
  return by;
}

/** By somebody of this role. */
export function hasRole(roster: Roster, by: Author, day: Day, needed: Role): void {
  must(roster.role(signer(roster, by, day), day) === needed, `only a person who is ${needed} may write this`);
}

/** A person's coming or going, signed by somebody else: for holders one of a higher stage, else the last stage. */
export function signed(roster: Roster, by: Author, day: Day, about: PersonId): void {
  const author = signer(roster, by, day);
  must(author !== about, "nobody signs about themselves");
  const office = roster.person(about)?.office;
  const key = office ? roster.officeKey(office, day) : undefined;
  if (key === undefined) onlyLastStage(roster, author, day);
  else higher(roster, author, day, key.stage, about);
}

/** By a present holder of the last stage. */
export function onlyLastStage(roster: Roster, author: PersonId, day: Day): void {
  must(roster.lastStageHolders(day).includes(author), "only the last stage may write this");
}

/** By a holder of a higher stage than `stage`; for the last stage, another of its holders, else the auditor. */
export function higher(
  roster: Roster,
  author: PersonId,
  day: Day,
  stage: number,
  about: PersonId | undefined,
): void {
  const last = roster.lastStage(day);
  if (last === undefined || stage >= last) {
    must(isOfLastStage(roster, author, day, about), "only another of the last stage may write this");
  } else {
    must((roster.stageOf(author, day) ?? 0) > stage, "only a higher stage may write this");
  }
}

/**
 * A holder of the last stage other than the person it is about; the auditor where it has none in service. Being away is
 * not being gone: nobody exchanges the outside body's keys during its holidays.
 */
function isOfLastStage(roster: Roster, author: PersonId, day: Day, about: PersonId | undefined): boolean {
  const hasOther = roster.lastStageInService(day).some((holder) => holder !== about);
  const auditorStepsIn = !hasOther && roster.role(author, day) === "auditor";
  return auditorStepsIn || (author !== about && roster.lastStageHolders(day).includes(author));
}

/** Let in by a present colleague of the office; where nobody is in service for it, by the last stage. */
export function admitted(roster: Roster, by: Author, day: Day, proposal: Digest): void {
  const proposed = roster.proposals.get(proposal);
  must(proposed?.of === "person", "there is no such proposal");
  const author = signer(roster, by, day);
  const office = roster.person(proposed.person)?.office;
  must(office !== null && office !== undefined, "only a holder is admitted");
  must(author !== proposed.person, "nobody signs about themselves");
  const isColleague = roster.holders(office, day).includes(author);
  // An office that nobody is in service for has no colleague from whom to receive its identity: it begins anew.
  const beginsAnew =
    roster.allHolders(office, day).length === 0 && isOfLastStage(roster, author, day, proposed.person);
  must(isColleague || beginsAnew, "only a present holder of the office admits");
}
