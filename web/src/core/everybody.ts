// Everybody as the record has them. The service's list adds names, keys to seal to, and what waits for its batch; who is left out of
// it is here all the same (src/client/everybody.rs).
import { type PersonView } from "./holder_api.js";
import { type SignedIn } from "./session.js";
import { type PersonId } from "./values.js";
import { isSigned, personProposal } from "./waiting.js";

/** The service's list with the roles and offices of the record, and nobody further on than can be. */
export function everybody(holder: SignedIn, listed: readonly PersonView[]): PersonView[] {
  const { roster } = holder.trust;
  const isListed = new Set(listed.map(({ person }) => person));
  const leftOut = [...roster.persons.values()].filter(({ is }) => !isListed.has(is.person));
  const all = [...listed, ...leftOut.map(({ is: { person, role, office } }): PersonView =>
    ({ person, name: holder.trust.name(person), role, office, standing: "", admitted: false, proposal: null, recipient: "" }))];
  return all.map((view) => {
    const is = roster.person(view.person);
    return is === undefined ? view : { ...view, role: is.role, office: is.office, standing: standingOf(holder, view) };
  });
}

/** How they stand by the record; further on where a leaving or a signature can be waiting for its batch. */
function standingOf(holder: SignedIn, { person, standing: said }: PersonView): string {
  const recorded = recordedStanding(holder, person);
  const waits: Readonly<Record<string, readonly string[]>> = {
    proposed: ["signed", "retiring"], signed: ["retiring"], present: ["retiring"], retiring: ["retired"],
  };
  return waits[recorded]?.includes(said) === true ? said : recorded;
}

function recordedStanding({ trust: { roster, today }, record }: SignedIn, person: PersonId): string {
  const known = roster.persons.get(person);
  if (known?.retired !== undefined || (known?.is.until ?? today) < today) return "retired";
  const proposal = personProposal(record, person);
  if (proposal !== undefined && proposal.comes === undefined) return "retiring";
  // Whoever founded the log was proposed by nobody.
  if (proposal === undefined || roster.role(person, today) !== undefined) return "present";
  return isSigned(record, proposal.record) ? "signed" : "proposed";
}
