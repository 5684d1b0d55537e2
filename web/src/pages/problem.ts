// Saying what went wrong: in a list at the top that takes the focus, and again beside the field.

import { byId, make } from "./dom.js";
import { say } from "./words.js";

export interface Problem {
  readonly text: string;
  /** What the service said in English, where `text` quotes it. */
  readonly english?: string;
  /** The field it belongs to; `FIELD-error` beside it says the same. */
  readonly field?: string;
  /** An element that it is about, and that can take the focus. */
  readonly place?: string;
}

/** Shows problems, or takes the last ones away when there are none. */
export function showProblems(problems: readonly Problem[]): void {
  for (const old of document.querySelectorAll<HTMLElement>(".govuk-error-message")) old.hidden = true;
  for (const old of document.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
  for (const old of document.querySelectorAll(".govuk-form-group--error")) {
    old.classList.remove("govuk-form-group--error");
  }
  byId("problems").replaceChildren(...problems.map(line));
  const summary = byId("problem");
  summary.hidden = problems.length === 0;
  document.title = problems.length === 0 ? title : `${say("error-prefix")} ${title}`;
  if (problems.length > 0) summary.focus();
}

const title = document.title;

/** Words of the service, on a page that may be in another language: they are read out, and run, as English. */
export function inEnglish(text: string): HTMLElement {
  const words = make("span", "", text);
  words.lang = "en";
  words.dir = "ltr";
  return words;
}

function line(problem: Problem): HTMLElement {
  const { field, place = field } = problem;
  if (place === undefined) return make("li", "", ...wordsOf(problem));
  const target = byId(place);
  if (field !== undefined) tellBeside(field, problem);
  const link = make("a", "daylight-alone", ...wordsOf(problem));
  link.href = `#${place}`;
  link.addEventListener("click", (event) => {
    // The address stays as it is: nothing of a visit belongs in the history.
    event.preventDefault();
    target.focus();
  });
  return make("li", "", link);
}

function tellBeside(field: string, problem: Problem): void {
  const input = byId(field);
  input.setAttribute("aria-invalid", "true");
  input.closest(".govuk-form-group")?.classList.add("govuk-form-group--error");
  const beside = document.getElementById(`${field}-error`);
  if (beside === null) return;
  beside.replaceChildren(...wordsOf(problem));
  beside.hidden = false;
}

/** A problem as it is read out: what the service said, as English. */
export function wordsOf({ text, english = "" }: Problem): (Node | string)[] {
  const at = english === "" ? -1 : text.lastIndexOf(english);
  return at < 0 ? [text] : [text.slice(0, at), inEnglish(english), text.slice(at + english.length)];
}
