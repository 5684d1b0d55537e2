// The lines of a concern: dates, steps with what was written, scope, findings, outcomes, proposals.

import { byId, make, show } from "../../pages/dom.js";
import { find, inWords, say } from "../../pages/words.js";
import type { Finding, HolderConcern, HolderDate, HolderStep, Proposal, ScopePoint, WordsView } from "../protocol.js";
import { dueInWords, leftInWords } from "./dates.js";

/** A date: what must have happened, how long there is, what follows if it does not, and the way to what keeps it. */
export function dateItem({ clock, due, firstDue, late, daysLeft, then }: HolderDate, where: HTMLElement | ""): HTMLElement {
  const line = make("li", late ? "daylight-late" : "", dueInWords(clock, due), ` (${leftInWords(daysLeft)}). `);
  // Lateness counts from the first date, whatever was put off since. Days in this form are in order as texts are.
  if (firstDue < due) line.append(say("say-first-date-was", { date: inWords(firstDue) }), " ");
  // Before it is opened nobody here knows what follows.
  if (then !== undefined && then !== "") line.append(say("say-then", { stage: then }));
  else if (then === "" && clock !== "") line.append(say(clock === "reporter_answer" ? "say-then-passes" : "say-then-again"));
  line.append(" ", where);
  return line;
}

/** A link to a place of this screen, which takes the focus. */
export function way(text: string, to: Element | null | undefined): HTMLElement {
  const link = make("a", "govuk-link daylight-alone", text);
  link.href = "#";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(to);
  });
  return link;
}

/** Goes to a place of this screen: unfolds what it is folded in, and gives it the focus. */
export function goTo(place: Element | null | undefined): void {
  if (!(place instanceof HTMLElement)) return;
  const folded = place.closest("details");
  if (folded !== null) folded.open = true;
  place.focus();
  place.scrollIntoView({ block: "center" });
}

/** What takes the place of the one before. */
const SETTLED_ANEW = ["scope", "findings"];

/** A step, and below it the words that came with it. */
export function step(of: HolderStep, at: number, all: readonly HolderStep[]): HTMLElement {
  const { day, vouched, promised, words } = of;
  const isAgain = SETTLED_ANEW.includes(of.kind) && all.slice(0, at).some(({ kind }) => kind === of.kind);
  const told = happened({ ...of, kind: isAgain ? `${of.kind}-again` : of.kind, who: vouched === "reporter" ? say("say-reporter") : of.who });
  const line = make("li", vouched === "reporter" ? "daylight-theirs" : "", make("strong", "", inWords(day)), make("br", ""), told);
  line.tabIndex = -1;
  if (vouched === "service") line.append(" ", aside(say("say-says-the-service")));
  if (promised !== "") line.append(" ", aside(say("say-promised", { date: inWords(promised) })));
  line.append(...words.map((one) => written(one, vouched === "reporter")));
  if (of.withheld) line.append(make("p", "daylight-late", say("say-withheld")));
  return line;
}

/** What a step says, without anybody's words. */
export function happened({ kind, who, stage, months, until }: Happened): string {
  const own = who === "" ? find(`say-step-${kind}-reporter`) : undefined;
  return own ?? say(`say-step-${kind}`, { who, stage, months, date: until === "" ? "" : inWords(until) });
}

type Happened = Pick<HolderStep, "kind" | "who" | "stage" | "months" | "until">;

/** What is still to come after a closing. */
export function afterItems({ after }: HolderConcern): HTMLElement[] {
  if (after === null) return [];
  const asked = after.asked === "" ? [] : [say("say-after-asked", { date: inWords(after.asked) })];
  return [...asked, say("say-after-kept", { date: inWords(after.keptUntil) })].map((text) => make("li", "", text));
}

/** The first line of notes that this page reads again itself: tags, and the first look. */
const MARKED = /^daylight [a-z ]+\n/;

function written({ number, text }: WordsView, isReporters: boolean): HTMLElement {
  const words = make("div", isReporters ? "daylight-words daylight-reporter" : "daylight-words", isReporters ? text : text.replace(MARKED, ""));
  return make("div", "daylight-message", make("p", "daylight-row__small", say("say-words-number", { number })), sealed(words));
}

function aside(text: string): HTMLElement {
  return make("span", "daylight-service", `(${text})`);
}

/** Shows a list of points, if there are any. */
export function points(id: string, items: readonly HTMLElement[]): void {
  show(id, items.length > 0);
  byId(id).querySelector("[data-points]")?.replaceChildren(...items);
}

/** A point of the scope. */
export function scopeItem({ text, isIn, reason }: ScopePoint): HTMLElement {
  const said = make("strong", "", isIn ? say("say-in") : say("say-out", { reason }));
  return make("li", "", plain(text), isIn ? said : sealed(said));
}

/** What was found on a point. */
export function findingItem({ point, result, text }: Finding, scope: readonly ScopePoint[]): HTMLElement {
  return make("li", "", plain(scope[point - 1]?.text ?? ""), make("strong", "", say(`say-result-${result}`)), plain(text));
}

/** Something that has to be done by a date. */
export function actionItem({ text, due, done }: HolderConcern["actions"][number], today: string): HTMLElement {
  if (done) return make("li", "", plain(text), say("say-action-done"));
  const isLate = due < today;
  const told = say(isLate ? "say-action-overdue" : "say-action-due", { date: inWords(due) });
  return make("li", "", plain(text), make("span", isLate ? "daylight-late" : "", told));
}

/** Something that waits for somebody's approval. */
export function proposalItem(proposal: Proposal): HTMLElement {
  return make("li", "", [proposalInWords(proposal), ...(proposal.mine ? [say("say-proposal-own")] : [])].join(" "));
}

/** The same in a sentence. */
export function proposalInWords({ what, who, day, to }: Proposal): string {
  const outcome = what === "closing" ? say(`say-reason-${to}`) : say(`say-urgency-${to}`);
  return say(`say-proposal-${what}`, { who, date: inWords(day), what: outcome });
}

/** The words of the objections that are open, each with what it is about. */
export function objections({ steps, disputed }: HolderConcern): HTMLElement[] {
  return disputed.flatMap((matter) => steps.filter((each) => each.matter === matter).slice(-1)).flatMap(({ matter, day, words }) => [
    make("p", "", say(`say-objects-${matter}`, { date: inWords(day) })), ...words.map((one) => written(one, true)),
  ]);
}

function plain(text: string): HTMLElement {
  return sealed(make("div", "daylight-words", text));
}

/** In it are words that were sealed: a browser that translates pages would send them away. */
export function sealed<T extends HTMLElement>(words: T): T {
  words.dir = "auto";
  words.translate = false;
  return words;
}
