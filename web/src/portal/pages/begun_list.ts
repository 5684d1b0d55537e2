// The concerns on which something was begun, on the desk: to go on with it, or to throw it away. One that was closed, erased or given
// to others meanwhile takes no words any more, and nothing else would ever take it from the list.

import { byId, make, show } from "../../pages/dom.js";
import { say } from "../../pages/words.js";
import { shortName } from "./dates.js";
import { draftsOn, dropDraft, wordsBegun } from "./drafts.js";
import { hidden, linkTo } from "./rows.js";

/** Fills the list; `changed` follows once something was thrown away. */
export function showBegun(visit: (concern: string) => void, changed: () => void): void {
  const begun = draftsOn();
  show("begun", begun.length > 0);
  byId("begun-list").replaceChildren(...begun.map((concern) => row(concern, () => { visit(concern); }, changed)));
}

/** The first press shows what would go. */
function row(concern: string, go: () => void, changed: () => void): HTMLElement {
  const place = make("div", "");
  place.setAttribute("role", "status");
  const button = make("button", "govuk-button govuk-button--secondary", say("say-begun-drop"), hidden(`: ${shortName(concern)}`));
  button.type = "button";
  button.addEventListener("click", () => {
    if (place.childElementCount > 0) {
      dropDraft(concern);
      changed();
      return;
    }
    const words = make("div", "daylight-words", wordsBegun(concern).join("\n\n"));
    words.dir = "auto";
    words.translate = false;
    place.replaceChildren(words);
    button.replaceChildren(say("say-begun-drop-now"), hidden(`: ${shortName(concern)}`));
  });
  return make("li", "", linkTo(concern, go), place, button);
}
