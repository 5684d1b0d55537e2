// "No concern stated" for several at once. What was chosen stays chosen while the pages of the list turn, and is named before it
// is signed: nothing is signed that cannot be seen.

import { byId, make, show, typed } from "../../pages/dom.js";
import { showProblems, wordsOf } from "../../pages/problem.js";
import { say } from "../../pages/words.js";
import type { OpenedRow } from "../protocol.js";
import { ask } from "./ask.js";
import { shortName } from "./dates.js";
import { faultInWords } from "./faults.js";
import { emptyField } from "./labelled.js";
import { hidden } from "./rows.js";
import { keepButton, signedInWords } from "./signed.js";
import { once } from "./working.js";

const chosen = new Set<string>();

/** Makes the form work; `list` fetches the list anew. */
export function startSeveral(list: () => Promise<unknown>): void {
  // Enter in one of the boxes would send the form, also where its button is folded away: only a press on the button signs.
  byId("several").addEventListener("submit", (event) => { event.preventDefault(); });
  byId("several-sign").addEventListener("click", () => void close(list));
}

/** A place to choose a concern with others; none where somebody has to look at it first. */
export function tick(row: OpenedRow): HTMLElement | "" {
  const { concern } = row;
  if (!canCloseInOneStep(row)) {
    chosen.delete(concern);
    return "";
  }
  const input = make("input", "govuk-checkboxes__input");
  input.type = "checkbox";
  input.name = "several";
  input.value = concern;
  input.id = `several-${concern}`;
  input.checked = chosen.has(concern);
  input.addEventListener("change", () => {
    if (input.checked) chosen.add(concern);
    else chosen.delete(concern);
    showSeveral();
  });
  const label = make("label", "govuk-label govuk-checkboxes__label", say("say-choose"), hidden(` ${shortName(concern)}`));
  label.htmlFor = input.id;
  return make("div", "govuk-checkboxes govuk-checkboxes--small", make("div", "govuk-checkboxes__item", input, label));
}

/** Only what somebody has read and answered can be closed with others in one step, and only where the reason can be true. */
function canCloseInOneStep({ state, colleague, above, unread, withoutConcern }: OpenedRow): boolean {
  return state === "findings_sent" && !colleague && !above && !unread && withoutConcern;
}

/** Whether there is anything to choose, and what was chosen. */
export function showSeveral(): void {
  show("several-acts", chosen.size > 0 || document.querySelector("#opened input[name=several]") !== null);
  byId("several-chosen").textContent = chosen.size === 0 ? "" : say("say-chosen", { list: [...chosen].map(shortName).join(", ") });
}

/** Words typed for several that would be lost. */
export function severalHasWords(): boolean {
  return typed("several-text").trim() !== "";
}

async function close(list: () => Promise<unknown>): Promise<void> {
  const concerns = [...chosen];
  const text = typed("several-text").trim();
  if (concerns.length === 0 || text === "") {
    showProblems([text === "" ? emptyField("several-text") : { text: say("say-choose-first"), field: "several-text" }]);
    return;
  }
  const isDone = await once("several-done", async () => {
    const tried = await ask("closeSeveral", { concerns, text });
    const what = say("say-reason-no_concern_stated");
    const lines = tried.map(({ concern, why, receipt }) => {
      if (why === null) chosen.delete(concern);
      return make("li", "", `${shortName(concern)}: `, ...(why === null ? [signedInWords(what, receipt !== "")] : wordsOf(faultInWords(why))));
    });
    byId("several-done").replaceChildren(make("ul", "govuk-list", ...lines), ...keepButton(tried.map(({ receipt }) => receipt)));
    if (tried.every(({ why }) => why === null)) byId<HTMLTextAreaElement>("several-text").value = "";
  });
  if (!isDone) return;
  await list();
  byId("several-done").focus();
}
