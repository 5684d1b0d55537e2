// One thing after the other, with a sign that something is being done, and with words where it fails.

import { byId, make } from "../../pages/dom.js";
import { type Problem, showProblems } from "../../pages/problem.js";
import { say } from "../../pages/words.js";
import { faultBehind } from "./ask.js";
import { problemOf } from "./faults.js";

/** What moves a bar: a share from 0 to 1. */
export type Moves = (share: number) => void;

/** Something is missing that whoever sits here can add. */
export class NotYet extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super("not yet");
    this.problems = problems;
  }
}

/** Places where something is being done, or waits for its turn. */
const busy = new Set<string>();
let last: Promise<unknown> = Promise.resolve();
let onSignedOut = (): void => undefined;

/** What happens once the service has ended the session. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

/** Does one piece of work once those before it are done; none if the same place is at work, so that nothing is signed twice.
    Says at `place` that it goes on, and at the top why it failed. Gives whether it was done. */
export async function once(place: string, work: (moves: Moves) => Promise<void>, field?: string): Promise<boolean> {
  return doing(place, async (moves) => {
    const turn = last.then(() => work(moves));
    last = turn.catch(() => undefined);
    await turn;
    showProblems([]);
  }, field);
}

/** Does long work, at which nothing is signed, while all else goes on; `stop` is behind a button. */
export async function beside(place: string, work: (moves: Moves) => Promise<void>, stop: () => void): Promise<boolean> {
  const button = make("button", "govuk-button govuk-button--secondary", say("say-stop"));
  button.type = "button";
  button.addEventListener("click", stop);
  return doing(place, work, undefined, button);
}

async function doing(place: string, work: (moves: Moves) => Promise<void>, field?: string, ...more: HTMLElement[]): Promise<boolean> {
  if (busy.has(place)) return false;
  busy.add(place);
  const bar = make("progress", "");
  bar.setAttribute("aria-label", say("say-working"));
  const sign = byId(place);
  sign.hidden = false;
  sign.replaceChildren(make("p", "govuk-body", say("say-working")), bar, ...more);
  try {
    await work((share) => { bar.value = share; });
    return true;
  } catch (error) {
    // A fault of the page itself is nothing that whoever sits here can put right: whoever looks for it finds it in the console.
    if (!(error instanceof NotYet) && faultBehind(error) === undefined) reportError(error);
    const isOver = faultBehind(error)?.fault === "signed-out";
    if (isOver) onSignedOut();
    showProblems(error instanceof NotYet ? error.problems : [problemOf(error, isOver ? undefined : field)]);
    return false;
  } finally {
    busy.delete(place);
    if (sign.contains(bar)) sign.replaceChildren();
  }
}
