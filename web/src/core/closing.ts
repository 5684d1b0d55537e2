// What a closing means to its reporter: when and why it was closed, to whom it went, and what is still to come. Must not know
// how it is shown (src/client/closing.rs).
import { addMonths } from "./calendar.js";
import { type Concern } from "./concern.js";
import { type ClosingReason, type Day, type Digest } from "./values.js";

/** Months after a closing at which its reporter is asked how they are treated (R28; crates/domain/src/ceilings.rs). */
const ASKED_MONTHS = [3, 6, 12];

/** How a concern was closed. */
export interface Closing {
  readonly on: Day;
  /** The reason that was proposed and approved. */
  readonly reason: ClosingReason;
  /** The sealed name of whom it went to. */
  readonly receiver: Digest | null;
  /** Until when what was written is kept at least, and a dispute is possible. */
  readonly until: Day;
  /** When its reporter is next asked; nothing after the last time. */
  readonly asked: Day | undefined;
}

/** Until when what was written is kept at least, if it is closed on a day. */
export function keptUntil({ policy }: Concern, closed: Day): Day {
  return addMonths(closed, policy.retentionMonths);
}

/** The closing of a concern; nothing while it is open. */
export function closingOf(concern: Concern): Closing | undefined {
  const { steps, outlook, today } = concern;
  const on = steps.findLast(({ entry }) => entry.act.kind === "closed")?.entry.day;
  const proposed = steps.findLast(({ entry }) => entry.act.kind === "closing_proposed")?.entry.act;
  if (outlook.state !== "closed" || on === undefined || proposed?.kind !== "closing_proposed") return undefined;
  const { reason, receiver } = proposed.data;
  const asked = ASKED_MONTHS.map((months) => addMonths(on, months)).find((day) => day > today);
  return { on, reason, receiver, until: keptUntil(concern, on), asked };
}
