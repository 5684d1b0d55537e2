// Which acts are offered: those that the service says this person may sign today, and no others. And what can be chosen in them.

import { byId, choice, make, show, typed } from "../../pages/dom.js";
import { inWords, say } from "../../pages/words.js";
import type { Colleague, HolderConcern } from "../protocol.js";
import { judgeable, offerReason, showJudged } from "./closing.js";
import { objections, proposalInWords, way } from "./concern_view.js";
import { isTouched } from "./drafts.js";
import { showFindingsRows } from "./findings_editor.js";
import { filesOf, partsOf } from "./parts.js";
import { offerReady } from "./ready.js";
import { whoIsIn } from "./session.js";

/** The form that keeps each date. */
const KEEPS: Readonly<Record<string, string>> = {
  danger: "acknowledge",
  acknowledge: "acknowledge",
  stage_answer: "acknowledge",
  lost_data: "regulator",
  first_decision: "scope",
  feedback: "feedback",
  referral_review: "refer-result",
  dispute: "dispute-answer",
  later_treatment: "treatment-answer",
};

/** Dates that can be put off. */
const EXTENDED: readonly string[] = ["first_decision", "referral_review"];
const URGENCIES = ["ordinary", "data-loss", "danger"];
const AGAIN = { scope: "say-again-scope", findings: "say-again-findings" } as const;

/** Shows the forms of what may be signed, and hides the rest. */
export function offerActs(concern: HolderConcern): void {
  fill(concern);
  for (const part of document.querySelectorAll<HTMLElement>("#concern-screen [data-kind]")) {
    if (part.id !== "first-look") part.hidden = !isOffered(part, concern);
  }
  let any = false;
  for (const group of document.querySelectorAll<HTMLElement>("#acts [data-group]")) {
    const isClosing = group.dataset["group"] === "closing";
    // The list of what a closing needs is there from the start, and gone with what was written.
    group.hidden = isClosing ? concern.erased : ![...group.querySelectorAll<HTMLElement>("[data-kind]")].some((part) => !part.hidden);
    any ||= !group.hidden;
  }
  show("acts-none", !any);
}

/** Opens the form that keeps the first date, so that it is one step away, and folds the others: one that is final is never open by itself. */
export function openWhatIsDue({ dates, allowed }: HolderConcern): void {
  for (const folded of document.querySelectorAll<HTMLDetailsElement>("#acts details, #conflict details, #unsound details")) folded.open = false;
  for (const { clock } of dates) {
    const form = document.querySelector(`#acts form[data-act="${KEEPS[clock] ?? ""}"]`);
    const folded = form?.closest("details");
    if (folded == null || !allowed.includes(folded.dataset["kind"] ?? "")) continue;
    folded.open = true;
    return;
  }
}

/** The way to the form that keeps a date, if it is offered. */
export function wayTo(clock: string, concern: HolderConcern): HTMLElement | "" {
  const folded = document.querySelector(`#acts form[data-act="${KEEPS[clock] ?? ""}"]`)?.closest("details");
  const name = folded?.querySelector("summary");
  const isThere = folded != null && concern.settled && !concern.erased && !concern.barred && isOffered(folded, concern);
  return isThere ? way(name?.textContent ?? "", name) : "";
}

function isOffered({ dataset }: HTMLElement, concern: HolderConcern): boolean {
  if (!concern.allowed.includes(dataset["kind"] ?? "")) return false;
  switch (dataset["kind"]) {
    case "action_done":
      return concern.actions.some(({ done }) => !done);
    case "handed_over":
      return concern.colleagues.length > 0;
    default:
      return true;
  }
}

