// What a reporter has answered: read from the fields, shown for checking, and put together for sealing.

import type { Choices, Front } from "../worker/protocol.js";
import { toSend } from "./chooser.js";
import { byId, typed } from "./dom.js";
import { firstReaders } from "./route.js";
import { say } from "./words.js";

/** The answer of a radio button or of ticked boxes, by name. */
function chosen(name: string): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]:checked`)];
}

function labels(name: string): string {
  return chosen(name)
    .map((input) => input.labels?.[0]?.textContent ?? input.value)
    .join(", ");
}

/** Whether somebody is in danger: the only answer besides the offices left out that the service can read. */
export function isDanger(): boolean {
  return chosen("danger")[0]?.value === "yes";
}

/** Offices that must not see it. */
export function excluded(): string[] {
  return chosen("exclude").map((input) => input.value);
}

/** Whether anything is there that would be lost. */
export function anythingTyped(): boolean {
  return [...document.querySelectorAll("textarea")].some((field) => field.value.trim() !== "");
}

/** Each answer as the reporter sees it before sending; empty where nothing was given. */
const ANSWERS: Readonly<Record<string, () => string>> = {
  danger: () => labels("danger"),
  exclude: () => (excluded().length === 0 ? say("check-nobody") : labels("exclude")),
  kind: () => labels("kind"),
  "kind-who": () => typed("kind-who").trim(),
  what: () => typed("what").trim(),
  when: () => typed("when").trim(),
  told: () => typed("told").trim(),
  people: () => labels("people"),
  files: () => toSend.inWords(),
  who: () => (chosen("who")[0]?.value === "yes" ? typed("who-name").trim() : labels("who")),
};

/** Fills the last page before sending. */
export function showAnswers(front: Front): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-answer]")) {
    place.textContent = ANSWERS[place.dataset["answer"] ?? ""]?.() || say("check-not-given");
  }
  const { name: stage, offices } = firstReaders(front, excluded());
  byId("first-reader").textContent = say("check-first-reader", {
    stage,
    offices: offices.map(({ name, holders }) => [name, ...holders].join(", ")).join("; "),
  });
}

/** The account: each answer under its question, in the reporter's language. */
export function choices(): Choices {
  const question = (name: string): string =>
    byId("answers").querySelector(`[data-answer="${name}"]`)?.previousElementSibling?.textContent?.trim() ?? name;
  const section = (name: string): string => {
    const answer = ANSWERS[name]?.() ?? "";
    return answer === "" ? "" : `${question(name)}\n${answer}\n`;
  };
  const together = (...names: string[]): string => names.map(section).filter(Boolean).join("\n");
  return {
    excluded: excluded(),
    urgency: isDanger() ? "danger" : "ordinary",
    about: together("kind", "kind-who"),
    account: together("what", "when", "told", "people", "who", "danger"),
  };
}
