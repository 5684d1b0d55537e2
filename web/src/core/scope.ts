// The scope as it is written and read: the signed marks, put together with their sealed wording (src/client/scope.rs).
import { type Data } from "./act.js";
import { fold, readLines } from "./lines.js";
import { type Digest } from "./values.js";

/** One of the reporter's points. */
export interface ScopePoint {
  /** Its number, from 1. */
  readonly number: number;
  /** In the holder's words; empty where the sealed wording says something else than what was signed. */
  readonly text: string;
  /** Whether it is looked into: signed. */
  readonly isIn: boolean;
  /** Why not, where it opens. */
  readonly reason: string | undefined;
}

/** What was signed decides: a wording that says something else is not shown as theirs. */
export function tellScope(
  { points }: Data<"scope">,
  wording: string | undefined,
  reason: (item: Digest) => string | undefined,
): ScopePoint[] {
  const lines = wording === undefined ? [] : (readLines(wording) ?? []);
  const fits =
    lines.length === points.length &&
    lines.every(({ head, text }, at) => text !== "" && head.replace(/^out\s*\(.*\)$/s, "out") === points[at]?.mark);
  return points.map((point, at) => ({
    number: at + 1,
    text: fits ? (lines[at]?.text ?? "") : "",
    isIn: point.mark === "in",
    reason: point.reason === null ? undefined : reason(point.reason),
  }));
}

/** The wording that is sealed for the reporter; the reasons are sealed by themselves, because the entry names each. */
export function writeScope(points: readonly Pick<ScopePoint, "text" | "isIn">[]): string {
  return points.map(({ text, isIn }) => `${isIn ? "in" : "out"}: ${fold(text)}\n`).join("");
}

/** The marks as the entry bears them, given each reason sealed in the points' order. */
export function marksOf(points: readonly Pick<ScopePoint, "isIn" | "reason">[], reasons: readonly Digest[]): Data<"scope">["points"] {
  const left = [...reasons];
  return points.map(({ isIn, reason }) => ({
    mark: isIn ? "in" : "out",
    reason: reason === undefined ? null : (left.shift() ?? null),
  }));
}
