// Raising a concern, screen by screen: what each asks for, and where it goes on.

import { LONGEST_TEXT } from "../core/padding.js";
import type { Front } from "../worker/protocol.js";
import { choices, isDanger, showAnswers } from "./answers.js";
import { ask } from "./ask.js";
import { toSend } from "./chooser.js";
import { compareClocks } from "./clock.js";
import { byId, choice, make, show, typed } from "./dom.js";
import { notSent, problemOf } from "./faults.js";
import { sendFilesOf } from "./files.js";
import type { Problem } from "./problem.js";
import { showProblems } from "./problem.js";
import { cameFrom, go, goForGood, whenShown } from "./screens.js";
import { showSent } from "./sent.js";
import { inWords, say } from "./words.js";

/** The questions in their order; after the last one the answers are checked and sent. */
const ORDER = ["danger", "exclude", "kind", "what", "when", "told", "people", "files", "who", "code", "prove", "check"];

let front: Front | undefined;
let code: readonly string[] = [];
let toProve: [number, number] = [0, 1];
let busy = false;
/** From the first Send on, the code is for what may have arrived. */
let isCodeFixed = false;
/** Whether anything can have reached the service since Send was first pressed. */
let mayHaveLeft = false;

/** Makes the questions work. */
export function startRaising(): void {
  for (const name of ORDER) {
    const form = document.querySelector<HTMLFormElement>(`form[data-screen="${name}"]`);
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void answered(name);
    });
  }
  for (const link of document.querySelectorAll<HTMLElement>("[data-change]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(link.dataset["change"] ?? "check");
    });
  }
  whenShown("leave", () => void begin());
  whenShown("code", () => void showCode());
  whenShown("prove", askForTwoWords);
  whenShown("check", () => {
    if (front !== undefined) showAnswers(front);
  });
  byId("code-copy").addEventListener("click", () => {
    void navigator.clipboard.writeText(code.join(" ")).then(() => {
      byId("code-copied").textContent = say("code-copied");
    });
  });
  byId("code-another").addEventListener("click", () => {
    void newCode();
  });
  for (const input of document.querySelectorAll<HTMLInputElement>("input[name=danger], input[name=who]")) {
    input.addEventListener("change", follow);
  }
}

/** Asks the service for its record and has it checked, before the first question. */
async function begin(): Promise<Front | undefined> {
  if (front !== undefined) return front;
  try {
    front = await ask("begin");
  } catch (error) {
    showProblems([problemOf(error)]);
    return undefined;
  }
  compareClocks(front.today);
  fillOffices(front);
  return front;
}

function fillOffices({ route, organisation }: Front): void {
  const inside = route.slice(0, -1).flatMap(({ offices }) => offices);
  byId("exclude-list").replaceChildren(
    ...inside.map(({ id, name, holders }) =>
      choice("checkboxes", "exclude", id, `${name}: ${holders.join(", ") || say("exclude-none-held")}`),
    ),
  );
  const outside = route.at(-1)?.offices.map(({ name }) => name).join(", ") ?? "";
  byId("exclude-last").textContent = say("exclude-last", { office: outside, organisation });
}

/** What an answer brings up at once. */
function follow(): void {
  show("who-yes-more", byId<HTMLInputElement>("who-yes").checked);
  show("danger-then", isDanger());
  const due = front?.dates.danger.find(({ clock }) => clock === "danger")?.due;
  if (due !== undefined) byId("danger-then").textContent = say("danger-then", { date: inWords(due) });
}

/** One question is answered: says what is missing, or goes on. */
async function answered(name: string): Promise<void> {
  if ((await begin()) === undefined) return;
  const problems = missing(name);
  showProblems(problems);
  if (problems.length > 0) return;
  if (name === "check") {
    await send();
    return;
  }
  if (name === "code" && code.length === 0) {
    await newCode();
    return;
  }
  // Whoever came to change an answer goes straight back to the others.
  const next = ORDER[ORDER.indexOf(name) + 1] ?? "check";
  go(cameFrom() === "check" ? "check" : next);
}

function missing(name: string): Problem[] {
  if (name === "what") {
    if (typed("what").trim() === "") return [{ text: say("what-error"), field: "what" }];
    const over = tooMany(typed("what"), choices().account);
    return over > 0 ? [{ text: say("what-too-long", { over }), field: "what" }] : [];
  }
  if (name === "files") return toSend.problems();
  if (name === "prove") return proofProblems();
  if (name === "check" && typed("what").trim() === "") return [{ text: say("what-error") }];
  if (name === "check") return toSend.problems().map(({ text }) => ({ text }));
  return [];
}

/** How many characters to take from the end of a text, until the account it is part of can be sealed. */
function tooMany(text: string, account: string): number {
  const bytes = (of: string): Uint8Array => new TextEncoder().encode(of);
  const over = bytes(account).length - LONGEST_TEXT;
  return over > 0 ? [...new TextDecoder().decode(bytes(text).slice(-over))].length : 0;
}

/** The code is shown before anything is sent, so that a dropped connection cannot lose it. */
async function showCode(): Promise<void> {
  show("code-another", !isCodeFixed);
  show("code-fixed", isCodeFixed);
  if (code.length === 0) await newCode();
}

async function newCode(): Promise<void> {
  try {
    code = await ask("newCode");
  } catch (error) {
    showProblems([problemOf(error)]);
    return;
  }
  byId("code-copied").textContent = "";
  byId("code-words").replaceChildren(...code.map((word) => make("li", "", word)));
}

function askForTwoWords(): void {
  const [first = 0, second = 0] = crypto.getRandomValues(new Uint8Array(2));
  const one = first % code.length;
  const other = (one + 1 + (second % (code.length - 1))) % code.length;
  toProve = one < other ? [one, other] : [other, one];
  for (const [place, at] of places()) {
    byId(`prove-${place}-label`).textContent = say("prove-word", { number: at + 1 });
    byId<HTMLInputElement>(`prove-${place}`).value = "";
  }
}

function proofProblems(): Problem[] {
  return places()
    .filter(([place, at]) => typed(`prove-${place}`).trim().toLowerCase() !== code[at])
    .map(([place, at]) => ({ text: say("prove-error", { number: at + 1 }), field: `prove-${place}` }));
}

function places(): [string, number][] {
  return [
    ["first", toProve[0]],
    ["second", toProve[1]],
  ];
}

/** Seals and sends. Whatever goes wrong, everything stays on the page, and sending again is safe. */
async function send(): Promise<void> {
  if (busy || front === undefined) return;
  busy = true;
  isCodeFixed = true;
  // A device that knows of no connection sends nothing.
  mayHaveLeft ||= navigator.onLine;
  const progress = make("progress", "");
  const told = make("p", "govuk-body", say("send-sealing"));
  byId("sending").replaceChildren(told, progress);
  try {
    const sent = await ask("send", choices(), (share) => {
      told.textContent = say("send-rush");
      progress.value = share;
    });
    showSent(sent, front, choices());
    const files = toSend.take();
    forget();
    goForGood("sent");
    // Text first: the concern never waits for its files.
    void sendFilesOf(files);
  } catch (error) {
    showProblems(notSent(error, mayHaveLeft));
  } finally {
    busy = false;
    byId("sending").replaceChildren();
  }
}

/** Nothing of it stays on the page once it has arrived. */
function forget(): void {
  for (const form of document.forms) form.reset();
  byId("code-words").replaceChildren();
  for (const answer of document.querySelectorAll("[data-answer]")) answer.textContent = "";
  code = [];
  isCodeFixed = false;
}
