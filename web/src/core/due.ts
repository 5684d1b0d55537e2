// What a desk says of a concern that nobody of the office has opened: by the note beside its capsule, or else by the capsule's
// day and urgency alone (src/client/due.rs). Knows no entry of it.
import { addDays, addMonths, earlier } from "./calendar.js";
import { type Capsule } from "./capsule.js";
import { firstDates } from "./clocks.js";
import { type Found } from "./desk.js";
import { type Standing } from "./desk_note.js";
import { type Policy, stageOf } from "./policy.js";
import { Mistrust } from "./problem.js";
import { type Trust } from "./trust.js";
import { type ClockName, type Day, URGENCIES, type Urgency } from "./values.js";

/** A clock that has lapsed has at most so many days at the stage that takes over (crates/domain/src/clocks.rs). */
const TAKEN_OVER_DAYS = 28;
/** Clocks that a stage gets anew on arrival, whether or not they have lapsed (crates/domain/src/moving.rs, `arrive`). */
const OWN_DAYS: readonly ClockName[] = ["danger", "acknowledge", "stage_answer", "first_decision"];

/**
 * How urgent it is the reporter has sealed as well, and no note makes that less. Dates are the note's, later ones too: whoever
 * wanted to hide a concern behind a late date could keep the capsule back.
 */
export function standing({ capsule, arrived, note }: Found, trust: Trust): Standing {
  const { urgency } = capsule;
  if (note !== undefined) {
    const isRaised = URGENCIES.indexOf(note.urgency) > URGENCIES.indexOf(urgency);
    return isRaised ? note : { ...note, urgency };
  }
  const due = firstDue(capsule, arrived, trust);
  return { urgency, clock: "", waits: false, firstDue: due, due };
}

/** Earlier stages may have done more than the desk is told, so the stage's own answer is what is left to go by. */
function firstDue(capsule: Capsule, arrived: Day, trust: Trust): Day {
  const { policy } = trust.policyOn(capsule.day);
  const stage = stageOf(policy, capsule.office);
  if (stage === undefined) throw new Mistrust("policy");
  return ifUntouched(policy, capsule, stage, arrived, trust.today) ?? addDays(arrived, answerDays(policy, capsule.urgency));
}

/**
 * The nearest date if nobody has ever acted on it, each stage's first date passing; nothing if that would have brought it here
 * on another day, or on from here.
 */
function ifUntouched(policy: Policy, { day, urgency }: Capsule, stage: number, arrived: Day, today: Day): Day | undefined {
  let dates: readonly { clock: ClockName; due: Day }[] = firstDates(policy, day, urgency);
  let here = day;
  // Where it stands on the day it was sent, the stages below were left out.
  for (let at = arrived === day ? stage : 1; ; at += 1) {
    const due = dates.map((date) => date.due).reduce(earlier);
    const isLast = at === policy.stages.length;
    if (at === stage) return here === arrived && (isLast || due >= today) ? due : undefined;
    here = addDays(due, 1);
    const arrival = here;
    const moved = dates.map(({ clock, due: before }) => {
      // A clock that has not lapsed keeps its date: moving up early wins nobody time.
      const isNew = before < arrival || OWN_DAYS.includes(clock);
      return { clock, due: isNew ? takenOver(policy, clock, urgency, arrival) : before };
    });
    dates = [...moved, { clock: "stage_answer", due: addDays(arrival, answerDays(policy, urgency)) }];
  }
}

function takenOver(policy: Policy, clock: ClockName, urgency: Urgency, arrival: Day): Day {
  const { clocks } = policy;
  const most = addDays(arrival, TAKEN_OVER_DAYS);
  switch (clock) {
    case "lost_data":
      return addDays(arrival, clocks.lost_data_days);
    case "first_decision":
      return earlier(addDays(arrival, clocks.first_decision_days), most);
    case "feedback":
      return earlier(addMonths(arrival, clocks.feedback_months), most);
    case "conclude":
      return earlier(addMonths(arrival, clocks.conclude_months), most);
    default:
      return addDays(arrival, answerDays(policy, urgency));
  }
}

function answerDays({ clocks }: Policy, urgency: Urgency): number {
  return urgency === "danger" ? clocks.stage_answer_danger_days : clocks.stage_answer_days;
}
