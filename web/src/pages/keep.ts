// What a reporter may save, if they choose to: under names and with words that say nothing.

import type { DateView } from "../worker/protocol.js";

/** Hands the receipt, or the proof that took its place, to the browser to save. */
export function saveReceipt(text: string): void {
  save("receipt.txt", "text/plain", text);
}

/** The same with dates, for a calendar. */
export function saveDates(dates: readonly DateView[], today: string): void {
  save("dates.ics", "text/calendar", calendar(dates, today));
}

/** Hands a file to the browser to save. Its name says nothing. */
export function save(name: string, type: string, content: BlobPart): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The dates as whole days, each called no more than "Date" (RFC 5545). */
function calendar(dates: readonly DateView[], today: string): string {
  const plain = (day: string): string => day.replaceAll("-", "");
  const days = [...new Set(dates.map(({ due }) => plain(due)))];
  const events = days.flatMap((day) => [
    "BEGIN:VEVENT",
    `UID:${day}@date.invalid`,
    `DTSTAMP:${plain(today)}T000000Z`,
    `DTSTART;VALUE=DATE:${day}`,
    "SUMMARY:Date",
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//calendar//EN", ...events, "END:VCALENDAR", ""].join("\r\n");
}
