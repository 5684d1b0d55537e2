// The first dates of a concern, which stand in its receipt (docs/LEDGER_FORMAT.md section 11, "First dates";
// crates/domain/src/clocks.rs). Knows the policy and dates, no state of a concern.
import { addDays, addMonths } from "./calendar.js";
import { type Policy } from "./policy.js";
import { type ClockName, type Day, type Urgency } from "./values.js";

/** A clock's first date, as the receipt carries it. */
export interface FirstDate {
  readonly clock: ClockName;
  readonly due: Day;
}

/** The first dates of a concern, in the order of the table of clocks. */
export function firstDates({ clocks }: Policy, received: Day, urgency: Urgency): FirstDate[] {
  const answered = addDays(received, clocks.acknowledge_days);
  const dates: FirstDate[] = [];
  if (urgency === "danger") dates.push({ clock: "danger", due: addDays(received, clocks.danger_days) });
  if (urgency === "data-loss") dates.push({ clock: "lost_data", due: addDays(received, clocks.lost_data_days) });
  dates.push(
    { clock: "acknowledge", due: answered },
    { clock: "first_decision", due: addDays(received, clocks.first_decision_days) },
    // From the end of the days to acknowledge: silence does not lengthen it (Directive 2019/1937 Art 9(1)(f)).
    { clock: "feedback", due: addMonths(answered, clocks.feedback_months) },
    { clock: "conclude", due: addMonths(received, clocks.conclude_months) },
  );
  return dates;
}

/** When acknowledging is aimed at, in working days: an aim, no deadline (DATES section 3, rule 5). */
export function acknowledgeTarget(policy: Policy, received: Day): Day {
  let reached = received;
  for (let left = policy.clocks.acknowledge_target_working_days; left > 0; ) {
    reached = addDays(reached, 1);
    const weekday = new Date(`${reached}T00:00:00Z`).getUTCDay();
    const isWorked = weekday !== 0 && weekday !== 6 && !policy.holidays.includes(reached);
    if (isWorked) left -= 1;
  }
  return reached;
}
