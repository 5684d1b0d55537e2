// The desk: what has not been opened first, then what was, by the date that comes first. Nothing on it says what a concern is
// about, but for what its reader looks for.

import { byId, make, show, typed } from "../../pages/dom.js";
import { showProblems } from "../../pages/problem.js";
import { go, whenShown } from "../../pages/screens.js";
import { say } from "../../pages/words.js";
import { type Filter, type OpenedPage, ROWS, type UnopenedPage } from "../protocol.js";
import { ask } from "./ask.js";
import { showBegun } from "./begun_list.js";
import { openConcern, showConcern } from "./concern.js";
import { draftsOn } from "./drafts.js";
import { foundRow, openedRow, tagRow, unopenedRow } from "./rows.js";
import { showSeveral, startSeveral, tick } from "./several.js";
import { beside, once } from "./working.js";

/** The first row that is wanted, and the first that is on the screen. */
let from = 0;
let shown = 0;
/** Rows of capsules on the screen. */
let capsules = 0;
/** Whether the desk is to be looked at anew, from the first capsule on. */
let isAnew = true;
/** Whoever opens capsules stops when somebody else wants some. */
let turn = 0;
let opening: Promise<void> = Promise.resolve();
let sought = "";

/** Makes the desk work. */
export function startDesk(): void {
  whenShown("desk", () => void lay());
  byId("unopened-more").addEventListener("click", more);
  byId("filter").addEventListener("change", () => void turnTo(0));
  byId("opened-back").addEventListener("click", () => void turnPage(-1, 0));
  byId("opened-on").addEventListener("click", () => void turnPage(1, 0));
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    void search();
  });
  startSeveral(list);
  byId("repeats").addEventListener("toggle", () => {
    if (byId<HTMLDetailsElement>("repeats").open) void showRepeats();
  });
}

async function turnTo(row: number): Promise<void> {
  from = row;
  await list();
}

/** The button that was pressed may be gone with its page: the focus goes to a row of the new one. */
async function turnPage(by: 1 | -1, row: number): Promise<void> {
  await turnTo(Math.max(shown + by * ROWS, 0));
  rowsIn(byId("opened")).at(row)?.focus();
}

/** What the service lists is on the screen before the first capsule is asked for. */
async function lay(): Promise<void> {
  showBegun((concern) => void visit(concern), () => {
    void lay();
    // The button went with its row.
    byId("search-words").focus();
  });
  isAnew = true;
  if (await list()) more();
}

async function list(): Promise<boolean> {
  const wanted = () => ({ from, filter: typed("filter") as Filter });
  return once("desk-working", async () => {
    // Another page or filter may be chosen while this one comes: the last choice counts.
    let asked;
    do {
      asked = wanted();
      showOpened(await ask("opened", asked));
    } while (asked.from !== from || asked.filter !== typed("filter"));
  });
}

/** So many steps bring what one more look shows. */
const STEPS = 8;

/**
 * Opens capsules: at first all that may be pressing, then some more at each look. As many whatever opens: the service would learn
 * from one question more or less which are dummies, and so which offices a reporter left out.
 */
function more(): void {
  turn += 1;
  const mine = turn;
  opening = opening.then(async () => {
    const isFirst = isAnew;
    const wanted = (isFirst ? 0 : capsules) + ROWS;
    let [left, isMore, isPressing] = [STEPS, true, true];
    const step = async (): Promise<void> => {
      const anew = isAnew;
      isAnew = false;
      left -= 1;
      const page = await ask("unopened", { anew, rows: wanted });
      showUnopened(page);
      [capsules, isMore, isPressing] = [page.unopened.length, page.isMore, page.isPressing];
    };
    // A step at a time: what is pressed meanwhile comes in between, and nobody waits who has gone on.
    while (mine === turn && byId("unopened").closest("[hidden]") === null && (await once("unopened-working", step))) {
      if (!isMore || !(isFirst ? isPressing : left > 0)) return;
    }
  });
}

function showOpened(page: OpenedPage): void {
  shown = page.from;
  const begun = draftsOn();
  byId("opened").replaceChildren(...page.opened.map((row) =>
    openedRow(row, begun.includes(row.concern), () => void visit(row.concern), tick(row))));
  show("opened-none", page.opened.length === 0);
  show("opened-back", page.from > 0);
  show("opened-on", page.from + page.opened.length < page.openedTotal);
  showSeveral();
}

