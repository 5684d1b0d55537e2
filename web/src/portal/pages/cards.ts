// Cards of people, offices, policies: a name, a few lines, and what can be done.

import { byId, make, typed } from "../../pages/dom.js";
import { showProblems } from "../../pages/problem.js";
import { say } from "../../pages/words.js";
import { folded } from "./folded.js";

/** A card; empty lines are left out. */
export function card(head: string, lines: readonly string[], acts: readonly Node[] = []): HTMLElement {
  const name = make("h3", "govuk-heading-s", make("bdi", "", head));
  const shown = lines.filter((line) => line !== "").map((line) => make("p", "govuk-body", line));
  return make("li", "", name, ...shown, ...acts);
}

/** A button that does something to what the card is about. */
export function actButton(key: string, about: string, act: () => Promise<void>): HTMLElement {
  const button = make("button", "govuk-button govuk-button--secondary", say(key), make("span", "govuk-visually-hidden", `: ${about}`));
  button.type = "button";
  button.addEventListener("click", () => void act());
  return button;
}

/** A form for words that were heard: they are typed by whoever signs, and never shown to be clicked away. */
export function wordsForm(name: string, button: string, act: (words: string) => Promise<void>, count: number): HTMLElement {
  const id = `words-${name}`;
  const input = make("input", "govuk-input");
  input.id = id;
  input.type = "text";
  input.dir = "ltr";
  input.autocomplete = "off";
  input.autocapitalize = "none";
  input.spellcheck = false;
  input.translate = false;
  const label = make("label", "govuk-label", say("say-words-heard", { count }));
  label.htmlFor = id;
  const error = make("p", "govuk-error-message");
  error.id = `${id}-error`;
  error.hidden = true;
  input.setAttribute("aria-describedby", error.id);
  const form = make("form", "", make("div", "govuk-form-group", label, error, input), make("button", "govuk-button", button));
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = typed(id).trim();
    if (words === "") showProblems([{ text: say("say-write-first"), field: id }]);
    else void act(words);
  });
  return form;
}

/** A folded form for the days on which somebody is away. */
export function daysForm(name: string, about: string, act: (from: string, until: string) => Promise<void>): HTMLElement {
  const fields = (["from", "until"] as const).map((which) => {
    const input = make("input", "govuk-input govuk-input--width-10");
    input.id = `away-${which}-${name}`;
    input.type = "date";
    const label = make("label", "govuk-label", say(which === "from" ? "say-away-from" : "say-away-until-day"));
    label.htmlFor = input.id;
    const error = make("p", "govuk-error-message");
    error.id = `${input.id}-error`;
    error.hidden = true;
    return { input, group: make("div", "govuk-form-group", label, error, input) };
  });
  const form = make("form", "", ...fields.map(({ group }) => group), make("button", "govuk-button govuk-button--secondary", say("say-away-sign")));
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [from, until] = fields.map(({ input }) => input);
    const empty = [from, until].find((input) => input?.value === "");
    if (empty !== undefined) showProblems([{ text: say("say-write-first"), field: empty.id }]);
    else void act(from?.value ?? "", until?.value ?? "");
  });
  return folded(say("say-away-for", { name: about }), form);
}

/** Copies a text, and says so. */
export async function copy(text: string, told: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  byId(told).textContent = say("say-copied");
}
