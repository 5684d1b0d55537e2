// What the record names and the service does not hand out: steps, parts, words. Left alone they look like what never was.
import { type Act } from "./act.js";
import { type Concern, type Step } from "./concern.js";
import { isPerson } from "./entry.js";
import { type Hand } from "./hand.js";
import { Mistrust } from "./problem.js";
import { recipientDigest } from "./public_file.js";
import { type Words, wordsIn } from "./told.js";
import { type Day, type Digest } from "./values.js";

/** Kinds whose words are for some offices, or come one by one (crates/domain/src/readers.rs). */
const FOR_SOME: ReadonlySet<Act["kind"]> = new Set(["note", "disputed", "treatment_reported", "treatment_answered", "attached"]);

/**
 * Whoever signs had been handed what they sign after (docs/LEDGER_FORMAT.md section 9), and so is every other holder. Throws
 * {@link Mistrust} at the first step of a person whose `after` does not stand before it. Reporters are handed no notes.
 */
export function mustHaveSteps({ steps }: Concern): void {
  const handed = new Set<Digest>();
  for (const [at, { record, entry: { by, after } }] of steps.entries()) {
    if (isPerson(by) && after !== null && !handed.has(after)) throw new Mistrust("step", at + 1);
    handed.add(record);
  }
}

/** What was handed out once stays, in its order; others may come between. Throws {@link Mistrust} where a known step is gone. */
export function mustGoOn(known: readonly Step[], steps: readonly Step[]): void {
  let at = 0;
  for (const { record } of steps) if (record === known[at]?.record) at += 1;
  if (at < known.length) throw new Mistrust("step", at + 1);
}

/** Whether both parts are there that somebody may read who has opened the concern and, if `isSettled`, signed that they have no conflict. */
export function hasParts({ manifest }: Concern, { about, account }: Words, isSettled: boolean): boolean {
  return manifest === undefined || (about !== undefined && (!isSettled || account !== undefined));
}

/** Throws {@link Mistrust} if one is not there: it can be said, as of a part that does not open. */
export function mustHaveParts(concern: Concern, words: Words, isSettled: boolean): void {
  if (!hasParts(concern, words, isSettled)) throw new Mistrust("part_does_not_open");
}

/** Whether a step names words that are for everybody who reads the concern, or a note for this office, and some do not open. */
export function isWithheld({ entry: { act, day } }: Step, hand: Hand): boolean {
  const isGone = namedBy(act).some((item) => hand.words.text(item) === undefined);
  return isGone && (isForAll(act) || (act.kind === "note" && act.data.offices.includes(hand.found.office) && hasKeyOf(day, hand)));
}

/** Whether this person holds the key that words to their office were sealed to on a day: an office may have begun anew since. */
function hasKeyOf(day: Day, { found: { office, readers }, holder }: Hand): boolean {
  const key = holder.trust.roster.officeKey(office, day)?.recipient;
  return readers.some((reader) => recipientDigest(reader.recipient().text) === key);
}

function isForAll(act: Act): boolean {
  return !FOR_SOME.has(act.kind) && !(act.kind === "message" && act.data.audience === "above");
}

function namedBy(act: Act): Digest[] {
  return act.kind === "scope" || act.kind === "findings" ? [act.data.item] : wordsIn(act);
}
