// The record, for auditors, scrutiny viewers and inspectors: entries, figures, an export. Plain values for the screen; none of it is ever
// stored.

import type { Erasure } from "../../core/act.js";
import type { HolderStep, Proposal } from "./concern.js";

/** An entry of the published record: its spelling is checked, its place once `proveEntry` has been asked. */
export interface EntryRow extends Erasure {
  readonly index: number;
  readonly day: string;
  /** The day of its batch: says the service. */
  readonly batchDay: string;
  readonly kind: string;
  readonly by: "service" | "reporter" | "person";
  /** The person's name: says the service. */
  readonly who: string;
  /** The stage that a concern moved to, if that is what happened. */
  readonly stage: string;
  readonly concern: string;
  /** Exactly as written. */
  readonly bytes: string;
  readonly salt: string;
  /** The digest of salt and bytes. */
  readonly record: string;
}

/** Which row was shown: its place, and the digest of what stood there. */
export type Shown = Pick<EntryRow, "index" | "record">;

/** Entries of one screen. */
export const ENTRIES = 32;

export interface RecordPage {
  /** How many entries the published checkpoint has, the log's signature checked. */
  readonly size: number;
  /** The first row's number, from 0. */
  readonly from: number;
  readonly rows: readonly EntryRow[];
}

export type Verdict = "sound" | "items_missing" | "unsound";

export interface OpinionGiven {
  /** The day from which the public page shows it. */
  readonly batchOn: string;
}

/** A closing that waits for an auditor, from the published entries alone. */
export interface Waiting {
  readonly concern: string;
  readonly sentOn: string;
  readonly proposed: Proposal;
  /** The first day on which what was written may be erased, if it is approved today. */
  readonly keptIfClosed: string;
  readonly steps: readonly HolderStep[];
  /** The record of the last of them. */
  readonly last: string;
}

export interface Judgement {
  readonly concern: string;
  /** The record of the last step that was shown. */
  readonly after: string;
  /** The record of what was proposed. */
  readonly of: string;
  /** Why it is refused, for the reporter and those who deal with it; nothing where it is approved. */
  readonly refusal: string | null;
}

export interface Judged {
  /** Empty if the answer was lost, and the entry was found. */
  readonly receipt: string;
}

/** An export, to be saved. */
export interface Exported {
  readonly file: Blob;
  readonly name: string;
}

/** Numbers in words: says the service. */
export interface FigureTable {
  readonly title: string;
  /** How. */
  readonly note: string;
  readonly head: readonly string[];
  /** Each begins with its name. */
  readonly rows: readonly (readonly string[])[];
  /** The same as a drawing (SVG); empty where there is none. */
  readonly chart: string;
}

export interface FiguresPage {
  /** A calendar year, half-year or quarter: `2027`, `2027-H1`, `2027-Q3`. */
  readonly period: string;
  readonly from: string;
  /** The last day that is counted. */
  readonly until: string;
  /** Else small numbers are hidden. */
  readonly exact: boolean;
  readonly tables: readonly FigureTable[];
}
