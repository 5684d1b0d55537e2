// Copying a reporter's words out says what they can give away, wherever they stand and however they were chosen.

import { byId, show } from "../../pages/dom.js";

/** A box into which a reporter's words are brought, to be taken out one by one. */
const BOX = "redact-text";

/** Begins to notice what is copied. */
export function startCopied(): void {
  for (const how of ["copy", "cut"] as const) addEventListener(how, warn);
}

function warn({ target }: ClipboardEvent): void {
  const words = copied(target);
  if (words === undefined) return;
  // The list of what was found is made anew while the warning stands there.
  (words.closest("#found") ?? words).after(byId("copied"));
  show("copied", true);
}

/** The first of the reporter's words that go with it. */
function copied(target: EventTarget | null): Element | undefined {
  // What is chosen in a box is no part of the page's selection.
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) return target.id === BOX ? target : undefined;
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed) return undefined;
  return [...document.querySelectorAll(".daylight-reporter, .daylight-around")].find((words) => words.checkVisibility() && selection.containsNode(words, true));
}
