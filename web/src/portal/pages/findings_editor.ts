// What was found on each point that is looked into, on the balance of probabilities, and how it was found out.

import { byId, choice, make, show, typed } from "../../pages/dom.js";
import type { Problem } from "../../pages/problem.js";
import { say } from "../../pages/words.js";
import type { Finding, HolderAct, ScopePoint } from "../protocol.js";
import { goTo } from "./concern_view.js";
import { area } from "./scope_editor.js";

const AT_RISK = ["yes", "no", "unknown"] as const;
const RESULTS = ["upheld", "partly_upheld", "not_upheld"] as const;

/** The points in scope that the rows stand for, by their number in the scope. */
let numbers: number[] = [];
let shownFor = "";
let shownConcern = "";
let shownScope: readonly ScopePoint[] = [];

/** A row for each point in scope. Rows stay as they are while the scope does; when a colleague settles it anew, what was typed
    stays with its point. */
export function showFindingsRows(concern: string, scope: readonly ScopePoint[]): void {
  const key = JSON.stringify([concern, scope]);
  if (key === shownFor) return;
  const kept = shownConcern === concern ? numbers : [];
  const begun = new Map(kept.map((number) => [shownScope[number - 1]?.text, fieldsOf(number)]));
  [shownFor, shownConcern, shownScope] = [key, concern, scope];
  numbers = scope.flatMap(({ isIn }, at) => (isIn ? [at + 1] : []));
  byId("findings-points").replaceChildren(...numbers.map((number) => row(number, scope[number - 1]?.text ?? "")));
  for (const number of numbers) keep(begun.get(scope[number - 1]?.text), fieldsOf(number));
}

/** The fields of a row: a mark for each result, and the words. */
function fieldsOf(number: number): HTMLInputElement[] {
  return [...RESULTS, "text"].map((part) => byId<HTMLInputElement>(`finding-${number}-${part}`));
}

function keep(before: readonly HTMLInputElement[] | undefined, now: readonly HTMLInputElement[]): void {
  before?.forEach(({ checked, value }, at) => {
    const field = now[at];
    if (field === undefined || (field.checked === checked && field.value === value)) return;
    [field.checked, field.value] = [checked, value];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** The findings as they stand, or what is missing. */
export function findingsTyped(): Extract<HolderAct, { act: "findings" }> | Problem[] {
  const problems: Problem[] = [];
  const points: Finding[] = numbers.flatMap((point) => {
    const result = RESULTS.find((each) => byId<HTMLInputElement>(`finding-${point}-${each}`).checked);
    const text = typed(`finding-${point}-text`).trim();
    if (result === undefined) problems.push({ text: say("say-finding-unmarked", { number: point }), field: `finding-${point}-upheld` });
    if (text === "") problems.push({ text: say("say-finding-empty", { number: point }), field: `finding-${point}-text` });
    return result === undefined ? [] : [{ point, result, text }];
  });
  const enquiries = lines(typed("findings-enquiries"));
  if (enquiries.length === 0) problems.push({ text: say("say-enquiries-empty"), field: "findings-enquiries" });
  const spokenTo = Number(typed("findings-spoken"));
  // An empty field would be signed as 0, and nothing can be closed as not established with it.
  if (typed("findings-spoken") === "" || !Number.isInteger(spokenTo) || spokenTo < 0) problems.push({ text: say("say-spoken-number"), field: "findings-spoken" });
  const atRisk = answered();
  if (atRisk === undefined) problems.push({ text: say("say-choose-one"), field: "findings-risk-yes" });
  return problems.length > 0 || atRisk === undefined ? problems : { act: "findings", points, enquiries, spokenTo, atRisk };
}

/** Whoever may be at risk does not wait for the findings: the form says what to do at once, and leads there. It bars nothing. */
export function startFindings(): void {
  const form = byId("findings-points").closest("form");
  form?.addEventListener("input", follow);
  form?.addEventListener("reset", () => { show("findings-risk-then", false); });
  for (const way of waysOn()) way.addEventListener("click", () => { goTo(formOf(way)?.querySelector("summary")); });
}

function answered(): (typeof AT_RISK)[number] | undefined {
  return AT_RISK.find((each) => byId<HTMLInputElement>(`findings-risk-${each}`).checked);
}

function follow(): void {
  const answer = answered();
  show("findings-risk-then", answer !== undefined && answer !== "no");
  for (const way of waysOn()) way.hidden = formOf(way)?.hidden !== false;
}

function waysOn(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("#findings-risk-then [data-to-act]")];
}

/** The form of an act with its heading; hidden while it may not be signed. */
function formOf(way: HTMLElement): HTMLDetailsElement | null {
  return document.querySelector(`#acts form[data-act="${way.dataset["toAct"] ?? ""}"]`)?.closest("details") ?? null;
}

/** What stands on lines of its own. */
export function lines(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

function row(number: number, text: string): HTMLElement {
  const name = `finding-${number}`;
  const marks = RESULTS.map((result) => choice("radios", name, result, say(`say-result-${result}`)));
  const legend = make("legend", "govuk-fieldset__legend", text);
  const choices = make("fieldset", "govuk-fieldset", legend, make("div", "govuk-radios govuk-radios--small", ...marks));
  return make("li", "", choices, area(`${name}-text`, say("say-finding-why"), 3));
}
