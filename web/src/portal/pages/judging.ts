// Closings that wait for an auditor, each with its steps, to be approved or refused on its form.

import { byId, make, show } from "../../pages/dom.js";
import { whenShown } from "../../pages/screens.js";
import { inWords, say } from "../../pages/words.js";
import type { Waiting } from "../protocol.js";
import { ask } from "./ask.js";
import { aboutOne, card, sureButton } from "./cards.js";
import { proposalInWords, step } from "./concern_view.js";
import { shortName } from "./dates.js";
import { bringBoxes, keepBoxes } from "./drafts.js";
import { folded } from "./folded.js";
import { fieldForm } from "./labelled.js";
import { area } from "./scope_editor.js";
import { keepButton, nameOf, signedInWords } from "./signed.js";
import { once } from "./working.js";

/** Makes the screen work: it asks what waits, and shows it. */
export function startJudging(): void {
  whenShown("judging", () => void once("judging-working", list));
}

async function list(): Promise<void> {
  const all = await ask("toJudge");
  keepBoxes();
  byId("judging-rows").replaceChildren(...all.map(row));
  bringBoxes();
  show("judging-none", all.length === 0);
}

function row(waiting: Waiting): HTMLElement {
  const name = shortName(waiting.concern);
  const lines = [
    say("say-judge-sent", { date: inWords(waiting.sentOn) }),
    proposalInWords(waiting.proposed),
    say("say-close-kept", { date: inWords(waiting.keptIfClosed) }),
  ];
  const steps = make("ol", "daylight-steps", ...waiting.steps.map(step));
  return card(name, lines, [
    folded(aboutOne("say-judge-steps", name), steps),
    sureButton("say-judge-approve", name, say("say-approve-sure"), (by) => sign(waiting, null, by)),
    folded(aboutOne("say-judge-refuse", name), refusal(waiting)),
  ], "h2");
}

function refusal(waiting: Waiting): HTMLElement {
  const id = boxOf(waiting);
  const button = make("button", "govuk-button govuk-button--secondary", say("say-judge-sign-refusal"));
  return fieldForm(area(id, say("say-judge-why"), 3), id, button, (text) => sign(waiting, text, button));
}

function boxOf({ concern }: Waiting): string {
  return `refusal-${concern}`;
}

async function sign(waiting: Waiting, refusal: string | null, by: HTMLElement): Promise<void> {
  const name = nameOf(by);
  await once("judging-working", async () => {
    const { receipt } = await ask("judge", { concern: waiting.concern, of: waiting.proposed.of, refusal, after: waiting.last });
    // What was begun on the others stays; this one is judged.
    byId<HTMLTextAreaElement>(boxOf(waiting)).value = "";
    await list();
    byId("judging-working").replaceChildren(signedInWords(name, receipt !== ""), ...keepButton([receipt]));
  });
}
