// Packs and statements, which the calendar makes of the record. Plain values for the screen; none of it is ever stored.

import type { FigureTable } from "./record.js";

export type PaperForm = "html" | "pdf" | "csv";

export interface PackRow {
  readonly item: string;
  readonly kind: "meeting" | "half_year" | "review";
  /** The meeting's day, or the period. */
  readonly name: string;
  readonly made: string;
}

export interface StatementRow {
  readonly record: string;
  /** To whom it was sent. */
  readonly who: string;
  readonly sent: string;
  /** Empty while it was not. */
  readonly opened: string;
}

export interface PacksPage {
  readonly packs: readonly PackRow[];
  /** Those of this person, where statements are sent to them; else all. */
  readonly statements: readonly StatementRow[];
  readonly areOwn: boolean;
}

export interface OpenedStatement {
  readonly organisation: string;
  readonly period: string;
  readonly tables: readonly FigureTable[];
}
