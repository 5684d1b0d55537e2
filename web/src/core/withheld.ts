// Words that the record names and the service does not hand out. Left alone they look like words that were never written.
import { type Act } from "./act.js";
import { type Concern, type Step } from "./concern.js";
import { Mistrust } from "./problem.js";
import { type Words, wordsIn } from "./told.js";
import { type Digest } from "./values.js";

/** Kinds whose words are for some offices, or come one by one (crates/domain/src/readers.rs). */
const FOR_SOME: ReadonlySet<Act["kind"]> = new Set(["note", "disputed", "treatment_reported", "treatment_answered", "attached"]);

/**
 * Whether both parts are there that somebody may read who has opened the concern and, if `isSettled`, signed that they have no
 * conflict. Throws {@link Mistrust} if one is not: it can be said, as of a part that does not open.
 */
export function mustHaveParts({ manifest }: Concern, { about, account }: Words, isSettled: boolean): void {
  const isWhole = about !== undefined && (!isSettled || account !== undefined);
  if (manifest !== undefined && !isWhole) throw new Mistrust("part_does_not_open");
}

/** Whether a step names words that are for everybody who reads the concern, and some of them did not come or do not open. */
export function isWithheld({ entry: { act } }: Step, words: Words): boolean {
  return isForAll(act) && namedBy(act).some((item) => words.text(item) === undefined);
}

function isForAll(act: Act): boolean {
  return !FOR_SOME.has(act.kind) && !(act.kind === "message" && act.data.audience === "above");
}

function namedBy(act: Act): Digest[] {
  return act.kind === "scope" || act.kind === "findings" ? [act.data.item] : wordsIn(act);
}
