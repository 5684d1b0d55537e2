// What goes from the page when the service ends the session: all that others wrote. Forms stay, for the same person to go on with.

import { byId } from "../../pages/dom.js";
import { forgetFiles } from "./attachments.js";
import { forgetConcern } from "./concern.js";
import { isTouched } from "./drafts.js";
import { forgetPoints } from "./findings_editor.js";

/** Where words of a concern are shown, and what was found in several. In forms it is what a field is about: its value stays. */
const SHOWN = [
  "#about", "#account", "#first-answer", "#first-repeats", "#findings-how", "#steps", "#unsound-steps", "#concern-screen [data-points]",
  "#found", "#searching", "#repeats-list", "#dispute-what", "#findings-points legend", "#action-done-which option",
].join(", ");

/** Empties every such place. */
export function forgetWhatIsShown(): void {
  forgetFiles();
  forgetConcern();
  forgetPoints();
  // It may stand among the steps, and is needed again.
  byId("account").after(byId("copied"));
  for (const place of document.querySelectorAll(SHOWN)) place.replaceChildren();
  // Tags that nobody has touched are those of the concern.
  const tags = byId<HTMLTextAreaElement>("tags-text");
  if (!isTouched(tags.id)) tags.value = "";
}
