// Ready texts for letters that are written often, in every language of the instance: whoever writes chooses the language, and
// changes what does not fit.

import { byId, make } from "../../pages/dom.js";
import { type Messages, inWords } from "../../pages/words.js";
import type { HolderConcern } from "../protocol.js";
import { languageOf } from "./account.js";
import { isTouched } from "./drafts.js";
import { allLetters } from "./letters.js";

/** The date that each text names: of the step that comes next. Where it is not running, no date is named. */
const NAMES_DATE: Readonly<Record<string, string>> = { acknowledge: "first_decision", scope: "feedback" };

interface Ready {
  readonly language: string;
  readonly text: string;
  /** Words of a date in that language. */
  readonly dates: Messages;
}

let concern: Pick<HolderConcern, "today" | "dates" | "urgency" | "stage" | "atLast" | "extendable"> = {
  today: "", dates: [], urgency: "ordinary", stage: "", atLast: false, extendable: [],
};

/** Makes each place where a ready text is offered work. */
export function startReady(): void {
  for (const place of places()) {
    place.querySelector("button")?.addEventListener("click", () => { put(place); });
  }
}

/** The dates to name, in the reporter's language where it is known. An answer that nobody has begun to write begins with the
    ready text. */
export function offerReady(shown: HolderConcern): void {
  concern = shown;
  const language = languageOf(shown.account) ?? document.documentElement.lang;
  for (const place of places()) {
    const select = place.querySelector("select");
    if (select?.options.length === 0) select.replaceChildren(...languages());
    if (select !== null && !isTouched(select.id)) select.value = language;
    const box = boxOf(place);
    // Also in the place of an earlier one: the language is not known before the account is read.
    if (kindOf(place) === "acknowledge" && !isTouched(box.id)) box.value = textFor(place);
  }
}

function put(place: HTMLElement): void {
  const box = boxOf(place);
  const others = readyFor(kindOf(place)).map((ready) => filled(ready, kindOf(place)));
  // Another language takes the place of the first; what somebody wrote stays.
  const own = others.includes(box.value) ? "" : box.value;
  box.value = [textFor(place), own].filter(Boolean).join("\n\n");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

function textFor(place: HTMLElement): string {
  const language = place.querySelector("select")?.value;
  const ready = readyFor(kindOf(place)).find((one) => one.language === language);
  return ready === undefined ? "" : filled(ready, kindOf(place));
}

function filled({ text, dates: words }: Ready, kind: string): string {
  const due = dueOf(NAMES_DATE[kind]);
  const lines = text.split("\n").filter((line) => due !== undefined || !line.includes("{date}"));
  const date = due === undefined ? "" : inWords(due, words);
  return lines.join("\n").replaceAll("{date}", date).replaceAll("{stage}", concern.stage);
}

/** A date that is still to come. */
function dueOf(wanted: string | undefined): string | undefined {
  return concern.dates.find(({ clock, due }) => clock === wanted && due >= concern.today)?.due;
}

/** The text that is true of this concern today. */
function fitting(kind: string): string {
  switch (kind) {
    case "acknowledge":
      // What is settled after it in danger, or at a later stage that has the scope, is not promised in it.
      if (concern.urgency === "danger") return "acknowledge-danger";
      return dueOf("first_decision") === undefined ? "acknowledge-later" : kind;
    case "scope":
    case "findings":
    case "closing":
      // No stage is above the last, and nobody else may be there.
      return concern.atLast ? `${kind}-last` : kind;
    case "extend":
      return concern.extendable.length === 0 ? "extend-second" : kind;
    default:
      return kind;
  }
}

function readyFor(kind: string): Ready[] {
  const key = `ready-${fitting(kind)}`;
  return allLetters().map(({ language, messages }) => ({ language, text: messages.get(key) ?? "", dates: messages }));
}

function languages(): HTMLOptionElement[] {
  return allLetters().map(({ language, messages }) => {
    const option = make("option", "", messages.get("language-name") ?? language);
    option.value = language;
    return option;
  });
}

function places(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-ready-for]")];
}

function kindOf(place: HTMLElement): string {
  return place.dataset["readyKind"] ?? "";
}

function boxOf(place: HTMLElement): HTMLTextAreaElement {
  return byId<HTMLTextAreaElement>(place.dataset["readyFor"] ?? "");
}
