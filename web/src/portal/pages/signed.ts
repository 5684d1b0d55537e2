// What the page says once something was signed: what it was, and whether its receipt came.

import { say } from "../../pages/words.js";

/** In words. Without a receipt the answer was lost, and the entry was found where it belongs. */
export function signedInWords(what: string, hasReceipt: boolean): string {
  return say(hasReceipt ? "say-signed" : "say-signed-found", { what });
}

/** How the page names what is signed by a form, or by a button without one: by its heading where it is folded, else by what is
    pressed first in it. */
export function nameOf(by: HTMLElement): string {
  const head = by instanceof HTMLButtonElement ? by : (by.closest("details")?.querySelector("summary") ?? by.querySelector("summary, button"));
  return head?.textContent.trim() ?? "";
}
