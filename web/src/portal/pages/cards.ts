// Cards of people, offices, policies: a name, a few lines, and what can be done.

import { byId, make, typed } from "../../pages/dom.js";
import { showProblems } from "../../pages/problem.js";
import { say } from "../../pages/words.js";

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

/** Copies a text, and says so. */
export async function copy(text: string, told: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  byId(told).textContent = say("say-copied");
}
