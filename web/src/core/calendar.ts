// Arithmetic on civil days by the rules of DATES section 3. Knows no clock of a policy and no concern
// (crates/domain/src/calendar.rs).
import { type Day } from "./values.js";

const DAY_MS = 86_400_000;

/** Whether a text is a day of the calendar in its one spelling, `2026-12-18`. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** The day a number of civil days later; the first day does not count (Reg. 1182/71 Art 3(1)). */
export function addDays(from: Day, days: number): Day {
  return write(Date.parse(`${from}T00:00:00Z`) + days * DAY_MS);
}

/** The same day of the month some months later, or the month's last day (30 November + 3 months = 28 February). */
export function addMonths(from: Day, months: number): Day {
  const [year = 0, month = 1, day = 1] = from.split("-").map(Number);
  const count = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const last = Math.min(day, daysIn(newYear, newMonth));
  return [String(newYear).padStart(4, "0"), two(newMonth), two(last)].join("-");
}

/** Civil days from one day to another; negative if `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The earlier of two days. */
export function earlier(one: Day, two: Day): Day {
  return one < two ? one : two;
}

/** The later of two days. */
export function later(one: Day, two: Day): Day {
  return one > two ? one : two;
}

function daysIn(year: number, month: number): number {
  // Day 0 of the next month is the last of this one. Date.UTC would take years below 100 for 19xx.
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

function write(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
