// The record, page by page: each entry in words, and its exact bytes, salt and digest for whoever wants to check it.

import { byId, make, show } from "../../pages/dom.js";
import { whenShown } from "../../pages/screens.js";
import { inWords, say } from "../../pages/words.js";
import { ENTRIES, type EntryRow, type RecordPage } from "../protocol.js";
import { ask } from "./ask.js";
import { aboutOne, actButton } from "./cards.js";
import { happened } from "./concern_view.js";
import { folded } from "./folded.js";
import { shortName } from "./dates.js";
import { once } from "./working.js";

let shown: RecordPage | undefined;

/** Makes the screen and its buttons work. */
export function startRecord(): void {
  whenShown("record", () => { if (shown === undefined) void load("newest"); });
  byId("record-newest").addEventListener("click", () => void load("newest"));
  byId("record-later").addEventListener("click", () => void load((shown?.from ?? 0) + ENTRIES));
  byId("record-earlier").addEventListener("click", () => void load((shown?.from ?? 0) - ENTRIES));
  byId("record-go").addEventListener("submit", (event) => {
    event.preventDefault();
    void load(Math.floor(Number(byId<HTMLInputElement>("record-number").value) / ENTRIES) * ENTRIES || 0);
  });
}

async function load(from: number | "newest"): Promise<void> {
  await once("record-working", async () => {
    shown = await ask("entries", { from });
    const { size, rows } = shown;
    const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0];
    byId("record-where").textContent = say("say-record-where", { number: first, last, size });
    byId("record-rows").replaceChildren(...rows.map(rowOf));
    show("record-earlier", shown.from > 0);
    show("record-later", shown.from + rows.length < size);
  });
}

function rowOf(row: EntryRow): HTMLElement {
  const place = make("p", "daylight-row__left", say("say-record-entry", { number: row.index }));
  const said = happened(row);
  const of = row.concern === "" ? [] : [shortName(row.concern)];
  const author = row.by === "service" ? [say("say-record-by-service")] : [];
  const small = [inWords(row.day), ...of, ...author].join(". ");
  const what = make("div", "daylight-row__what",
    make("p", "daylight-row__line", said), make("p", "daylight-row__line daylight-row__small", small), bytesOf(row));
  return make("li", "daylight-row", place, what);
}

function bytesOf(row: EntryRow): HTMLElement {
  const told = make("p", "govuk-body");
  told.id = `proof-${row.index}`;
  told.setAttribute("role", "status");
  const button = actButton("say-record-check", String(row.index), () => prove(row));
  const parts = [
    ["say-record-bytes", row.bytes], ["say-record-salt", row.salt], ["say-record-digest", row.record],
  ].flatMap(([key = "", text = ""]) => {
    const code = make("pre", "", text);
    code.dir = "ltr";
    code.translate = false;
    return [make("p", "govuk-body", say(key)), code];
  });
  const batch = make("p", "govuk-body", say("say-record-batch", { date: inWords(row.batchDay) }));
  return folded(aboutOne("say-record-show", String(row.index)), ...parts, batch, button, told);
}

async function prove({ index, record }: EntryRow): Promise<void> {
  const place = `proof-${index}`;
  await once(place, async () => {
    const size = await ask("proveEntry", { index, record });
    byId(place).replaceChildren(say("say-record-checked", { number: index, size }));
  });
}
