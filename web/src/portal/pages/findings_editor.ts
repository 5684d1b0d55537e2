// What was found on each point that is looked into, on the balance of probabilities, and how it was found out.

import { byId, choice, make, show, typed } from "../../pages/dom.js";
import type { Problem } from "../../pages/problem.js";
import { say } from "../../pages/words.js";
import type { Finding, HolderAct, ScopePoint } from "../protocol.js";
import { goTo, sealed } from "./concern_view.js";
import { putInto } from "./labelled.js";
import { area } from "./scope_editor.js";

const AT_RISK = ["yes", "no", "unknown"] as const;
const RESULTS = ["upheld", "partly_upheld", "not_upheld"] as const;

/** The points in scope that the rows stand for, by their number in the scope. */
let numbers: number[] = [];
let shownFor = "";
let shownConcern = "";
let shownScope: readonly ScopePoint[] = [];

/** What the points say that findings were begun on, by their number. */
export type Points = ReadonlyMap<number, string>;

/** A row for each point in scope. Rows stay as they are while the scope does; when a colleague settles it anew, what was typed
    stays with its point. */
export function showFindingsRows(concern: string, scope: readonly ScopePoint[]): void {
  const key = JSON.stringify([concern, scope]);
  if (key === shownFor) return;
  const before = shownConcern === concern ? findingsPoints() : new Map<number, string>();
  const begun = [...before.keys()].flatMap(begunOn);
  [shownFor, shownConcern, shownScope] = [key, concern, scope];
  numbers = scope.flatMap(({ isIn }, at) => (isIn ? [at + 1] : []));
  byId("findings-points").replaceChildren(...[...findingsPoints()].map(([number, text]) => row(number, text)));
  bringFindings(begun, before);
}

/** The rows are made anew when the concern is shown again. What their points say stays known to the script alone: what is begun on
    them comes back by it. */
export function forgetPoints(): void {
  shownFor = "";
}

/** What the points that the rows stand for say. */
export function findingsPoints(): Points {
  return new Map(numbers.map((number) => [number, shownScope[number - 1]?.text ?? ""]));
}

/** Puts what was begun on points into the rows of those that say the same. Words on a point that is gone go into the letter, with
    the point. */
export function bringFindings(begun: readonly (readonly [string, string | boolean])[], before: Points): void {
  const now = findingsPoints();
  for (const [id, value] of begun) {
    const [, of, part = ""] = FIELD.exec(id) ?? [];
    const point = before.get(Number(of));
    if (point === undefined) continue;
    const number = [Number(of), ...now.keys()].find((each) => now.get(each) === point);
    if (number !== undefined) putInto(`finding-${number}-${part}`, value);
    else if (part === "text" && value !== "") putInto("findings-text", [typed("findings-text"), `${point}\n${value}`].filter(Boolean).join("\n\n"));
  }
}

/** Whether a field belongs to a point, whose number may be another by the time it is brought back. */
export function isOfPoint(id: string): boolean {
  return FIELD.test(id);
}

const FIELD = /^finding-(\d+)-(\w+)$/;

/** What stands in a row: its mark and its words. */
function begunOn(number: number): [string, string | boolean][] {
  const name = `finding-${number}`;
  const marks = RESULTS.map((result) => `${name}-${result}`).filter((id) => byId<HTMLInputElement>(id).checked);
  const text = typed(`${name}-text`);
  return [...marks.map((id): [string, boolean] => [id, true]), ...(text === "" ? [] : [[`${name}-text`, text] as [string, string]])];
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
  const legend = sealed(make("legend", "govuk-fieldset__legend", text));
  const choices = make("fieldset", "govuk-fieldset", legend, make("div", "govuk-radios govuk-radios--small", ...marks));
  return make("li", "", choices, area(`${name}-text`, say("say-finding-why"), 3));
}
