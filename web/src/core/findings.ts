// Findings as they are written and read: what was signed, put together with its sealed wording (src/client/findings.rs).
import { type Data } from "./act.js";
import { fold, readLines } from "./lines.js";
import { type FindingResult } from "./values.js";

/** How a result is written under the seal. */
const WRITTEN: Readonly<Record<FindingResult, string>> = {
  established: "upheld",
  partly_established: "partly upheld",
  not_established: "not upheld",
};

/** The answer to "Is anyone still at risk?". */
export type AtRisk = "yes" | "no" | "unknown";

/** How it is written under the seal. */
const AT_RISK: Readonly<Record<AtRisk, string>> = { yes: "yes", no: "no", unknown: "not known" };

/** Findings point by point. Results and numbers are signed; words are empty where the wording says something else. */
export interface Findings {
  readonly points: readonly { readonly number: number; readonly result: FindingResult; readonly text: string }[];
  /** What was done to find out, in words; how many enquiries there were is signed. */
  readonly enquiries: readonly string[];
  readonly made: number;
  /** How many people were spoken to. */
  readonly spokenTo: number;
  /** Nothing in findings that were written before this was asked. */
  readonly atRisk: AtRisk | null;
  /** The standard used; there is one. */
  readonly standard: "balance_of_probabilities" | null;
}

/** What was signed decides: words that belong to another result than the signed one are not shown. */
export function tellFindings({ points, enquiries }: Data<"findings">, wording: string | undefined): Findings {
  const lines = wording === undefined ? [] : (readLines(wording) ?? []);
  const risk = lines.find(({ head }) => head === "still at risk")?.text.toLowerCase();
  const done = lines.filter(({ head }) => head === "enquiry").map(({ text }) => text);
  return {
    points: points.map(({ point, result }) => {
      const line = lines.find(({ head }) => head.replace(/\s+/g, " ") === `point ${point} ${WRITTEN[result]}`);
      return { number: point, result, text: line?.text ?? "" };
    }),
    enquiries: done.length === enquiries.made ? done : [],
    made: enquiries.made,
    spokenTo: enquiries.spoken_to,
    atRisk: (Object.keys(AT_RISK) as AtRisk[]).find((answer) => AT_RISK[answer] === risk) ?? null,
    standard: enquiries.standard,
  };
}

/** Findings as a holder writes them. */
export interface Decided {
  readonly points: readonly { readonly number: number; readonly result: FindingResult; readonly text: string }[];
  readonly enquiries: readonly string[];
  readonly spokenTo: number;
  readonly atRisk: AtRisk | null;
}

/** The wording that is sealed for the reporter. */
export function writeFindings({ points, enquiries, spokenTo, atRisk }: Decided): string {
  return [
    ...inOrder(points).map(({ number, result, text }) => `point ${number} ${WRITTEN[result]}: ${fold(text)}\n`),
    ...enquiries.map((enquiry) => `enquiry: ${fold(enquiry)}\n`),
    `spoken to: ${spokenTo}\n`,
    ...(atRisk === null ? [] : [`still at risk: ${AT_RISK[atRisk]}\n`]),
    "standard: balance of probabilities\n",
  ].join("");
}

/** What the entry bears, but for the words. */
export function signedFindings({ points, enquiries, spokenTo }: Decided): Omit<Data<"findings">, "item"> {
  return {
    points: inOrder(points).map(({ number: point, result }) => ({ point, result })),
    enquiries: { made: enquiries.length, spoken_to: spokenTo, standard: "balance_of_probabilities" },
  };
}

function inOrder(points: Decided["points"]): Decided["points"] {
  return [...points].sort((one, other) => one.number - other.number);
}
