// Who reads a concern first, of those who were not left out.

import type { Front, StageView } from "../worker/protocol.js";

/** The lowest stage with an office that can open it, and of its offices those that can. */
export function firstReaders(front: Front, excluded: readonly string[]): StageView {
  const open = front.route.map(({ name, offices }) => ({
    name,
    offices: offices.filter(({ id, usable }) => usable && !excluded.includes(id)),
  }));
  return open.find(({ offices }) => offices.length > 0) ?? { name: "", offices: [] };
}
