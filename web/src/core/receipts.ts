// Whether a receipt promises what was sent (src/client/receipts.rs). Nothing is called
// received before its receipt holds.
import { firstDates } from "./clocks.js";
import { type SignedManifest } from "./manifest.js";
import { type LogVerifier } from "./note.js";
import { type Policy } from "./policy.js";
import { Mistrust } from "./problem.js";
import { type Receipt, readReceipt } from "./receipt.js";
import { concernId } from "./hybrid.js";
import { type Day } from "./values.js";

/** Checks the receipt of an act against the text that was signed. Throws {@link Mistrust}. */
export async function checkAct(log: LogVerifier, receipt: string, line: string, batchOn: Day): Promise<Receipt> {
  const read = await signed(log, receipt, batchOn);
  if (read.entry.text !== line) throw new Mistrust("other_receipt");
  return read;
}

/**
 * Checks the receipt of a submission: it must promise `received` for exactly this manifest, with the dates that the
 * policy gives. Throws {@link Mistrust}.
 */
export async function checkReceived(
  log: LogVerifier,
  policy: Policy,
  receipt: string,
  { manifest, digest }: SignedManifest,
  batchOn: Day,
): Promise<Receipt> {
  const read = await signed(log, receipt, batchOn);
  const { by, after, day, concern, act } = read.entry.entry;
  if (act.kind !== "received") throw new Mistrust("other_receipt");
  const isOurs =
    act.data.manifest === digest &&
    act.data.policy === manifest.policy &&
    act.data.urgency === manifest.urgency &&
    act.data.left_out.join() === manifest.left_out.join() &&
    concern === concernId(manifest.case_recipient);
  if (!isOurs || by !== "reporter" || after !== null || day !== manifest.day) throw new Mistrust("other_receipt");
  const dates = firstDates(policy, manifest.day, manifest.urgency);
  if (JSON.stringify(act.data.dates) !== JSON.stringify(dates)) throw new Mistrust("receipt_dates");
  return read;
}

async function signed(log: LogVerifier, receipt: string, batchOn: Day): Promise<Receipt> {
  const read = await readReceipt(receipt, log);
  if (read === undefined) throw new Mistrust("receipt_signature");
  // A promise for a day before the entry, or for another than was said, is one nobody can hold the service to.
  if (read.batchDay !== batchOn || read.batchDay < read.entry.entry.day) throw new Mistrust("receipt_day", read.batchDay);
  return read;
}
