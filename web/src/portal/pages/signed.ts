// What the page says once something was signed: what it was, and whether its receipt came.

import { make } from "../../pages/dom.js";
import { saveReceipt } from "../../pages/keep.js";
import { say } from "../../pages/words.js";

/** In words. Without a receipt the answer was lost, and the entry was found where it belongs. */
export function signedInWords(what: string, hasReceipt: boolean): string {
  return say(hasReceipt ? "say-signed" : "say-signed-found", { what });
}

/** A button that hands the receipts to the browser to save; nothing where no answer came. */
export function keepButton(receipts: readonly string[]): readonly (string | HTMLElement)[] {
  const came = receipts.filter(Boolean);
  if (came.length === 0) return [];
  const keep = make("button", "govuk-button govuk-button--secondary", say("say-judge-receipt"));
  keep.type = "button";
  keep.addEventListener("click", () => { came.forEach(saveReceipt); });
  return [" ", keep];
}

/** How the page names what is signed by a form, or by a button without one: by its heading where it is folded, else by what is
    pressed first in it. */
export function nameOf(by: HTMLElement): string {
  const head = by instanceof HTMLButtonElement ? by : (by.closest("details")?.querySelector("summary") ?? by.querySelector("summary, button"));
  return head?.textContent.trim() ?? "";
}
