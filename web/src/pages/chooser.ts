// Choosing files: each is looked through for what it tells of whoever made it, and nothing goes on before the reporter has
// decided about those that cannot be cleaned. They are held in memory alone.

import type { FileToSend } from "../worker/protocol.js";
import { type Cleaned, NotLooked, clean } from "./cleaning.js";
import { byId, make } from "./dom.js";
import { foundInWords, nameAndSize, refusalInWords, sizeInWords } from "./file_words.js";
import { type Problem, showProblems } from "./problem.js";
import { say } from "./words.js";

const MIB = 1024 * 1024;
const UNKNOWN_TYPE = "application/octet-stream";

/** A file on the page. */
interface Chosen {
  readonly file: File;
  readonly row: HTMLElement;
  readonly remove: HTMLButtonElement;
  /** Ends the look into it. */
  readonly stop: AbortController;
  /** What became of it, once the cleaner has answered. */
  result?: Cleaned;
  /** Why it cannot go; empty if it can. */
  refusal?: string;
  /** "Send it as it is", for what cannot be cleaned. */
  anyway?: HTMLInputElement;
}

let last = 0;

/** One place of the page where files are chosen. */
export class Chooser {
  /** How many the concern has already. */
  already = 0;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #said: HTMLElement;
  #chosen: Chosen[] = [];
  /** One after the other: a cleaner holds a whole file. */
  #looking: Promise<void> = Promise.resolve();

  /** `name` is that of its elements (src/web/templates/fields.html). */
  constructor(name: string) {
    this.#input = byId(`${name}-input`);
    this.#list = byId(`${name}-chosen`);
    this.#said = byId(`${name}-said`);
    this.#input.addEventListener("change", () => { this.#add(); });
    addEventListener("pagehide", () => { this.forget(); });
  }

  /** How many would be sent. */
  count(): number {
    return this.#chosen.length;
  }

  /** Those that would be sent, for checking. */
  inWords(): string {
    return this.#chosen.map(({ file }) => `${file.name} (${sizeInWords(file.size)})`).join(", ");
  }

  /** What stands in the way of sending them. */
  problems(): Problem[] {
    return this.#chosen.flatMap(({ file, remove, refusal, anyway }) => {
      const about = (text: string, field: string): Problem[] => [{ text: `${file.name}: ${text}`, field }];
      if (refusal === undefined) return about(say("file-wait"), remove.id);
      if (anyway !== undefined) return anyway.checked ? [] : about(say("file-decide"), anyway.id);
      return refusal === "" ? [] : about(refusal, remove.id);
    });
  }

  /** Hands them over to be sent, cleaned where that could be done; nothing of them stays here. */
  take(): FileToSend[] {
    const files = this.#chosen.map(({ file, result }): FileToSend => {
      const content = result?.outcome === "cleaned" ? result.blob : file;
      return { name: file.name, type: content.type || file.type || UNKNOWN_TYPE, content };
    });
    this.forget();
    return files;
  }

  /** Lets go of them. */
  forget(): void {
    for (const { stop } of this.#chosen) stop.abort();
    this.#chosen = [];
    this.#list.replaceChildren();
    this.#said.textContent = "";
  }

  #add(): void {
    const most = Number(this.#input.dataset["most"]);
    const mib = Number(this.#input.dataset["mib"]);
    const problem = (text: string): Problem => ({ text, field: this.#input.id });
    const problems: Problem[] = [];
    for (const file of this.#input.files ?? []) {
      if (this.already + this.#chosen.length >= most) {
        problems.push(problem(say("file-too-many", { count: most })));
        break;
      }
      if (file.size > mib * MIB) problems.push(problem(`${file.name}: ${say("file-too-large", { size: mib })}`));
      else if (file.size === 0) problems.push(problem(`${file.name}: ${say("file-empty")}`));
      else this.#show(file);
    }
    // The same file can be chosen again, and the field itself keeps nothing.
    this.#input.value = "";
    showProblems(problems);
  }

  #show(file: File): void {
    const remove = make(
      "button", "govuk-button govuk-button--secondary", say("file-remove"),
      make("span", "govuk-visually-hidden", `: ${file.name}`),
    );
    remove.type = "button";
    remove.id = `file-${++last}-remove`;
    const row = make("li", "", ...nameAndSize(file.name, file.size), make("p", "govuk-body", say("file-looking")), remove);
    const chosen: Chosen = { file, row, remove, stop: new AbortController() };
    remove.addEventListener("click", () => {
      chosen.stop.abort();
      this.#chosen = this.#chosen.filter((other) => other !== chosen);
      row.remove();
      this.#said.textContent = `${file.name}: ${say("file-removed")}`;
      showProblems([]);
      this.#input.focus();
    });
    this.#chosen.push(chosen);
    this.#list.append(row);
    this.#looking = this.#looking.then(() => this.#look(chosen));
  }

  async #look(chosen: Chosen): Promise<void> {
    const { file, row, remove, stop } = chosen;
    if (stop.signal.aborted) return;
    let sentences: string[];
    try {
      const result = await clean(file, file.name, stop.signal);
      chosen.result = result;
      chosen.refusal = result.outcome === "refused" ? refusalInWords(result.why) : "";
      sentences = resultInWords(result);
    } catch (error) {
      chosen.refusal = say(error instanceof NotLooked && error.why === "no-cleaner" ? "file-no-cleaner" : "file-changed");
      sentences = [chosen.refusal];
    }
    if (stop.signal.aborted) return;
    const told = make("div", "", ...sentences.map((sentence) => make("p", "govuk-body", sentence)));
    if (chosen.refusal !== "") told.className = "daylight-refused";
    if (mayGoAnyway(chosen.result)) told.append(this.#askAnyway(chosen));
    row.querySelector("p")?.replaceWith(told);
    row.append(remove);
    this.#said.textContent = `${file.name}: ${sentences.join(" ")}`;
  }

  #askAnyway(chosen: Chosen): HTMLElement {
    const input = make("input", "govuk-checkboxes__input");
    input.type = "checkbox";
    input.id = `file-${++last}-anyway`;
    const label = make(
      "label", "govuk-label govuk-checkboxes__label", say("file-anyway"),
      make("span", "govuk-visually-hidden", `: ${chosen.file.name}`),
    );
    label.htmlFor = input.id;
    chosen.anyway = input;
    const item = make("div", "govuk-checkboxes__item", input, label);
    return make("div", "govuk-checkboxes govuk-checkboxes--small", item);
  }
}

/** Nothing was taken out of these; whether they go all the same is the reporter's to say. */
function mayGoAnyway(result: Cleaned | undefined): boolean {
  return result?.outcome === "cannot-clean" || (result?.outcome === "refused" && result.why === "too-large");
}

function resultInWords(result: Cleaned): string[] {
  switch (result.outcome) {
    case "cannot-clean":
      return [say("file-cannot")];
    case "refused":
      return [refusalInWords(result.why)];
    case "cleaned": {
      const { removed, left } = result;
      const took = removed.length === 0 ? say("file-nothing") : say("file-took", { found: foundInWords(removed) });
      return left.length === 0 ? [took] : [took, say("file-left", { found: foundInWords(left) })];
    }
  }
}

/** What goes with the concern that is being raised. */
export const toSend = new Chooser("files");
