// What was found on each point that is looked into, on the balance of probabilities, and how it was found out.

import { byId, choice, make, typed } from "../../pages/dom.js";
import type { Problem } from "../../pages/problem.js";
import { say } from "../../pages/words.js";
import type { Finding, HolderAct, ScopePoint } from "../protocol.js";
import { area } from "./scope_editor.js";

const RESULTS = ["upheld", "partly_upheld", "not_upheld"] as const;

/** The points in scope that the rows stand for, by their number in the scope. */
let numbers: number[] = [];
let shownFor = "";

/** A row for each point in scope. Rows stay as they are while the scope does. */
export function showFindingsRows(concern: string, scope: readonly ScopePoint[]): void {
  const key = JSON.stringify([concern, scope]);
  if (key === shownFor) return;
  shownFor = key;
  numbers = scope.flatMap(({ isIn }, at) => (isIn ? [at + 1] : []));
  byId("findings-points").replaceChildren(...numbers.map((number) => row(number, scope[number - 1]?.text ?? "")));
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
  if (!Number.isInteger(spokenTo) || spokenTo < 0) problems.push({ text: say("say-spoken-number"), field: "findings-spoken" });
  return problems.length > 0 ? problems : { act: "findings", points, enquiries, spokenTo };
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
