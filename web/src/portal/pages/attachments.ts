// Files of a concern: opened in the worker, and shown or saved. Only pictures and PDFs are shown, in a frame that runs nothing of
// them and reaches nobody; all else is saved, after a warning, for what opens it then is another program.

import { byId, make, show } from "../../pages/dom.js";
import { nameAndSize } from "../../pages/file_words.js";
import { save } from "../../pages/keep.js";
import { cleanName, neutralName } from "../../pages/names.js";
import { wordsOf } from "../../pages/problem.js";
import { inWords, say } from "../../pages/words.js";
import type { HolderConcern } from "../protocol.js";
import { ask } from "./ask.js";
import { sealed } from "./concern_view.js";
import { problemOf } from "./faults.js";
import { frame } from "./frame.js";
import { paper } from "./paper.js";
import { BEGINNING, shownAs } from "./shown_as.js";

type Described = Awaited<ReturnType<typeof describe>>;

let shownFor = "";
/** Addresses of what is shown, to be let go of. */
let addresses: string[] = [];

/** Lists the files, once for each concern and each new file. */
export function showFiles({ id, files, settled, erased }: HolderConcern): void {
  const key = JSON.stringify([id, files, settled, erased]);
  if (key === shownFor) return;
  forgetFiles();
  shownFor = key;
  const isReadable = settled && !erased;
  show("files-none", isReadable && files.length === 0);
  if (!isReadable) return;
  const rows = files.map(({ item, day }, at) => ({ item, day, number: at + 1, row: make("li", "", say("say-working")) }));
  byId("files").replaceChildren(...rows.map(({ row }) => row));
  void (async () => {
    for (const { item, day, number, row } of rows) await list(id, item, day, number, row);
  })();
}

/** Lets go of everything that was shown. */
export function forgetFiles(): void {
  for (const address of addresses) URL.revokeObjectURL(address);
  addresses = [];
  shownFor = "";
  byId("files").replaceChildren();
}

async function describe(concern: string, item: string) {
  const { name, type, size } = await ask("describe", { concern, item });
  return { name: cleanName(name), type, size };
}

async function list(concern: string, item: string, day: string, number: number, row: HTMLElement): Promise<void> {
  let told: Described;
  try {
    told = await describe(concern, item);
  } catch (error) {
    row.replaceChildren(make("p", "govuk-body", `${inWords(day)}: `, ...wordsOf(problemOf(error))));
    return;
  }
  const place = make("div", "");
  place.setAttribute("role", "status");
  const isShown = told.type === "application/pdf" || (told.type.startsWith("image/") && told.type !== "image/svg+xml");
  const first = button(isShown ? "say-file-show" : "say-file-save", told.name);
  const as = neutralName(told.name, number);
  first.addEventListener("click", () => {
    if (isShown) void open(concern, item, told.name, as, first, place);
    else place.replaceChildren(...warning(concern, item, as, told.name, place));
  });
  row.replaceChildren(...nameAndSize(told.name, told.size), make("p", "govuk-body", inWords(day)), first, place);
}

/** Fetches a picture or a PDF and shows it, if it is one. */
async function open(concern: string, item: string, name: string, as: string, from: HTMLButtonElement, place: HTMLElement): Promise<void> {
  await fetching(concern, item, from, place, async (content) => {
    const type = shownAs(new Uint8Array(await content.slice(0, BEGINNING).arrayBuffer()));
    place.replaceChildren(shown(content, type, name), ...warning(concern, item, as, name, place));
  });
}

function shown(content: Blob, type: string | undefined, name: string): HTMLElement {
  if (type === undefined) return make("p", "govuk-body", say("say-file-not-it"));
  if (type === "application/pdf") return paper(content, name);
  const address = URL.createObjectURL(new Blob([content], { type }));
  addresses.push(address);
  return frame(name, "", address);
}

/** What saving means, and the button that does it all the same. */
function warning(concern: string, item: string, as: string, name: string, place: HTMLElement): HTMLElement[] {
  const anyway = button("say-file-save-anyway", name);
  anyway.addEventListener("click", () => {
    void fetching(concern, item, anyway, place, async (content) => {
      save(as, "application/octet-stream", content);
      place.replaceChildren(make("p", "govuk-body", say("say-file-saved", { file: as })));
    });
  });
  return [make("p", "govuk-body", say("say-file-warning")), anyway];
}

async function fetching(concern: string, item: string, from: HTMLButtonElement, place: HTMLElement, then: (content: Blob) => Promise<void>): Promise<void> {
  from.disabled = true;
  const bar = make("progress", "");
  bar.setAttribute("aria-label", say("file-fetching"));
  const told = make("p", "govuk-body", say("file-fetching"));
  place.replaceChildren(told, bar);
  try {
    await then(await ask("fetch", { concern, item }, (share, away) => {
      bar.value = share;
      told.textContent = say(away ? "file-away-fetch" : "file-fetching");
    }));
  } catch (error) {
    place.replaceChildren(make("p", "govuk-body", ...wordsOf(problemOf(error))));
  } finally {
    from.disabled = false;
  }
}

function button(key: string, name: string): HTMLButtonElement {
  const about = sealed(make("span", "govuk-visually-hidden", `: ${name}`));
  const made = make("button", "govuk-button govuk-button--secondary", say(key), about);
  made.type = "button";
  return made;
}
