// Fields that are made here, each with its label and the place where a problem with it is told.

import { make, typed } from "../../pages/dom.js";
import { showProblems } from "../../pages/problem.js";
import { say } from "../../pages/words.js";

/** A field with its label. */
export function labelled(input: HTMLInputElement | HTMLTextAreaElement, id: string, text: string): HTMLElement {
  input.id = id;
  const label = make("label", "govuk-label", text);
  label.htmlFor = id;
  const error = make("p", "govuk-error-message");
  error.id = `${id}-error`;
  error.hidden = true;
  input.setAttribute("aria-describedby", error.id);
  return make("div", "govuk-form-group", label, error, input);
}

/** A form of one such field, which must not be empty. */
export function fieldForm(field: HTMLElement, id: string, button: HTMLElement, act: (text: string, by: HTMLElement) => Promise<void>): HTMLElement {
  const form = make("form", "", field, button);
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = typed(id).trim();
    if (text === "") showProblems([{ text: say("say-write-first"), field: id }]);
    else void act(text, form);
  });
  return form;
}
