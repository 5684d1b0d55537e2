// What becomes of a concern by a signature, said as it is at its stage: from the last one nothing goes up.

import { say } from "../../pages/words.js";
import type { HolderConcern } from "../protocol.js";
import { whoIsIn } from "./session.js";

/** Says it in the forms of what sends a concern up wherever a stage is above. */
export function sayWhatFollows({ atLast, above }: HolderConcern): void {
  const isLast = atLast && !above;
  const [goes, unread] = isLast ? ["say-so-last", "say-so-unread"] : above ? ["say-so-above", "say-so-above"] : ["say-so-up", "say-so-up"];
  // Whoever says it below the last stage is out of it.
  const barred = whoIsIn().office?.last === true ? [] : [say("say-so-barred")];
  for (const form of ["mismatch", "unsound-mismatch"]) put(`#${form}-what`, [say("say-mismatch-what"), say(goes)]);
  put("#cannot-open-what", [say("say-cannot-open-what"), say(unread)]);
  for (const form of ["mismatch", "unsound-mismatch", "cannot-open"]) put(`#${form}-sure p`, [...barred, say("say-final")]);
  const all = {
    "#extend-what": isLast ? "say-extend-what-last" : "say-extend-what",
    "#repeat-part > details > summary span": isLast ? "say-repeat-heading-last" : "say-repeat-heading",
    "#repeat-what": isLast ? "say-repeat-what-last" : "say-repeat-what",
    "#repeat-sure summary span": isLast ? "say-repeat-button-last" : "say-repeat-button",
    "#repeat-sure p": isLast ? "say-final" : "say-repeat-final",
  };
  for (const [at, key] of Object.entries(all)) put(at, [say(key)]);
}

function put(at: string, sentences: readonly string[]): void {
  const place = document.querySelector(at);
  if (place !== null) place.textContent = sentences.join(" ");
}
