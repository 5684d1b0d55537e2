// Who or what a concern is about, as tags (R13): a note sealed to the own office, whose text begins with a line that says so, then
// one tag a line. The newest of an office counts; the service holds no token.

import type { Hand } from "../../core/hand.js";
import { type Told, textsOf } from "../../core/told.js";

const FIRST_LINE = "daylight tags";

/** The text of a note. White space around a tag, and a tag named twice, are left out. */
export function writeTags(tags: readonly string[]): string {
  const told = tags.map((tag) => tag.replace(/\s+/gu, " ").trim()).filter((tag) => tag !== "");
  return [FIRST_LINE, ...new Set(told)].join("\n");
}

/** Whether words are a list of tags. */
export function isTags({ step, text }: Told): boolean {
  return step.entry.act.kind === "note" && text.split("\n")[0] === FIRST_LINE;
}

/** The tags of the newest list that somebody of the own office wrote. */
export function tagsOf({ concern, words, found }: Hand): string[] {
  const own = textsOf(concern, words).filter((told) => isTags(told) && told.step.author?.office === found.office);
  return own.at(-1)?.text.split("\n").slice(1).filter((tag) => tag !== "") ?? [];
}
