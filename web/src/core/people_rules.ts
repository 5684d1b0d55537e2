// Who may write entries about people, offices and policies (docs/LEDGER_FORMAT.md section 10;
// crates/domain/src/people_rules.rs). Knows no concern.
import { type Data, type NewPerson } from "./act.js";
import { type Entry, isPerson } from "./entry.js";
import { type Roster } from "./roster.js";
import { admitted, hasRole, higher, must, onlyLastStage, signed, signer } from "./signatures.js";
import { type Author, type Day, type OfficeId } from "./values.js";

/** Throws `AgainstTheRules` unless the entry may be written on its day. `founding`: it stands in the first batch. */
export function checkPeopleRules(roster: Roster, entry: Entry, founding: boolean): void {
  const { day, by, act } = entry;
  switch (act.kind) {
    case "person":
      return checkPerson(roster, by, day, act.data, founding);
    case "office":
      return checkOffice(roster, by, day, act.data, founding);
    case "policy":
      return checkPolicy(roster, by, day, act.data, founding);
    case "absent":
      return checkAbsent(roster, by, day, act.data);
    case "key":
      return checkFounded(roster, by, founding);
    case "opinion":
      return hasRole(roster, by, day, "auditor");
    case "statement_opened":
      signer(roster, by, day);
      return;
    case "channel_closed": {
      const author = signer(roster, by, day);
      if (roster.role(author, day) !== "operator") onlyLastStage(roster, author, day);
      return;
    }
    default:
      // What a concern's entries may say is not decided here; all else is the service's own.
      if (entry.concern === null) must(by === "service", "only the service may write this");
  }
}

function checkPerson(roster: Roster, by: Author, day: Day, change: Data<"person">, founding: boolean): void {
  switch (change.step) {
    case "founded":
      checkFounded(roster, by, founding);
      return checkFits(roster, change, day);
    case "proposed":
      hasRole(roster, by, day, "operator");
      return checkFits(roster, change, day);
    case "retirement_proposed":
      hasRole(roster, by, day, "operator");
      return must(roster.person(change.person) !== undefined, "there is no such person");
    case "signed":
    case "retirement_signed": {
      const proposal = roster.proposals.get(change.proposal);
      const wanted = change.step === "signed" ? "person" : "retirement";
      must(proposal?.of === wanted, "there is no such proposal");
      return signed(roster, by, day, proposal.person);
    }
    case "admitted":
      return admitted(roster, by, day, change.proposal);
  }
}

/** Set-up is signed by a holder of the last stage whom it founds itself. */
function checkFounded(roster: Roster, by: Author, founding: boolean): void {
  const office = isPerson(by) ? roster.person(by)?.office : undefined;
  const stage = office ? foundedStage(roster, office) : undefined;
  const last = Math.max(0, ...roster.officesFirst().map((key) => key.stage));
  must(founding && stage !== undefined && stage === last, "only the last stage founds, in the first batch");
}

function checkFits(roster: Roster, person: NewPerson, day: Day): void {
  if (person.role === "holder") {
    const office = person.office ?? "";
    // A founding office is in effect from the batch's day, which may be later than the day signed.
    const known = roster.officeKey(office, day) !== undefined || foundedStage(roster, office) !== undefined;
    must(known, "a holder needs an office that is known");
  } else {
    must(person.office === null, "only holders have an office");
  }
  must(person.until === null || person.until >= day, "the last day lies in the past");
  must((person.until !== null) === (person.role === "inspector"), "inspectors alone have a last day");
}

function checkOffice(roster: Roster, by: Author, day: Day, change: Data<"office">, founding: boolean): void {
  switch (change.step) {
    case "founded":
      return checkFounded(roster, by, founding);
    case "proposed": {
      // The office's own holders make its keys, so that nobody else need be trusted to carry one.
      const author = signer(roster, by, day);
      if (roster.officeOf(author, day) !== change.office) hasRole(roster, by, day, "operator");
      const moves = roster.stagesOf(change.office).some((stage) => stage !== change.stage);
      return must(!moves, "an office never changes its stage");
    }
    case "signed": {
      const proposal = roster.proposals.get(change.proposal);
      must(proposal?.of === "office", "there is no such proposal");
      const author = signer(roster, by, day);
      must(by !== proposal.by, "nobody signs their own proposal");
      return higher(roster, author, day, proposal.key.stage, isPerson(proposal.by) ? proposal.by : undefined);
    }
  }
}

function checkPolicy(roster: Roster, by: Author, day: Day, change: Data<"policy">, founding: boolean): void {
  switch (change.step) {
    case "founded":
      return checkFounded(roster, by, founding);
    case "proposed":
      return hasRole(roster, by, day, "operator");
    case "signed":
      must(roster.proposals.get(change.proposal)?.of === "policy", "there is no such proposal");
      return onlyLastStage(roster, signer(roster, by, day), day);
  }
}

/** A holder says that they are away themselves; a holder of a higher stage may say it for them. */
function checkAbsent(roster: Roster, by: Author, day: Day, { person, from, until }: Data<"absent">): void {
  const author = signer(roster, by, day);
  const office = roster.person(person)?.office;
  const key = office ? roster.officeKey(office, day) : undefined;
  must(key !== undefined, "there is no such holder");
  must(until >= from && until >= day, "the last day lies in the past");
  must(author === person || (roster.stageOf(author, day) ?? 0) > key.stage, "only a higher stage may write this");
}

function foundedStage(roster: Roster, office: OfficeId): number | undefined {
  return roster.officesFirst().find((key) => key.office === office)?.stage;
}
