// The day an act is signed for. Must not know what is signed (src/client/session.rs).
import { daysBetween } from "./calendar.js";
import { CallFailed, Mistrust } from "./problem.js";
import { type Day } from "./values.js";

/**
 * How far ahead of today a service's stated day is believed: a record that demonstrations and tests have moved on by months is
 * signed for, one far beyond is not.
 */
const AHEAD_AT_MOST_DAYS = 800;

/** Throws {@link Mistrust} for a day that lies so far ahead. */
export function mustBeNear(today: Day, day: Day): void {
  if (daysBetween(today, day) > AHEAD_AT_MOST_DAYS) throw new Mistrust("wrong_day", day);
}

/**
 * Signs for the day this side knows of, and once more when the service says that the concern or the record has come to a
 * later one. Never for an earlier one: an act is not dated back.
 */
export async function onItsDay<T>(today: Day, day: Day, sign: (day: Day) => Promise<T>): Promise<T> {
  mustBeNear(today, day);
  try {
    return await sign(day);
  } catch (fault) {
    const wanted = fault instanceof CallFailed ? fault.refusal?.day : undefined;
    const ahead = wanted === undefined ? 0 : daysBetween(day, wanted);
    if (wanted === undefined || ahead < 1 || ahead > AHEAD_AT_MOST_DAYS) throw fault;
    return sign(wanted);
  }
}
