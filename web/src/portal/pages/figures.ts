// How the service has done, in numbers: each table with the chart that the service drew of it.

import { byId, make, typed } from "../../pages/dom.js";
import { whenShown } from "../../pages/screens.js";
import { inWords, say } from "../../pages/words.js";
import type { FigureTable } from "../protocol.js";
import { ask } from "./ask.js";
import { NotYet, once } from "./working.js";

/** A year, a half of one, or a quarter; nothing: this year. */
const PERIOD = /^(\d{4}(-(H[12]|Q[1-4]))?)?$/;

/** Makes the screen work. */
export function startFigures(): void {
  whenShown("figures", () => void load());
  byId("figures-of").addEventListener("submit", (event) => {
    event.preventDefault();
    void load();
  });
}

async function load(): Promise<void> {
  await once("figures-working", async () => {
    const of = { language: document.documentElement.lang, period: typed("figures-period").trim() };
    // What is no period at all has no figures either.
    if (!PERIOD.test(of.period)) throw new NotYet([{ text: say("say-rule-no_figures"), field: "figures-period" }]);
    const { from, until, exact, tables } = await ask("figures", of);
    byId("figures-on").textContent = say("say-figures-on", { date: inWords(from), last: inWords(until) });
    byId("figures-exact").textContent = say(exact ? "say-figures-exact" : "say-figures-released");
    byId("figures-tables").replaceChildren(...tables.map(sectionOf));
  }, "figures-period");
}

/** A figure as a table, with the chart that the service drew. */
export function sectionOf({ title, note, head, rows, chart }: FigureTable): HTMLElement {
  const parts: Node[] = [make("h2", "govuk-heading-m", title), make("p", "govuk-body", note)];
  if (chart !== "") parts.push(pictureOf(title, chart));
  const [first = "", ...others] = head;
  const caption = make("caption", "govuk-visually-hidden", title);
  const heads = [first, ...others].map((text) => cell("th", text, "col"));
  const body = rows.map(([name = "", ...values]) =>
    make("tr", "", cell("th", name, "row"), ...values.map((value) => cell("td", value))));
  parts.push(make("table", "daylight-table", caption, make("thead", "", make("tr", "", ...heads)), make("tbody", "", ...body)));
  return make("section", "daylight-figure", ...parts);
}

function cell(kind: "th" | "td", text: string, scope = ""): HTMLElement {
  const made = make(kind, "", make("bdi", "", text));
  if (scope !== "") (made as HTMLTableCellElement).scope = scope;
  return made;
}

/** A picture, not markup: nothing that the service draws can run here. */
function pictureOf(title: string, chart: string): HTMLElement {
  const picture = make("img", "daylight-chart");
  picture.src = `data:image/svg+xml;base64,${btoa(String.fromCodePoint(...new TextEncoder().encode(chart)))}`;
  picture.alt = say("say-figures-chart", { name: title });
  return picture;
}
