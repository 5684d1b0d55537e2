// One thing at a time, with a sign that something is being done, and with words where it fails.

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

let busy = false;
let onSignedOut = (): void => undefined;

/** What happens once the service has ended the session. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

/** Does one piece of work, unless another is being done. Says at `place` that it goes on, and at the top why it failed.
    Gives whether it was done. */
export async function once(place: string, work: (moves: Moves) => Promise<void>, field?: string): Promise<boolean> {
  if (busy) return false;
  busy = true;
  const bar = make("progress", "");
  bar.setAttribute("aria-label", say("say-working"));
  const sign = byId(place);
  sign.hidden = false;
  sign.replaceChildren(make("p", "govuk-body", say("say-working")), bar);
  try {
    await work((share) => { bar.value = share; });
    showProblems([]);
    return true;
  } catch (error) {
    // A fault of the page itself is nothing that whoever sits here can put right: whoever looks for it finds it in the console.
    if (!(error instanceof NotYet) && faultBehind(error) === undefined) reportError(error);
    const isOver = faultBehind(error)?.fault === "signed-out";
    if (isOver) onSignedOut();
    showProblems(error instanceof NotYet ? error.problems : [problemOf(error, isOver ? undefined : field)]);
    return false;
  } finally {
    busy = false;
    if (sign.contains(bar)) sign.replaceChildren();
  }
}
