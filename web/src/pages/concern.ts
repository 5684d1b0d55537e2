// Coming back with a code: where the concern stands, what was written, and what the reporter can still do.

import type { Act, ConcernView, MessageView, PointView, StepView } from "../worker/protocol.js";
import { ask } from "./ask.js";
import { compareClocks } from "./clock.js";
import { byId, choice, make, show, typed } from "./dom.js";
import { problemOf } from "./faults.js";
import { showFiles, startAdding } from "./files.js";
import { saveDates, saveReceipt } from "./keep.js";
import type { Problem } from "./problem.js";
import { showProblems } from "./problem.js";
import { goForGood } from "./screens.js";
import { find, inWords, say } from "./words.js";

let busy = false;

/** What is said once an act has been sent and its receipt checked. */
const DONE: Readonly<Record<Act["act"], string>> = {
  message: "concern-sent-note",
  "scope-dispute": "concern-dispute-done",
  "findings-dispute": "concern-dispute-done",
  treatment: "concern-treatment-done",
  "treatment-well": "concern-treatment-well-done",
  danger: "concern-danger-done",
  exclude: "concern-exclude-done",
};

/** Makes the code's field and the acts work. */
export function startComingBack(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-screen="enter"]');
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    void enter();
  });
  for (const act of document.querySelectorAll<HTMLFormElement>("form[data-act]")) {
    act.addEventListener("submit", (event) => {
      event.preventDefault();
      void sign(act);
    });
  }
  startAdding(async () => { showConcern(await ask("again")); });
  byId("concern-close").addEventListener("click", () => {
    location.reload();
  });
}

async function enter(): Promise<void> {
  await once("entering", "enter", async () => {
    const concern = await ask("enter", typed("enter"));
    byId<HTMLTextAreaElement>("enter").value = "";
    showConcern(concern);
    goForGood("concern");
  });
}

async function sign(form: HTMLFormElement): Promise<void> {
  const act = actOf(form);
  if (!("act" in act)) {
    showProblems([act]);
    return;
  }
  await once("concern-done", undefined, async () => {
    const concern = await ask("act", act);
    form.reset();
    showConcern(concern);
    const done = byId("concern-done");
    done.textContent = say(DONE[act.act]);
    done.hidden = false;
    done.scrollIntoView({ block: "center" });
  });
}

/** The act that a form stands for, or what is missing. */
function actOf(form: HTMLFormElement): Act | Problem {
  const act = form.dataset["act"] as Act["act"];
  if (act === "danger" || act === "treatment-well") return { act };
  if (act === "exclude") {
    const office = form.querySelector<HTMLInputElement>("input:checked")?.value;
    return office === undefined ? { text: say("concern-write-error") } : { act, office };
  }
  const text = typed(`act-${act}`).trim();
  return text === "" ? { text: say("concern-write-error"), field: `act-${act}` } : { act, text };
}

/** One thing at a time, with a sign that something is being done. */
async function once(place: string, field: string | undefined, work: () => Promise<void>): Promise<void> {
  if (busy) return;
  busy = true;
  const sign = byId(place);
  sign.hidden = false;
  sign.replaceChildren(make("p", "govuk-body", say("working")), make("progress", ""));
  try {
    await work();
    showProblems([]);
    if (place === "entering") sign.replaceChildren();
  } catch (error) {
    sign.replaceChildren();
    sign.hidden = place === "concern-done";
    showProblems([problemOf(error, field)]);
  } finally {
    busy = false;
  }
}

function showConcern(concern: ConcernView): void {
  compareClocks(concern.today);
  show("concern-done", false);
  show("concern-with", concern.closed === null);
  byId("concern-with").textContent = `${say("concern-with", { stage: concern.stage })} (${say("says-the-service")})`;
  byId("concern-closed").replaceChildren(...closed(concern));
  byId("concern-on").textContent = say("concern-sent-on", { date: inWords(concern.sentOn) });
  byId("concern-new").replaceChildren(
    ...concern.newHolders.map(({ office, names }) =>
      make("p", "govuk-inset-text", say("concern-holders-new", { office, names: names.join(", ") })),
    ),
  );
  // What is still to come of a closed one stands above.
  show("concern-next", concern.closed === null || concern.dates.length > 0);
  byId("concern-dates").replaceChildren(...dates(concern));
  const written = concern.messages.filter(({ mine }) => !mine);
  byId("concern-to-you").replaceChildren(
    ...(written.length === 0 ? [make("p", "govuk-body", say("concern-nothing-to-you"))] : written.map(message)),
  );
  points("concern-scope", concern.scope, ({ result, reason }) => [
    make("strong", "", result === "in" ? say("concern-scope-in") : say("concern-scope-out", { reason })),
  ]);
  findings(concern);
  byId("concern-steps").replaceChildren(...concern.steps.map(step));
  showFiles(concern.files, concern.erased);
  show("concern-acts", !concern.erased);
  treatment(concern);
  show("concern-exclude", concern.offices.length > 0);
  byId("withdraw-list").replaceChildren(
    ...concern.offices.map(({ id, name, holders }) =>
      choice("radios", "withdraw", id, [name, ...holders].join(", ")),
    ),
  );
  record(concern);
  byId("concern-kept").textContent = say("concern-kept", { months: concern.months });
  byId("concern-wrote").replaceChildren(
    concern.wrote,
    ...concern.messages.filter(({ mine }) => mine).map((one) => `\n\n${say("concern-from", { who: say("concern-you"), date: inWords(one.day) })}\n${one.text}`),
  );
}

