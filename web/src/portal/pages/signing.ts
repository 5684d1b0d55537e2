// Signing what a form says. Whatever goes wrong, what was typed stays in the form, and signing again is safe.

import { byId, show, typed } from "../../pages/dom.js";
import { showProblems } from "../../pages/problem.js";
import { save } from "../../pages/keep.js";
import { say } from "../../pages/words.js";
import type { HolderAct, Signed } from "../protocol.js";
import { actsOf, isMissing } from "./acts.js";
import { ask, faultBehind, isUnsettled } from "./ask.js";
import { showJudged, showReason } from "./closing.js";
import { concernShown, showNews, showSigned } from "./concern.js";
import { settleDraft } from "./drafts.js";
import { problemOf } from "./faults.js";
import { startFindings } from "./findings_editor.js";
import { nameOf } from "./signed.js";
import { NotYet, once } from "./working.js";

/** Makes every form of a concern sign. */
export function startSigning(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-act]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      // Enter in a field presses a button that cannot be seen, too: what is final is shown first.
      if (event.submitter?.checkVisibility() === false) showLast(form);
      else void sign(form);
    });
  }
  startFindings();
  // A draft that comes back says so by this event, as a hand does.
  byId("close-reason").addEventListener("input", () => { showReason(concernShown()); });
  for (const id of ["approve-of", "refuse-of"]) byId(id).addEventListener("input", () => { showJudged(concernShown()); });
  byId("redact-load").addEventListener("click", () => void loadPart());
  byId("redact-mark").addEventListener("click", markPassage);
}

async function sign(form: HTMLFormElement): Promise<void> {
  // What is said of the last one is not said of this one.
  show("done", false);
  const acts = actsOf(form.dataset["act"] ?? "");
  if (isMissing(acts)) {
    showProblems(acts);
    return;
  }
  const { id, last } = concernShown();
  const name = nameOf(form);
  const [first, ...letters] = acts;
  if (first === undefined) return;
  await once("concern-working", async () => {
    const sealed = await sealedFiles(first);
    let signed = await taken(id, first, last, form);
    settleDraft(form);
    if (!REPEATED.includes(first.act)) fold(form);
    if (signed.file !== null) save("shared.txt", "application/octet-stream", signed.file);
    for (const [name, file] of sealed) save(name, "application/octet-stream", file);
    showSigned(signed, name);
    const receipts: string[] = [];
    for (const letter of letters) {
      receipts.push(signed.receipt);
      try {
        signed = await taken(id, letter, signed.concern.last, form);
        showSigned(signed, name, receipts);
      } catch (error) {
        keepLetter(letter);
        throw ofLetter(error);
      }
    }
  });
}

/** Attachments that are to be shared, as they are sealed, by the names that go with the file of parts. Fetched before anything is signed. */
async function sealedFiles(act: HolderAct): Promise<[string, Blob][]> {
  const { id, files } = concernShown();
  const wanted = act.act === "share" ? files.filter((_, at) => act.parts.includes(`file:${at + 1}`)) : [];
  const fetched: [string, Blob][] = [];
  for (const { item } of wanted) fetched.push([`${item}.age`, await ask("fetchSealed", { concern: id, item })]);
  return fetched;
}

/** What is signed several times, one after the other. */
const REPEATED: readonly string[] = ["message", "note", "action", "action-done", "share", "redact"];

/** Folds a form that was signed, and what was folded in it. */
function fold(form: HTMLFormElement): void {
  for (const inner of form.querySelectorAll("details")) inner.open = false;
  const folded = form.closest("details");
  if (folded !== null) folded.open = false;
}

/** Unfolds what asks for the second press. */
function showLast(form: HTMLFormElement): void {
  const last = form.querySelector<HTMLDetailsElement>("details:not([hidden])");
  if (last === null) return;
  last.open = true;
  last.querySelector("button")?.focus();
}

/** Signs. What was refused may have met something that this screen did not show yet, and what got no answer may stand there: it is
    shown, and nothing typed goes. */
async function taken(concern: string, act: HolderAct, after: string, form: HTMLFormElement): Promise<Signed> {
  try {
    return await ask("act", { concern, act, after });
  } catch (error) {
    const fault = faultBehind(error);
    const isRefused = fault?.fault === "refused";
    if (!isRefused && !isUnsettled(error)) throw error;
    const news = await showNews().catch(() => undefined);
    if (news === undefined || !isRefused || fault.word !== "stale") throw error;
    news.id = "news";
    // What is typed can be gone from sight: somebody else has signed the same.
    const more = form.closest("[hidden]") === null ? [say("say-stale-again")] : [];
    throw new NotYet([{ text: [say("say-stale-shown"), ...more].join(" "), place: news.id }]);
  }
}

/** The act is signed and its letter is not: what was written waits where messages are written. */
function keepLetter(letter: HolderAct): void {
  if (!("text" in letter)) return;
  const box = byId<HTMLTextAreaElement>("message-text");
  box.value = [box.value, letter.text].filter(Boolean).join("\n\n");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  const folded = box.closest("details");
  if (folded !== null) folded.open = true;
}

/** The act stands, and the page says so: that nothing was signed is true of the letter alone. */
function ofLetter(error: unknown): unknown {
  const fault = faultBehind(error)?.fault;
  if (fault === "signed-out" || !(error instanceof NotYet || fault !== undefined)) return error;
  const problems = error instanceof NotYet ? error.problems : [problemOf(error)];
  return new NotYet(problems.map((problem) => ({ ...problem, text: say("say-letter-fault", { what: problem.text }) })));
}

/** A part as it was written, for its copy. */
async function loadPart(): Promise<void> {
  await once("concern-working", async () => {
    const box = byId<HTMLTextAreaElement>("redact-text");
    box.value = await ask("part", { concern: concernShown().id, part: typed("redact-part") });
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
}

/** What stands in the place of each passage that is taken out. */
const MARK = "[redacted]";

function markPassage(): void {
  const box = byId<HTMLTextAreaElement>("redact-text");
  if (box.selectionStart === box.selectionEnd) {
    showProblems([{ text: say("say-select-first"), field: box.id }]);
    return;
  }
  showProblems([]);
  box.setRangeText(MARK, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}
