// Whether a holder has had what the reporter wrote last, by the entries alone (crates/domain/src/reading.rs).
import { type Step } from "./concern.js";
import { isPerson } from "./entry.js";

/** Of these the reporter is shown nothing, or nothing that says that somebody has read. */
const NO_ANSWER: ReadonlySet<string> = new Set(["note", "handed_over", "opened", "no_conflict", "conflict"]);

/** Whether the reporter has written since anybody who opened the concern has answered, or signed what the reporter sees. */
export function isUnread(steps: readonly Step[]): boolean {
  const opened = new Set<string>();
  let unread: string[] = [];
  for (const { record, entry: { act, by, after } } of steps) {
    const isWords = by === "reporter" && "item" in act.data && act.data.item !== null;
    const isAnswer = isPerson(by) && opened.has(by) && !NO_ANSWER.has(act.kind) && after !== null && unread.includes(after);
    if (act.kind === "opened") opened.add(by);
    if (isAnswer) unread = [];
    else if (by === "reporter" && opened.size === 0) continue;
    else if (isWords) unread = [record];
    else if (unread.length > 0) unread.push(record);
  }
  return unread.length > 0;
}
