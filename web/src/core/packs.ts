// What the calendar makes of the record for scrutiny: packs, and statements whose opening is their reader's own signed word, which
// comes before they read it (src/client/statements.rs).
import { later } from "./calendar.js";
import { type Of } from "./form.js";
import { OPENED_STATEMENT, PACKS, STATEMENTS } from "./holder_api.js";
import { type SignedIn } from "./session.js";
import { type Digest } from "./values.js";

/** Every pack, newest first. */
export async function packs(reader: SignedIn): Promise<Of<typeof PACKS>["packs"]> {
  return (await reader.service.get("audit/packs", PACKS)).packs;
}

/** A pack to be read, as the service sets it. */
export async function paper({ service }: SignedIn, item: Digest, form: string, language: string): Promise<Blob> {
  return service.getFile(`audit/packs/${item}/paper?${new URLSearchParams({ form, language })}`);
}

/** Those of this person, or all that were sent. */
export async function statements({ service }: SignedIn, whose: "me" | "audit"): Promise<Of<typeof STATEMENTS>> {
  return service.get(`${whose}/statements`, STATEMENTS);
}

/** Signs that it was opened, and gives what it says in a language. */
export async function openStatement(
  reader: SignedIn,
  of: Digest,
  language: string,
): Promise<Of<typeof OPENED_STATEMENT>> {
  const { today } = await statements(reader, "me");
  const line = reader.sign(null, later(today, reader.trust.today), null, { kind: "statement_opened", data: { of } });
  const opened = await reader.deliver("me/statements", OPENED_STATEMENT, { entry: line, language });
  // Opened before: nothing was added.
  if (opened.accepted !== null) await reader.checkReceipt(line, opened.accepted);
  return opened;
}
