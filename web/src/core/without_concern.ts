// Whether *no concern stated* can honestly be said of a concern (crates/domain/src/without_concern.rs).
import { type Act } from "./act.js";
import { type Entry } from "./entry.js";

/** Nothing is looked into, nothing was found, and nobody told of ill-treatment or danger. */
export function isWithoutConcern(steps: readonly { readonly entry: Pick<Entry, "act"> }[]): boolean {
  const scope = steps.findLast(({ entry }) => entry.act.kind === "scope")?.entry.act;
  const looksIntoAny = scope?.kind === "scope" && scope.data.points.some(({ mark }) => mark === "in");
  return !looksIntoAny && !steps.some(({ entry }) => tellsOfOne(entry.act));
}

function tellsOfOne(act: Act): boolean {
  switch (act.kind) {
    case "findings":
      return act.data.points.length > 0;
    case "treatment_reported":
      return act.data.ill;
    // Also where it was made less urgent since.
    case "received":
      return act.data.urgency === "danger";
    case "urgency_changed":
      return act.data.to === "danger";
    default:
      return false;
  }
}
