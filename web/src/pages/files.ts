// Files on their way: those that follow a concern, those that are added to it later, and those that are saved.

import type { FileToSend, FileView } from "../worker/protocol.js";
import { ask } from "./ask.js";
import { Chooser, toSend } from "./chooser.js";
import { byId, make, show } from "./dom.js";
import { problemOf } from "./faults.js";
import { nameAndSize } from "./file_words.js";
import { showProblems, wordsOf } from "./problem.js";
import { save } from "./keep.js";
import { neutralName } from "./names.js";
import { inWords, say } from "./words.js";

/** Where files are chosen for a concern that is there. */
const adding = new Chooser("add");
/** Files that are not there yet. */
let underway = 0;
/** One after the other, whichever the page asked for. */
let sending: Promise<void> = Promise.resolve();

/** Whether leaving now would lose a file. */
export function filesUnsent(): boolean {
  return underway + toSend.count() + adding.count() > 0;
}

/** Sends the files of a concern that has arrived; its receipt has been checked. The keys go when they are not needed any more. */
export async function sendFilesOf(files: readonly FileToSend[]): Promise<void> {
  show("sent-files", files.length > 0);
  show("sent-close", files.length === 0);
  if (files.length === 0) {
    await ask("leave");
    return;
  }
  sendAll(files, byId("sent-files-list"), async () => {
    await ask("leave");
    show("sent-files-wait", false);
    show("sent-close", true);
    byId("sent-files-done").textContent = say("file-all-there");
  });
}

/** Sends each file, with a line and a bar of its own. `onEnd` is called once all are there. */
function sendAll(files: readonly FileToSend[], list: HTMLElement, onEnd: () => Promise<void>): void {
  let missing = files.length;
  const begin = (file: FileToSend, line: Line): void => {
    line.waits();
    sending = sending.then(() => sendOne(file, line, () => { begin(file, line); })).then(async (there) => {
      if (there && --missing === 0) await onEnd();
    }).catch((error: unknown) => { showProblems([problemOf(error)]); });
  };
  underway += files.length;
  const lines = files.map((file): [FileToSend, Line] => [file, new Line(file.name, file.content.size)]);
  list.replaceChildren(...lines.map(([, { row }]) => row));
  for (const [file, line] of lines) begin(file, line);
}

/** Sends one, patiently. Gives whether it is there; if not, the line says why, and offers to try again. */
async function sendOne(file: FileToSend, line: Line, again: () => void): Promise<boolean> {
  try {
    await ask("attach", file, (share, away) => { line.moves(share, away); });
  } catch (error) {
    line.ends(`${say("file-not-there")} ${problemOf(error).text}`, again);
    return false;
  }
  underway -= 1;
  line.ends(say("file-there"));
  return true;
}

/** A file on its way: its name, a bar, what there is to say of it, and a button when it does not move. */
class Line {
  readonly row: HTMLElement;
  readonly #bar = make("progress", "");
  readonly #told = make("p", "govuk-body");
  readonly #button = make("button", "govuk-button govuk-button--secondary", say("file-again"));

  constructor(name: string, size: number) {
    this.#bar.setAttribute("aria-label", name);
    this.#told.setAttribute("role", "status");
    this.#button.type = "button";
    this.#button.append(make("span", "govuk-visually-hidden", `: ${name}`));
    this.row = make("li", "", ...nameAndSize(name, size), this.#bar, this.#told, this.#button);
    this.waits();
  }

  waits(): void {
    this.#bar.value = 0;
    this.#show(say("file-waiting"));
  }

  moves(share: number, away: boolean): void {
    this.#bar.value = share;
    if (away) this.#show(say("file-away"), () => void ask("tryNow"));
    else this.#show(say("file-sending"));
  }

  ends(text: string, again?: () => void): void {
    this.#bar.hidden = again === undefined;
    this.#show(text, again);
  }

  #show(text: string, press?: () => void): void {
    // Said once, not at every step.
    if (this.#told.textContent !== text) this.#told.textContent = text;
    this.#button.hidden = press === undefined;
    this.#button.onclick = press ?? null;
  }
}

/** Makes adding files to a concern work; `onAdded` is called once all are there. */
export function startAdding(onAdded: () => Promise<void>): void {
  byId("add-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const problems = adding.count() === 0 ? [{ text: say("file-none-chosen"), field: "add-input" }] : adding.problems();
    showProblems(problems);
    if (problems.length > 0) return;
    sendAll(adding.take(), byId("add-list"), onAdded);
  });
}

/** What was learnt of the files of this concern. */
const known = new Map<string, { readonly name: string; readonly size: number }>();

/** Lists the files of a concern: what each is takes a short look into it. */
export function showFiles(files: readonly FileView[], isErased: boolean): void {
  adding.already = files.length;
  show("concern-files", !isErased);
  show("concern-files-none", files.length === 0);
  const rows = files.map((file, at): [FileView, HTMLElement, number] => [file, make("li", "", say("working")), at + 1]);
  byId("concern-files-list").replaceChildren(...rows.map(([, row]) => row));
  if (isErased) return;
  void (async () => {
    for (const [file, row, number] of rows) await describe(file, row, number);
  })();
}

async function describe({ item, day }: FileView, row: HTMLElement, number: number): Promise<void> {
  let told = known.get(item);
  try {
    told ??= await ask("describe", item);
  } catch (error) {
    row.replaceChildren(make("p", "govuk-body", `${inWords(day)}: `, ...wordsOf(problemOf(error))));
    return;
  }
  known.set(item, told);
  const { name, size } = told;
  const button = make("button", "govuk-button govuk-button--secondary", say("file-save"));
  button.type = "button";
  button.append(make("span", "govuk-visually-hidden", `: ${name}`));
  const place = make("div", "");
  place.setAttribute("role", "status");
  row.replaceChildren(...nameAndSize(name, size), make("p", "govuk-body", inWords(day)), button, place);
  button.addEventListener("click", () => void saveFile(item, neutralName(name, number), button, place));
}

/** Fetches a file and offers it once all of it has come and been checked. */
async function saveFile(item: string, as: string, button: HTMLButtonElement, place: HTMLElement): Promise<void> {
  button.disabled = true;
  const bar = make("progress", "");
  bar.setAttribute("aria-label", as);
  const told = make("p", "govuk-body", say("file-fetching"));
  place.replaceChildren(told, bar);
  try {
    const content = await ask("fetch", item, (share, away) => {
      bar.value = share;
      told.textContent = say(away ? "file-away-fetch" : "file-fetching");
    });
    save(as, "application/octet-stream", content);
    place.replaceChildren(make("p", "govuk-body", say("file-saved", { file: as })));
  } catch (error) {
    place.replaceChildren(make("p", "govuk-body", ...wordsOf(problemOf(error))));
  } finally {
    button.disabled = false;
  }
}
