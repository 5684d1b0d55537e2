// Words that somebody had begun when their visit ended: sealed to their own key, they wait in this page's memory until the same
// person signs in here, whoever comes in between. Between two loads of the page the browser's history entry carries them, and is
// emptied at once.

import { ask } from "./ask.js";
import { bringDrafts } from "./drafts.js";

/** Said by a visit that ends to the page that comes next. It names nobody. */
interface Left {
  /** It ended because nobody was there. */
  readonly wasIdle: boolean;
  /** Sealed words of each who had begun some, in Base64. */
  readonly begun: readonly string[];
  /** There were words, and they could not be sealed or carried. */
  readonly lost: boolean;
}

let sealed: readonly string[] = [];
let isLost = false;

/** Hands over to the page as it is loaded anew: words that were sealed now, and those that wait for others. */
export function leave(wasIdle: boolean, words: { readonly sealed: string; readonly lost: boolean }): void {
  const begun = words.sealed === "" ? sealed : [...sealed, words.sealed];
  try {
    history.replaceState({ wasIdle, begun, lost: words.lost } satisfies Left, "");
  } catch {
    // More than the browser carries: the lock does not wait for it.
    history.replaceState({ wasIdle, begun: [], lost: true } satisfies Left, "");
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
  return sealed.length > 0;
}

/** Whether the last visit's words could not be kept. */
export function isBegunLost(): boolean {
  return isLost;
}

/** Gives whoever has signed in their words back. Those of others go on waiting. */
export async function openBegun(): Promise<void> {
  const others: string[] = [];
  for (const one of sealed) {
    const text = await ask("begun", one);
    if (text === "") others.push(one);
    else bringDrafts(text);
  }
  sealed = others;
}
