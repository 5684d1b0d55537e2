// What a person has signed of a concern, by its steps alone. What the service says of it beside them says the same, or is not
// believed (crates/domain/src/opening.rs).
import { type Act } from "./act.js";
import { type Concern, type Step } from "./concern.js";
import { type HolderView } from "./holder_api.js";
import { stageOf } from "./policy.js";
import { Mistrust } from "./problem.js";
import { type PersonId } from "./values.js";

/** What came of it. */
export interface OwnActs {
  readonly hasOpened: boolean;
  /** That they have no conflict. */
  readonly settled: boolean;
  /** That they pass it on: a conflict, or below the last stage that it does not open or match. */
  readonly barred: boolean;
  /** That it does not open or match, and they have not opened it since: nothing sealed is handed out then. */
  readonly doesNotOpen: boolean;
}

const SAID: ReadonlySet<Act["kind"]> = new Set(["cannot_open", "mismatch"]);

export function ownActs({ steps, policy }: Concern, person: PersonId): OwnActs {
  const own = steps.filter(({ entry }) => entry.by === person);
  const kinds = own.map(({ entry }) => entry.act.kind);
  const last = policy.stages.length;
  const bars = ({ author, entry: { act: { kind } } }: Step): boolean =>
    kind === "conflict" || (SAID.has(kind) && (stageOf(policy, author?.office ?? "") ?? last) < last);
  const [settled, barred] = [kinds.includes("no_conflict"), own.some(bars)];
  const isSaid = kinds.some((kind) => SAID.has(kind)) && kinds.lastIndexOf("opened") <= kinds.lastIndexOf("cannot_open");
  return { hasOpened: kinds.includes("opened"), settled, barred, doesNotOpen: isSaid && !settled && !barred };
}

/**
 * A concern is handed to a holder who has opened it, or signed that it does not open or match. Throws {@link Mistrust} where no
 * such step of theirs came with it, or the service says something else than their steps do.
 */
export function mustBeSigned(concern: Concern, person: PersonId, may: HolderView | null): void {
  const { hasOpened, settled, barred, doesNotOpen } = ownActs(concern, person);
  const isSaidAlike = may === null || (may.barred === barred && may.no_conflict === settled);
  if (!isSaidAlike || !(hasOpened || doesNotOpen)) throw new Mistrust("step");
}
