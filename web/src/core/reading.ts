// Whether a holder has had what the reporter wrote last, by the entries alone (crates/domain/src/reading.rs).
import { type Step } from "./concern.js";
import { type Entry, isPerson } from "./entry.js";

/** Of these the reporter is shown nothing, or nothing that says that somebody has read. */
const NO_ANSWER: ReadonlySet<string> = new Set(["note", "handed_over", "opened", "no_conflict", "conflict"]);

/** Whether a step of a person answers the reporter: by it they can tell that somebody has read. */
export function isAnswer({ act, by }: Pick<Entry, "act" | "by">): boolean {
  return isPerson(by) && !NO_ANSWER.has(act.kind);
}

/** Whether the reporter has written since anybody who opened the concern has answered, or signed what the reporter sees. */
export function isUnread(steps: readonly Step[]): boolean {
  const opened = new Set<string>();
  const records = new Set<string>();
  let unread: string[] = [];
  for (const { record, entry } of steps) {
    const { act, by, after } = entry;
    const isWords = by === "reporter" && "item" in act.data && act.data.item !== null;
    // A note, if it is not at hand: the reporter is shown none.
    const isBehind = after !== null && (unread.includes(after) || !records.has(after));
    records.add(record);
    const isRead = isPerson(by) && opened.has(by) && isAnswer(entry) && isBehind;
    if (act.kind === "opened") opened.add(by);
    if (isRead) unread = [];
    else if (by === "reporter" && opened.size === 0) continue;
    else if (isWords) unread = [record];
    else if (unread.length > 0) unread.push(record);
  }
  return unread.length > 0;
}
