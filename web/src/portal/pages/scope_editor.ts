// The reporter's points, each in or out with a reason: as many rows as there are points.

import { byId, make } from "../../pages/dom.js";
import type { Problem } from "../../pages/problem.js";
import { say } from "../../pages/words.js";
import type { ScopePoint } from "../protocol.js";
import { labelled } from "./labelled.js";

let last = 0;

/** Makes adding and taking away work, and begins with one row. */
export function startScope(): void {
  byId("scope-add").addEventListener("click", () => {
    setScopeRows(scopeRows() + 1);
    byId(`scope-${last}-text`).focus();
  });
  setScopeRows(1);
}

/** How many rows there are. */
export function scopeRows(): number {
  return byId("scope-points").children.length;
}

/** Makes it so many. What stands in those that stay is kept. */
export function setScopeRows(wanted: number): void {
  const list = byId("scope-points");
  while (list.children.length > wanted) list.lastElementChild?.remove();
  last = list.children.length;
  while (list.children.length < wanted) list.append(row(++last));
}

/** The points as they stand, or what is missing: a point that is neither in nor out is not signed. */
export function scopeTyped(): ScopePoint[] | Problem[] {
  const problems: Problem[] = [];
  const points: ScopePoint[] = [];
  for (let number = 1; number <= scopeRows(); number += 1) {
    const field = (part: string): HTMLInputElement => byId<HTMLInputElement>(`scope-${number}-${part}`);
    const [text, reason] = [field("text").value.trim(), field("reason").value.trim()];
    const isIn = field("in").checked;
    if (text === "") problems.push({ text: say("say-scope-empty", { number }), field: `scope-${number}-text` });
    else if (!isIn && !field("out").checked) problems.push({ text: say("say-scope-unmarked", { number }), field: `scope-${number}-in` });
    else if (!isIn && reason === "") problems.push({ text: say("say-scope-reason", { number }), field: `scope-${number}-reason` });
    points.push({ text, isIn, reason: isIn ? "" : reason });
  }
  return problems.length > 0 ? problems : points;
}

function row(number: number): HTMLElement {
  const name = `scope-${number}`;
  const text = area(`${name}-text`, say("say-scope-point", { number }));
  const reason = area(`${name}-reason`, say("say-scope-why-out", { number }));
  reason.hidden = true;
  const marks = ["in", "out"].map((value) => {
    const input = make("input", "govuk-radios__input");
    input.type = "radio";
    input.name = name;
    input.value = value;
    input.id = `${name}-${value}`;
    const label = make("label", "govuk-label govuk-radios__label", say(`say-scope-${value}`));
    label.htmlFor = input.id;
    // Also when a draft is brought back.
    input.addEventListener("input", () => { reason.hidden = !byId<HTMLInputElement>(`${name}-out`).checked; });
    return make("div", "govuk-radios__item", input, label);
  });
  const legend = make("legend", "govuk-visually-hidden", say("say-scope-point", { number }));
  const choice = make("fieldset", "govuk-fieldset", legend, make("div", "govuk-radios govuk-radios--small govuk-radios--inline", ...marks));
  const remove = make("button", "govuk-button govuk-button--secondary", say("say-scope-remove", { number }));
  remove.type = "button";
  remove.addEventListener("click", () => { take(number); });
  return make("li", "", text, choice, reason, remove);
}

/** Takes a point away: those behind it move up, so that numbers stay without a gap. */
function take(number: number): void {
  const fields = (of: number): HTMLInputElement[] =>
    ["text", "in", "out", "reason"].map((part) => byId<HTMLInputElement>(`scope-${of}-${part}`));
  for (let at = number; at < scopeRows(); at += 1) {
    const from = fields(at + 1);
    fields(at).forEach((field, part) => {
      field.value = ["radio"].includes(field.type) ? field.value : (from[part]?.value ?? "");
      field.checked = from[part]?.checked ?? false;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  setScopeRows(Math.max(scopeRows() - 1, 0));
  if (scopeRows() === 0) setScopeRows(1);
  byId("scope-add").focus();
}

/** A box for words, with its label. */
export function area(id: string, label: string, rows = 2): HTMLElement {
  const box = make("textarea", "govuk-textarea");
  box.rows = rows;
  box.dir = "auto";
  box.autocomplete = "off";
  box.spellcheck = false;
  box.translate = false;
  return labelled(box, id, label);
}
