// Fields that are made here, each with its label and the place where a problem with it is told.

import { byId, choice, make, typed } from "../../pages/dom.js";
import { type Problem, showProblems } from "../../pages/problem.js";
import { say } from "../../pages/words.js";

/** A field with its label. */
export function labelled(input: HTMLInputElement | HTMLTextAreaElement, id: string, text: string): HTMLElement {
  input.id = id;
  const label = make("label", "govuk-label", text);
  label.htmlFor = id;
  const error = errorOf(id);
  input.setAttribute("aria-describedby", error.id);
  return make("div", "govuk-form-group", label, error, input);
}

function errorOf(id: string): HTMLElement {
  const error = make("p", "govuk-error-message");
  error.id = `${id}-error`;
  error.hidden = true;
  return error;
}

/** A box for whoever presses, who knows then what nobody can bring back: `say-NAME` about a person. */
export function sureField(name: string, person: string): HTMLElement {
  const box = choice("checkboxes", name, person, say(`say-${name}`));
  return make("div", "govuk-form-group", errorOf(`${name}-${person}`), make("div", "govuk-checkboxes govuk-checkboxes--small", box));
}

/** What is to be said while it is not ticked. */
export function unsure(name: string, person: string): Problem[] {
  const field = `${name}-${person}`;
  return byId<HTMLInputElement>(field).checked ? [] : [{ text: say("say-tick-first"), field }];
}

/** What is to be said of a field that is empty: which one it is, and for a day, which days can be chosen. */
export function emptyField(id: string): Problem {
  const name = document.querySelector(`label[for="${id}"]`)?.textContent ?? "";
  const what = document.getElementById(`${id}-hint`)?.textContent ?? "";
  const isDay = byId<HTMLInputElement>(id).type === "date";
  return { text: isDay ? say("say-choose-day", { name, what }).trim() : say("say-write-first", { name }), field: id };
}

/** Puts something into a field as a hand would: whatever follows what is typed hears of it. Nothing where the field is gone. */
export function putInto(id: string, value: string | boolean): void {
  const field = document.getElementById(id) as HTMLInputElement | null;
  if (field === null) return;
  if (typeof value === "boolean") field.checked = value;
  else field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A form of one such field, which must not be empty. */
export function fieldForm(field: HTMLElement, id: string, button: HTMLElement, act: (text: string, by: HTMLElement) => Promise<void>): HTMLElement {
  const form = make("form", "", field, button);
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = typed(id).trim();
    if (text === "") showProblems([emptyField(id)]);
    else void act(text, form);
  });
  return form;
}
