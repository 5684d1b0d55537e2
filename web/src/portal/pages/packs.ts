// Packs that the calendar made, to be saved and read, and statements: opening one is signed first.

import { byId, make, show } from "../../pages/dom.js";
import { save } from "../../pages/keep.js";
import { whenShown } from "../../pages/screens.js";
import { inWords, say } from "../../pages/words.js";
import type { PackRow, PaperForm, StatementRow } from "../protocol.js";
import { ask } from "./ask.js";
import { sectionOf } from "./figures.js";
import { hidden } from "./rows.js";
import { once } from "./working.js";

const FORMS: Readonly<Record<PaperForm, string>> = { html: "text/html", pdf: "application/pdf", csv: "text/csv" };

/** Makes the screen work. */
export function startPacks(): void {
  whenShown("packs", () => void load());
}

async function load(): Promise<void> {
  byId("statement").replaceChildren();
  await once("packs-working", list);
}

async function list(): Promise<void> {
  const { packs, statements, areOwn } = await ask("packs");
  byId("packs-list").replaceChildren(...packs.map(packRow));
  show("packs-none", packs.length === 0);
  byId("statements-list").replaceChildren(...statements.map((row) => statementRow(row, areOwn)));
  show("statements-none", statements.length === 0);
}

function packRow(pack: PackRow): HTMLElement {
  const name = say(`say-pack-${pack.kind}`, { name: nameOf(pack) });
  const buttons = (Object.keys(FORMS) as PaperForm[]).map((form) => {
    const button = make("button", "govuk-button govuk-button--secondary", form.toUpperCase(), hidden(`: ${name}`));
    button.type = "button";
    button.addEventListener("click", () => void fetchPaper(pack, form));
    return button;
  });
  return make("li", "daylight-row daylight-row--named",
    make("div", "daylight-row__what",
      make("p", "daylight-row__line", name),
      make("p", "daylight-row__line daylight-row__small", say("say-pack-made", { date: inWords(pack.made) }))),
    make("div", "govuk-button-group", ...buttons));
}

/** A meeting's name is its day. */
function nameOf({ kind, name }: PackRow): string {
  return kind === "meeting" ? inWords(name) : name;
}

async function fetchPaper({ item, kind, name }: PackRow, form: PaperForm): Promise<void> {
  await once("packs-working", async () => {
    const file = await ask("paper", { item, form, language: document.documentElement.lang });
    save(`${kind}-${name}.${form}`, FORMS[form], file);
    byId("packs-working").replaceChildren(say("say-pack-saved", { file: `${kind}-${name}.${form}` }));
  });
}

function statementRow({ record, who, sent, opened }: StatementRow, isOwn: boolean): HTMLElement {
  const told = opened === "" ? say("say-statement-unopened") : say("say-statement-opened", { date: inWords(opened) });
  const what = make("div", "daylight-row__what",
    make("p", "daylight-row__line", say("say-statement-sent", { date: inWords(sent), who })),
    make("p", "daylight-row__line daylight-row__small", told));
  if (!isOwn) return make("li", "daylight-row daylight-row--named", what);
  const button = make("button", "govuk-button govuk-button--secondary", say("say-statement-open"), hidden(`: ${inWords(sent)}`));
  button.type = "button";
  button.addEventListener("click", () => void open(record));
  return make("li", "daylight-row daylight-row--named", what, button);
}

async function open(record: string): Promise<void> {
  await once("statement-working", async () => {
    const { organisation, period, tables } = await ask("openStatement", { record, language: document.documentElement.lang });
    const head = make("h2", "govuk-heading-m", make("bdi", "", organisation), ` ${period}`);
    head.tabIndex = -1;
    byId("statement").replaceChildren(head, ...tables.map(sectionOf));
    head.focus();
    await list();
  });
}
