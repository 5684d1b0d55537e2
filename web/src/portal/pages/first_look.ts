// The first look: who could be harmed and how soon, how urgent it is, whether few people could know it, and what came before
// about the same. It stands above everything else, and its answer is a note to the own office.

import { byId, make, show } from "../../pages/dom.js";
import { wordsOf } from "../../pages/problem.js";
import { inWords, say } from "../../pages/words.js";
import type { HolderConcern } from "../protocol.js";
import { isSmallGroup } from "./account.js";
import { ask } from "./ask.js";
import { shortName } from "./dates.js";
import { problemOf } from "./faults.js";

/** The first line of the note in which the answer is kept. */
export const FIRST_LOOK = "daylight first look";

/** The concern whose first look is on the screen. */
let shown = "";

/** From so many concerns about the same on, the next stage can be told. */
const REPEATS_TO_TELL = 3;

/** Fills the first look. */
export function showFirstLook(concern: HolderConcern): void {
  if (shown !== concern.id) {
    show("repeat-part", false);
    byId("first-repeats").replaceChildren();
  }
  shown = concern.id;
  const answer = firstAnswer(concern);
  show("small-group", isSmallGroup(concern.account));
  byId("first-urgency").textContent = say("say-first-urgency", { what: say(`say-urgency-${concern.urgency}`) });
  byId("first-answer").textContent = answer ?? "";
  show("first-answer", answer !== undefined);
  show("first-look", answer === undefined && concern.allowed.includes("note"));
  if (concern.settled && !concern.erased) void showRepeats(concern);
  else byId("first-repeats").replaceChildren();
}

/** What somebody of this office wrote down at the first look; if two did at once, the last of them. */
function firstAnswer({ steps }: HolderConcern): string | undefined {
  const notes = steps.filter(({ kind }) => kind === "note").flatMap(({ words }) => words);
  const note = notes.findLast(({ text }) => text.startsWith(`${FIRST_LOOK}\n`));
  return note?.text.slice(FIRST_LOOK.length + 1);
}

/** Earlier concerns with a tag of this one; enough of them, and the act *repeat* is offered. */
async function showRepeats({ id, tags: own, allowed }: HolderConcern): Promise<void> {
  const list = byId("first-repeats");
  if (own.length === 0) {
    show("repeat-part", false);
    list.replaceChildren(make("li", "", say("say-no-tags")));
    return;
  }
  try {
    // By the concern and not by its tag: the same tag may be spelt in another way.
    const { tags } = await ask("repeats", { anew: false });
    if (shown !== id) return;
    const same = tags.filter(({ concerns }) => concerns.some(({ concern }) => concern === id));
    const lines = same.map(({ tag, concerns }) => {
      const earlier = concerns.filter(({ concern }) => concern !== id);
      const name = make("bdi", "daylight-file", tag);
      name.translate = false;
      const named = earlier.map(({ concern, sentOn }) => `${shortName(concern)}, ${inWords(sentOn)}`).join("; ");
      return make("li", "", name, `: ${earlier.length === 0 ? say("say-first-of-its-kind") : named}`);
    });
    list.replaceChildren(...lines);
    const isRepeated = same.some(({ concerns }) => concerns.length >= REPEATS_TO_TELL);
    show("repeat-part", isRepeated && allowed.includes("repeat"));
  } catch (error) {
    if (shown === id) list.replaceChildren(make("li", "", ...wordsOf(problemOf(error))));
  }
}
