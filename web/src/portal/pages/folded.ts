// Something that is folded away until it is asked for.

import { make } from "../../pages/dom.js";

/** Under a line that says what it is. */
export function folded(line: string | Node, ...inside: readonly Node[]): HTMLElement {
  const summary = make("span", "govuk-details__summary-text", line);
  return make("details", "govuk-details", make("summary", "govuk-details__summary", summary), make("div", "govuk-details__text", ...inside));
}
