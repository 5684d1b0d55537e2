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
  /** There were words, and they could not be sealed or carried. */
  readonly lost: boolean;
}

let sealed = "";
let isLost = false;

/** Hands over to the page as it is loaded anew. */
export function leave(left: Left): void {
  try {
    history.replaceState(left, "");
  } catch {
    // More than the browser carries: the lock does not wait for it.
    history.replaceState({ ...left, begun: "", lost: true }, "");
  }
}

/** Takes what the last visit left. Gives whether it ended because nobody was there. To be asked before screens use the history. */
export function takeLeft(): boolean {
  const left = history.state as Left | number | null;
  if (left === null || typeof left === "number") return false;
  [sealed, isLost] = [left.begun, left.lost];
  return left.wasIdle;
}

/** Whether words wait for whoever wrote them. */
export function isBegunSealed(): boolean {
  return sealed !== "";
}

/** Whether the last visit's words could not be kept. */
export function isBegunLost(): boolean {
  return isLost;
}

/** Gives whoever has signed in their words back. Those of another are forgotten. */
export async function openBegun(): Promise<void> {
  if (sealed === "") return;
  const text = await ask("begun", sealed);
  sealed = "";
  if (text !== "") bringDrafts(text);
}
