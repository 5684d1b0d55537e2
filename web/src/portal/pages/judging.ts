// Closings that wait for an auditor, each with its steps, to be approved or refused on its form.

import { byId, make, show } from "../../pages/dom.js";
import { saveReceipt } from "../../pages/keep.js";
import { inWords, say } from "../../pages/words.js";
import type { Waiting } from "../protocol.js";
import { ask } from "./ask.js";
import { actButton, card } from "./cards.js";
import { proposalInWords, step } from "./concern_view.js";
import { shortName } from "./dates.js";
import { bringBoxes } from "./drafts.js";
import { folded } from "./folded.js";
import { fieldForm } from "./labelled.js";
import { area } from "./scope_editor.js";
import { nameOf, signedInWords } from "./signed.js";
import { once } from "./working.js";

/** Asks what waits, and shows it. */
export async function showJudging(): Promise<void> {
  await once("judging-working", list);
}

async function list(): Promise<void> {
  const all = await ask("toJudge");
  byId("judging-rows").replaceChildren(...all.map(row));
  bringBoxes();
  show("judging-none", all.length === 0);
}

function row(waiting: Waiting): HTMLElement {
  const name = shortName(waiting.concern);
  const lines = [say("say-judge-sent", { date: inWords(waiting.sentOn) }), proposalInWords(waiting.proposed)];
  const steps = make("ol", "daylight-steps", ...waiting.steps.map(step));
  return card(name, lines, [
    folded(say("say-judge-steps"), steps),
    actButton("say-judge-approve", name, (button) => sign(waiting, null, button)),
    folded(say("say-judge-refuse"), refusal(waiting)),
  ]);
}

function refusal(waiting: Waiting): HTMLElement {
  const id = `refusal-${waiting.concern}`;
  const button = make("button", "govuk-button govuk-button--secondary", say("say-judge-sign-refusal"));
  return fieldForm(area(id, say("say-judge-why"), 3), id, button, (text) => sign(waiting, text, button));
}

async function sign({ concern, proposed }: Waiting, refusal: string | null, by: HTMLElement): Promise<void> {
  const name = nameOf(by);
  await once("judging-working", async () => {
    const { receipt } = await ask("judge", { concern, of: proposed.of, refusal });
    await list();
    const keep = make("button", "govuk-button govuk-button--secondary", say("say-judge-receipt"));
    keep.type = "button";
    keep.addEventListener("click", () => { saveReceipt(receipt); });
    byId("judging-working").replaceChildren(signedInWords(name, receipt !== ""), ...(receipt === "" ? [] : [" ", keep]));
  });
}