function showUnopened(page: UnopenedPage): void {
  const list = byId("unopened");
  // Rows come in between, the pressing ones first: whoever stands on one stays on it.
  const at = document.activeElement;
  const row = at instanceof HTMLElement && list.contains(at) ? at.dataset["row"] : undefined;
  list.replaceChildren(...page.unopened.map((each) => unopenedRow(each, () => void open(each.concern))));
  if (row !== undefined) list.querySelector<HTMLElement>(`[data-row="${row}"]`)?.focus({ preventScroll: true });
  show("unopened-none", page.unopened.length === 0 && !page.isMore);
  show("unopened-more", page.isMore);
  // The button went with the last of them: whoever pressed it goes on from there.
  if (at === byId("unopened-more") && !page.isMore) rowsIn(list).at(-1)?.focus();
  show("desk-broken", page.broken > 0);
  byId("desk-broken").textContent = say("say-broken", { count: page.broken });
}

/** Opening is signed at once: the line above the list says so. */
async function open(concern: string): Promise<void> {
  if (await once("opening", () => openConcern(concern))) go("concern");
}

async function visit(concern: string): Promise<void> {
  if (await once("opening", () => showConcern(concern))) go("concern");
}

/** The words that are looked for; empty puts what was found away. */
async function search(): Promise<void> {
  sought = typed("search-words").trim();
  const words = sought;
  byId("found").replaceChildren();
  showProblems([]);
  if (words === "") {
    stop();
    byId("searching").replaceChildren();
    return;
  }
  await beside("searching", async (moves) => {
    const { found, missed } = await ask("search", words, moves);
    if (words !== sought) return;
    const [only] = found;
    if (found.length === 1 && only?.places.length === 0) {
      void visit(only.concern);
      return;
    }
    byId("found").replaceChildren(...found.map((one) => foundRow(one, () => void visit(one.concern))));
    byId("searching").replaceChildren(make("p", "govuk-body", [say("say-found", { count: found.length }), ...notRead(missed)].join(" ")));
  }, stop);
}

function stop(): void {
  void ask("stopReading").catch(() => undefined);
}

function notRead(missed: number): string[] {
  return missed === 0 ? [] : [say("say-not-read", { count: missed })];
}

async function showRepeats(): Promise<void> {
  await beside("repeats-working", async (moves) => {
    const { tags, missed } = await ask("repeats", { anew: true }, moves);
    byId("repeats-working").replaceChildren(...notRead(missed));
    const rows = tags.filter(({ concerns }) => concerns.length > 1).map((tag) => tagRow(tag, (concern) => void visit(concern)));
    byId("repeats-list").replaceChildren(...(rows.length === 0 ? [make("li", "", say("say-repeats-none"))] : rows));
  }, stop);
}

/**
 * Keys for those who do this all day: up and down the rows, and to the search. They work while nothing is being typed, and not for
 * whoever has switched them off (WCAG 2.1.4). The arrows scroll the page until a row has the focus.
 */
export function startDeskKeys(): void {
  const desk = document.querySelector<HTMLElement>('[data-screen="desk"]');
  if (desk === null) return;
  // Whoever clicked beside a row stands on what holds the desk: the keys work from there too.
  const isHere = (target: EventTarget | null): boolean => target instanceof Node && (desk.contains(target) || target.contains(desk));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || desk.hidden || !isHere(event.target) || isTyping(event.target)) return;
    if (!byId<HTMLInputElement>("desk-keys").checked) return;
    const isAtRow = document.activeElement instanceof HTMLElement && document.activeElement.dataset["row"] !== undefined;
    if (event.key === "/") byId("search-words").focus();
    else if (event.key === "j" || (isAtRow && event.key === "ArrowDown")) step(desk, 1);
    else if (event.key === "k" || (isAtRow && event.key === "ArrowUp")) step(desk, -1);
    else return;
    event.preventDefault();
  });
}

/** To the next row; beyond the first and the last one of a page lies the page beside it. */
function step(desk: HTMLElement, by: 1 | -1): void {
  const page = rowsIn(byId("opened"));
  const isAtEdge = page.at(by > 0 ? -1 : 0) === document.activeElement;
  if (isAtEdge && byId(by > 0 ? "opened-on" : "opened-back").closest("[hidden]") === null) {
    void turnPage(by, by > 0 ? 0 : -1);
    return;
  }
  const rows = rowsIn(desk);
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1);
  rows[next]?.focus();
}

function rowsIn(place: HTMLElement): HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>("[data-row]")];
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select, summary");
}
