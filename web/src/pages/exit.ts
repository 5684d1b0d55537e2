// Leaving at once: the button, Shift three times, and what is wiped on the way.

import { ExitThisPage } from "govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs";
import { byId } from "./dom.js";
import { stopWorker } from "./ask.js";

let leaving = false;

class Exit extends ExitThisPage {
  override exitPage(): void {
    wipe();
    super.exitPage();
  }
}

/** Makes the button work, and asks before what was typed is lost by accident. */
export function startExit(isUnsaved: () => boolean): void {
  new Exit(byId("exit"));
  addEventListener("beforeunload", (event) => {
    if (!leaving && isUnsaved()) event.preventDefault();
  });
  addEventListener("pagehide", wipe);
  addEventListener("pageshow", (event) => {
    // Kept by the browser for its Back button: begin anew.
    if (event.persisted) location.reload();
  });
}

/** Takes everything off the page and out of the worker. */
function wipe(): void {
  leaving = true;
  stopWorker();
  for (const form of document.forms) form.reset();
  const shownLast = "#code-words, #answers dd, #sent-changed, .daylight-files, [data-screen='concern']";
  for (const shown of document.querySelectorAll(shownLast)) {
    if (shown instanceof HTMLElement) shown.textContent = "";
  }
}
