// What a closing needs, each thing done or still missing; and what comes after it.

import { byId, make, show } from "../../pages/dom.js";
import { inWords, say } from "../../pages/words.js";
import type { HolderConcern } from "../protocol.js";

const FOUND = ["findings_sent", "closing_proposed", "closed"];

/** Fills the checklist. */
export function showChecklist(concern: HolderConcern): void {
  const { state, disputed, dates, enquiries, steps, actions, atLast } = concern;
  const running = (clock: string): string | undefined => dates.find((date) => date.clock === clock)?.due;
  const answer = running("reporter_answer");
  showKept(concern);
  const items: [string, boolean, string?][] = [
    ["acknowledged", state !== "received"],
    ["scope", concern.scope.length > 0 && state !== "acknowledged" && !disputed.includes("scope")],
    ["findings", FOUND.includes(state) && !disputed.includes("findings")],
    ["enquiries", enquiries.length > 0 && concern.findingsStand],
    ["referral", running("referral_review") === undefined],
    ["treatment", running("later_treatment") === undefined],
    ["time", FOUND.includes(state) && answer === undefined, answer === undefined ? "" : say("say-until", { date: inWords(answer) })],
    ["actions", actions.length > 0],
    ["proposed", concern.proposals.some(({ what }) => what === "closing") || state === "closed"],
    [atLast ? "approved-last" : "approved", state === "closed" || steps.at(-1)?.kind === "closed"],
  ];
  // Outcomes are asked for, and their absence bars nothing.
  const needed = items.filter(([name]) => name !== "actions");
  byId("closing-done").textContent = say("say-closing-needs", { number: needed.filter(([, isDone]) => isDone).length, count: needed.length });
  byId("checklist").replaceChildren(...items.map(([name, isDone, more]) => {
    const status = make("strong", isDone ? "daylight-mark daylight-mark--done" : "daylight-mark", say(isDone ? "say-done" : missing(name, disputed)));
    return make("li", "", make("span", "", [say(`say-check-${name}`), more].filter(Boolean).join(" ")), " ", status);
  }));
  // Once it is closed, the dates themselves stand above.
  show("checklist-after", concern.state !== "closed");
  byId("checklist-after").textContent = say("say-check-after");
}

/** Folds the list, or opens it where a closing is what comes next. */
export function foldChecklist({ state }: HolderConcern): void {
  byId<HTMLDetailsElement>("closing-needs").open = FOUND.includes(state);
}

/** Until when what was written is kept, if somebody approves today. */
function showKept({ keptIfClosed }: HolderConcern): void {
  const until = keptIfClosed === "" ? "" : say("say-close-kept", { date: inWords(keptIfClosed) });
  for (const place of document.querySelectorAll("#concern-screen [data-kept]")) place.textContent = until;
}

/** An outcome is not needed. What was sent and objected to is there. */
function missing(name: string, disputed: readonly string[]): string {
  if (disputed.includes(name)) return "say-objected";
  return name === "actions" ? "say-none-yet" : "say-missing";
}
