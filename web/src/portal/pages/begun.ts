// Words that somebody had begun when their visit ended: sealed to their own key, they wait in this page's memory until the same
// person signs in here. Between two loads of the page the browser's history entry carries them, and is emptied at once.

import { ask } from "./ask.js";
import { bringDrafts } from "./drafts.js";

/** Said by a visit that ends to the page that comes next. It names nobody. */
interface Left {
  /** It ended because nobody was there. */
  readonly wasIdle: boolean;
  /** Sealed words, in Base64; empty if there are none. */
  readonly begun: string;
}

let sealed = "";

/** Hands over to the page as it is loaded anew. */
export function leave(left: Left): void {
  try {
    history.replaceState(left, "");
  } catch {
    // More than the browser carries: the lock does not wait for it.
    history.replaceState({ ...left, begun: "" }, "");
  }
}

/** Takes what the last visit left. Gives whether it ended because nobody was there. To be asked before screens use the history. */
export function takeLeft(): boolean {
  const left = history.state as Left | number | null;
  if (left === null || typeof left === "number") return false;
  sealed = left.begun;
  return left.wasIdle;
}

/** Whether words wait for whoever wrote them. */
export function isBegunSealed(): boolean {
  return sealed !== "";
}

/** Gives whoever has signed in their words back. Those of another are forgotten. */
export async function openBegun(): Promise<void> {
  if (sealed === "") return;
  const text = await ask("begun", sealed);
  sealed = "";
  if (text !== "") bringDrafts(text);
}
