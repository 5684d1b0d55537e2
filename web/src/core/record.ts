// The published entries about people, offices and policies, for looking up proposals. Reads what `Trust.check` has checked,
// and nothing else (src/client/trust.rs, `record`).
import { type Instance } from "./api.js";
import { fromHex } from "./bytes.js";
import { type Entry, UncheckedEntry } from "./entry.js";
import { type Digest } from "./values.js";

/** An entry with the digest that names it. */
export interface Recorded {
  readonly record: Digest;
  readonly entry: Entry;
}

/** The entries of an instance that was checked, in the order of the record. */
export function recordOf({ record }: Instance): Recorded[] {
  return record.map(({ salt, entry: line }) => {
    const unchecked = UncheckedEntry.parse(line);
    return { record: unchecked.record(fromHex(salt, 32)), entry: unchecked.entry };
  });
}
