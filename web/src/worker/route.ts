// The route as a page shows it: proven in the record, but for names.

import type { Trust } from "../core/trust.js";
import type { StageView } from "./protocol.js";

/** Today's stages with their offices and who holds them. */
export function routeView(trust: Trust): StageView[] {
  const { policy } = trust.policyOn(trust.today);
  const seats = trust.seats(policy, trust.today);
  return policy.stages.map((stage, at) => ({
    name: stage.name,
    offices: seats
      .filter((seat) => seat.stage === at + 1)
      .map(({ office, name, holders, recipient }) => ({ id: office, name, holders, usable: recipient !== undefined })),
  }));
}
