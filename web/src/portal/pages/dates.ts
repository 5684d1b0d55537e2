// Days that are left, and short names of concerns.

import { inWords, say } from "../../pages/words.js";

/** Dates within so many days stand on top of a concern; others are folded. */
const NEAR_DAYS = 14;

/** Whether a date is to be seen at once. */
export function isNear({ daysLeft }: { readonly daysLeft: number }): boolean {
  return daysLeft <= NEAR_DAYS;
}

/** "3 days left", "today", "2 days late". */
export function leftInWords(days: number): string {
  if (days === 0) return say("say-left-today");
  if (days === 1) return say("say-left-one");
  if (days === -1) return say("say-late-one");
  return days > 0 ? say("say-left", { days }) : say("say-late", { days: -days });
}

/** A clock's date: what must have happened by then. Before a concern is opened nobody knows which clock it is. */
export function dueInWords(clock: string, due: string): string {
  if (clock === "") return say("say-first-due", { date: inWords(due) });
  return say("say-due", { clock: say(`say-clock-${clock}`), date: inWords(due) });
}

/** The beginning of a concern's id, by which people tell concerns apart. */
export function shortName(concern: string): string {
  return say("say-concern-named", { name: concern.slice(0, 8) });
}
