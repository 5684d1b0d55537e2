// Cards of people, offices, policies: a name, a few lines, and what can be done.

import { byId, make } from "../../pages/dom.js";
import { say } from "../../pages/words.js";
import { folded } from "./folded.js";
import { fieldForm, labelled } from "./labelled.js";

/** A card; empty lines are left out. */
export function card(head: string, lines: readonly string[], acts: readonly Node[] = [], level: "h2" | "h3" = "h3"): HTMLElement {
  const name = make(level, "govuk-heading-s", make("bdi", "", head));
  const shown = lines.filter((line) => line !== "").map((line) => make("p", "govuk-body", line));
  return make("li", "", name, ...shown, ...acts);
}

/** What is written on a button or above something folded; whoever hears the page hears whose it is. */
export function aboutOne(key: string, about: string): HTMLElement {
  return make("span", "", say(key), make("span", "govuk-visually-hidden", `: ${about}`));
}

/** A button that does something to what the card is about. */
export function actButton(key: string, about: string, act: (by: HTMLElement) => Promise<void>): HTMLElement {
  const button = make("button", "govuk-button govuk-button--secondary", aboutOne(key, about));
  button.type = "button";
  button.addEventListener("click", () => void act(button));
  return button;
}

/** The same for what is final: the first press shows what follows, the second does it. */
export function sureButton(key: string, about: string, what: string, act: (by: HTMLElement) => Promise<void>): HTMLElement {
  const button = make("button", "govuk-button govuk-button--warning", say("say-sure-button"));
  button.type = "button";
  const sure = folded(aboutOne(key, about), make("p", "", what), button);
  button.addEventListener("click", () => void act(sure));
  return sure;
}

/** A form for words that were heard: they are typed by whoever signs, and never shown to be clicked away. */
export function wordsForm(name: string, button: string, act: (words: string, by: HTMLElement) => Promise<void>, count: number): HTMLElement {
  const id = `words-${name}`;
  const input = make("input", "govuk-input");
  input.type = "text";
  input.dir = "ltr";
  input.autocomplete = "off";
  input.autocapitalize = "none";
  input.spellcheck = false;
  input.translate = false;
  const field = labelled(input, id, say("say-words-heard", { count }));
  return fieldForm(field, id, make("button", "govuk-button", button), act);
}

/** Copies a text, and says whether the browser did it. */
export async function copy(text: string, told: string): Promise<void> {
  const key = await navigator.clipboard.writeText(text).then(() => "say-copied", () => "say-not-copied");
  byId(told).textContent = say(key);
}