function fill(concern: HolderConcern): void {
  // A second extension is a try: it moves the concern up, and no date (R19).
  const isSecond = concern.extendable.length === 0;
  const running = concern.dates.map(({ clock }) => clock).filter((clock) => EXTENDED.includes(clock));
  choices("extend-clock", (isSecond ? running : concern.extendable).map((clock) => [clock, say(`say-clock-${clock}`)]));
  isFinal("extend", isSecond);
  choices("action-done-which", concern.actions.filter(({ done }) => !done).map(({ record, text, due }) => [record, `${text} (${inWords(due)})`]));
  choices("hand-over-to", concern.colleagues.map(colleagueChoice));
  choices("close-reason", concern.reasons.map((reason) => [reason, say(`say-reason-${reason}`)]));
  offerReason(concern);
  for (const [act, all] of Object.entries(judgeable(concern))) {
    const proposals = all.map((proposal): [string, string] => [proposal.of, proposalInWords(proposal)]);
    choices(`${act}-of`, proposals);
    choices(`${act}-unread-of`, proposals);
  }
  const approves = (): void => { isFinal("approve", concern.proposals.find(({ of }) => of === typed("approve-of"))?.what === "closing"); };
  // What was chosen may come back with a draft, which tells it as typing does.
  byId("approve-of").oninput = approves;
  approves();
  showJudged(concern);
  byId("dispute-what").replaceChildren(...objections(concern));
  const parts = partsOf(concern);
  choices("redact-part", parts);
  ticks("share-parts", "share-part", [...parts, ...filesOf(concern)]);
  ticks("note-offices", "note-office", concern.offices.map(({ id, name, mayBeLeftOut }) => [id, mayBeLeftOut ? say("say-office-left-out", { name }) : name]));
  const own = document.getElementById(`note-office-${whoIsIn().office?.id ?? ""}`);
  if (own instanceof HTMLInputElement && !isTouched(own.id)) own.checked = true;
  if (!isTouched("tags-text")) byId<HTMLTextAreaElement>("tags-text").value = concern.tags.join("\n");
  if (!URGENCIES.some((each) => isTouched(`urgency-${each}`))) byId<HTMLInputElement>(`urgency-${concern.urgency}`).checked = true;
  again("scope", concern);
  again("findings", concern);
  show("dispute-same-part", whoIsIn().office?.last === true);
  showFindingsRows(concern.id, concern.scope);
  offerReady(concern);
}

/** A colleague to choose; what speaks against it is said beside the name. */
export function colleagueChoice({ person, name, mayBeLeftOut }: Colleague): [string, string] {
  return [person, mayBeLeftOut ? say("say-colleague-left-out", { name }) : name];
}

/** Whether a form asks for a second press. */
function isFinal(form: string, is: boolean): void {
  show(`${form}-once`, !is);
  show(`${form}-sure`, is);
}

/** Above the button, when there is one already: what is signed takes its place. */
function again(kind: "scope" | "findings", { steps }: HolderConcern): void {
  const last = steps.findLast((one) => one.kind === kind);
  show(`${kind}-again`, last !== undefined);
  byId(`${kind}-again`).textContent = last === undefined ? "" : say(AGAIN[kind], { date: inWords(last.day) });
}

/** Fills a list to choose from. What was chosen stays chosen. */
export function choices(id: string, all: readonly (readonly [string, string])[]): void {
  const select = byId<HTMLSelectElement>(id);
  const before = select.value;
  select.replaceChildren(...all.map(([value, label]) => {
    const option = make("option", "", label);
    option.value = value;
    return option;
  }));
  if (all.some(([value]) => value === before)) select.value = before;
}

function ticks(id: string, name: string, all: readonly (readonly [string, string])[]): void {
  const list = byId(id).querySelector("[data-list]");
  const ticked = new Set([...(list?.querySelectorAll<HTMLInputElement>("input:checked") ?? [])].map(({ value }) => value));
  list?.replaceChildren(...all.map(([value, label]) => choice("checkboxes", name, value, label)));
  for (const input of list?.querySelectorAll<HTMLInputElement>("input") ?? []) input.checked = ticked.has(input.value);
}
