// Finding and making elements. Text is set as text, never as markup.

/** An element of the document, by its id. Every id asked for stands in the templates. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no element #${id}`);
  return found as T;
}

/** A new element with a class and with text or elements in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...content: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (className !== "") element.className = className;
  element.append(...content);
  return element;
}

/** Shows or hides. */
export function show(id: string, visible: boolean): void {
  byId(id).hidden = !visible;
}

/** What somebody typed into a field. */
export function typed(id: string): string {
  return byId<HTMLInputElement | HTMLTextAreaElement>(id).value;
}

/** A checkbox or radio button with its label, as govuk-frontend has them. */
export function choice(kind: "checkboxes" | "radios", name: string, value: string, label: string): HTMLElement {
  const input = make("input", `govuk-${kind}__input`);
  input.type = kind === "radios" ? "radio" : "checkbox";
  input.name = name;
  input.value = value;
  input.id = `${name}-${value}`;
  const text = make("label", `govuk-label govuk-${kind}__label`, label);
  text.htmlFor = input.id;
  return make("div", `govuk-${kind}__item`, input, text);
}
