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

/** The closing of a concern; nothing while it is open. */
export function closingOf({ steps, outlook, policy, today }: Concern): Closing | undefined {
  const on = steps.findLast(({ entry }) => entry.act.kind === "closed")?.entry.day;
  const proposed = steps.findLast(({ entry }) => entry.act.kind === "closing_proposed")?.entry.act;
  if (outlook.state !== "closed" || on === undefined || proposed?.kind !== "closing_proposed") return undefined;
  const { reason, receiver } = proposed.data;
  const asked = ASKED_MONTHS.map((months) => addMonths(on, months)).find((day) => day > today);
  return { on, reason, receiver, until: addMonths(on, policy.retentionMonths), asked };
}