/** The question is open to be seen on the days it is put on, and there to be found before. */
function treatment({ state, askedAfterMonths: months }: ConcernView): void {
  show("concern-treatment", state === "closed");
  byId<HTMLDetailsElement>("concern-treatment").open = months > 0;
  show("concern-treatment-asked", months > 0);
  byId("concern-treatment-asked").textContent = say("concern-treatment-asked", { months });
}

/** What it is bound to, and what can be kept of it. */
function record({ rules, receipt, dates, today }: ConcernView): void {
  byId("concern-rules-from").textContent = say("concern-rules-from", { date: inWords(rules.from) });
  byId("concern-rules-version").textContent = rules.version;
  byId("concern-rules-text").textContent = rules.text;
  show("concern-receipt", receipt !== "");
  byId("concern-receipt").onclick = () => { saveReceipt(receipt); };
  show("concern-calendar", dates.length > 0);
  byId("concern-calendar").onclick = () => { saveDates(dates, today); };
}

function dates(concern: ConcernView): HTMLElement[] {
  if (concern.dates.length === 0) return [make("li", "", say("concern-no-dates"))];
  return concern.dates.map(({ due, clock, late }) => {
    const text = say(late ? "concern-late" : "concern-due", { date: inWords(due), clock: say(`clock-${clock}`) });
    return make("li", late ? "daylight-late" : "", text);
  });
}

function message({ day, who, text }: MessageView): HTMLElement {
  const from = make("h3", "govuk-heading-s", say("concern-from", { who, date: inWords(day) }));
  return make("article", "daylight-message", from, inTheirWords(text));
}

/** How it was closed, and what its reporter can still do and expect. */
function closed({ closed: closing, erased, scope, findings: found, unread }: ConcernView): HTMLElement[] {
  if (closing === null) return [];
  const { on, reason, receiver, until, asked } = closing;
  const lines = [say("concern-closed", { date: inWords(on), reason: say(`outcome-${reason}`) })];
  if (receiver !== "") lines.push(say("concern-closed-to", { name: receiver }));
  if (!erased && (scope.length > 0 || found !== null || unread)) lines.push(say("concern-closed-disagree", { date: inWords(until) }));
  if (!erased && asked !== undefined) lines.push(say("concern-closed-asked", { date: inWords(asked) }));
  return lines.map((text, at) => make("p", at === 0 ? "govuk-body-l" : "govuk-body", text));
}

/** What was found; or that it cannot be opened, which can be disputed as well. */
function findings({ findings: found, unread }: ConcernView): void {
  points("concern-findings", found?.points ?? [], ({ result, reason }) => [
    make("strong", "", say(`outcome-${result}`)), inTheirWords(reason),
  ]);
  show("concern-findings", found !== null || unread);
  show("concern-enquired", found !== null);
  byId("concern-risk").textContent = unread ? say("outcome-cannot_be_opened") : "";
  if (found === null) return;
  byId("concern-enquiries").replaceChildren(...found.enquiries.map((text) => make("li", "", inTheirWords(text))));
  byId("concern-spoken").textContent = say("concern-findings-spoken", { count: found.spokenTo });
  show("concern-standard", found.standard !== null);
  if (found.atRisk !== null) byId("concern-risk").textContent = say(`concern-risk-${found.atRisk}`);
}

function points(id: string, all: readonly PointView[], more: (point: PointView) => HTMLElement[]): void {
  show(id, all.length > 0);
  byId(id)
    .querySelector("[data-points]")
    ?.replaceChildren(...all.map((point) => make("li", "", inTheirWords(point.text), ...more(point))));
}

function inTheirWords(text: string): HTMLElement {
  const words = make("div", "daylight-words", text);
  words.dir = "auto";
  return words;
}

function step({ day, kind, vouched, who, stage, promised, months, until }: StepView): HTMLElement {
  const own = vouched === "reporter" ? find(`step-${kind}-reporter`) : undefined;
  const text = own ?? say(`step-${kind}`, { who, stage, months, date: until === "" ? "" : inWords(until) });
  const line = make("li", "", make("strong", "", inWords(day)), make("br", ""), text);
  if (vouched === "service") line.append(" ", make("span", "daylight-service", `(${say("says-the-service")})`));
  if (promised !== "") line.append(" ", make("span", "daylight-service", `(${say("concern-promised", { date: inWords(promised) })})`));
  return line;
}
