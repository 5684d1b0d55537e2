// Leaving in one guided step: each open concern goes to a colleague, or it is said why not. The leaving itself is proposed by the
// operator: nobody signs for themselves.

import { byId, make, show, typed } from "../../pages/dom.js";
import { showProblems } from "../../pages/problem.js";
import { inWords, say } from "../../pages/words.js";
import { type HolderConcern, type OpenedRow, ROWS } from "../protocol.js";
import { ask, faultBehind } from "./ask.js";
import { choices, colleagueChoice } from "./offers.js";
import { shortName } from "./dates.js";
import { problemOf } from "./faults.js";
import { area } from "./scope_editor.js";
import { whoIsIn } from "./session.js";
import { keepButton, signedInWords } from "./signed.js";
import { NotYet, once } from "./working.js";

/** Kept with the office: nobody is named to go on with it. */
const STAYS = "";

let open: HolderConcern[] = [];

/** Makes the step work. */
export function startLeaving(): void {
  byId("leaving-begin").addEventListener("click", () => void once("people-working", begin));
  byId("leaving").addEventListener("submit", (event) => {
    event.preventDefault();
    void leave();
  });
}

/** Whether reasons were typed that would be lost. */
export function leavingHasWords(): boolean {
  return [...document.querySelectorAll<HTMLTextAreaElement>("#leaving textarea")].some(({ value }) => value.trim() !== "");
}

async function begin(moves: (share: number) => void): Promise<void> {
  signed.clear();
  const mine: OpenedRow[] = [];
  for (let from = 0, total = 1; from < total; from += ROWS) {
    const page = await ask("opened", { from, filter: "all" });
    total = page.openedTotal;
    mine.push(...page.opened.filter(({ colleague, state }) => !colleague && state !== "closed"));
  }
  open = [];
  for (const [at, { concern }] of mine.entries()) {
    const found = await ask("concern", concern);
    // What a colleague goes on with already is not asked about again.
    if (found.allowed.includes("handed_over") && found.handedTo === "") open.push(found);
    moves((at + 1) / mine.length);
  }
  byId("leaving-list").replaceChildren(...open.map(row));
  for (const [at, { colleagues }] of open.entries()) {
    const those = (mayBeLeftOut: boolean) => colleagues.filter((each) => each.mayBeLeftOut === mayBeLeftOut).map(colleagueChoice);
    // Whoever may have been left out is chosen on purpose, and never because they come first.
    choices(`leaving-${at}`, [...those(false), [STAYS, say("say-leaving-stays")], ...those(true)]);
    follow(at);
  }
  show("leaving-none", open.length === 0);
  show("leaving", true);
  // The focus goes on from the button that is gone.
  byId("leaving").querySelector<HTMLElement>("select, button")?.focus();
  show("leaving-begin", false);
}

function row({ id, dates }: HolderConcern, at: number): HTMLElement {
  const select = make("select", "govuk-select");
  select.id = `leaving-${at}`;
  select.addEventListener("change", () => { follow(at); });
  const due = dates[0]?.due;
  const label = make("label", "govuk-label", say("say-leaving-to", { name: shortName(id), date: due === undefined ? "" : inWords(due) }));
  label.htmlFor = select.id;
  const why = area(`leaving-${at}-why`, say("say-leaving-why"));
  why.id = `leaving-${at}-part`;
  return make("li", "", make("div", "govuk-form-group", label, select), why);
}

function follow(at: number): void {
  show(`leaving-${at}-part`, typed(`leaving-${at}`) === STAYS);
}

async function leave(): Promise<void> {
  const missing = open.flatMap(({ id }, at) => {
    const isUnsaid = !signed.has(id) && typed(`leaving-${at}`) === STAYS && typed(`leaving-${at}-why`).trim() === "";
    return isUnsaid ? [{ text: say("say-leaving-unsaid"), field: `leaving-${at}-why` }] : [];
  });
  show("people-done", false);
  if (missing.length > 0) {
    showProblems(missing);
    return;
  }
  const isHanded = await once("people-working", async (moves) => {
    // What was signed before something failed is not signed twice.
    for (let at = 0; at < open.length; at += 1) {
      const concern = open[at];
      if (concern === undefined || signed.has(concern.id)) continue;
      await handOn(concern, at);
      moves((at + 1) / open.length);
    }
  });
  if (!isHanded) return;
  // All of it is signed: whoever thinks again begins again.
  byId("leaving-list").replaceChildren();
  show("leaving-begin", true);
  byId("leaving-begin").focus();
  show("leaving", false);
  byId("people-done").replaceChildren(say("say-leaving-done"), ...keepButton([...signed.values()]));
  show("people-done", true);
  byId("people-done").scrollIntoView({ block: "center" });
}

/** Signs the choice for one concern. Its row says so then: whatever comes after, it can be seen what is done. */
async function handOn(concern: HolderConcern, at: number): Promise<void> {
  const { id, last } = concern;
  let receipt: string;
  try {
    ({ receipt } = await ask("act", { concern: id, act: actOf(at), after: last }));
  } catch (error) {
    const fault = faultBehind(error)?.fault;
    if (fault === undefined || fault === "signed-out") throw error;
    // The next try signs after what stands there now.
    open[at] = await ask("concern", id).catch(() => concern);
    const { text, ...problem } = problemOf(error);
    throw new NotYet([{ ...problem, text: `${shortName(id)}: ${text}`, field: `leaving-${at}` }]);
  }
  signed.set(id, receipt);
  const choice = byId<HTMLSelectElement>(`leaving-${at}`);
  const to = choice.selectedOptions[0]?.text ?? "";
  choice.closest("li")?.replaceChildren(`${shortName(id)}: ${signedInWords(to, receipt !== "")}`);
}

/** Concerns of this list of which the choice is signed, with the receipt; an empty one did not come. */
const signed = new Map<string, string>();

function actOf(at: number) {
  const to = typed(`leaving-${at}`);
  const own = whoIsIn().office?.id ?? "";
  return to === STAYS
    ? { act: "note", text: typed(`leaving-${at}-why`).trim(), offices: [own] } as const
    : { act: "hand-over", to } as const;
}
