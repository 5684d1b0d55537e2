// Findings as a reporter reads them: what was signed, put together with its sealed wording (src/client/findings.rs).
import { type Data } from "./act.js";
import { readLines } from "./lines.js";
import { type FindingResult } from "./values.js";

/** How a result is written under the seal. */
const WRITTEN: Readonly<Record<FindingResult, string>> = {
  established: "upheld",
  partly_established: "partly upheld",
  not_established: "not upheld",
};

/** Findings point by point. Results and numbers are signed; words are empty where the wording says something else. */
export interface Findings {
  readonly points: readonly { readonly number: number; readonly result: FindingResult; readonly text: string }[];
  /** What was done to find out, in words; how many enquiries there were is signed. */
  readonly enquiries: readonly string[];
  readonly made: number;
  /** How many people were spoken to. */
  readonly spokenTo: number;
  /** The standard used; there is one. */
  readonly standard: "balance_of_probabilities" | null;
}

/** What was signed decides: words that belong to another result than the signed one are not shown. */
export function tellFindings({ points, enquiries }: Data<"findings">, wording: string | undefined): Findings {
  const lines = wording === undefined ? [] : (readLines(wording) ?? []);
  const done = lines.filter(({ head }) => head === "enquiry").map(({ text }) => text);
  return {
    points: points.map(({ point, result }) => {
      const line = lines.find(({ head }) => head.replace(/\s+/g, " ") === `point ${point} ${WRITTEN[result]}`);
      return { number: point, result, text: line?.text ?? "" };
    }),
    enquiries: done.length === enquiries.made ? done : [],
    made: enquiries.made,
    spokenTo: enquiries.spoken_to,
    standard: enquiries.standard,
  };
}
