// A redacted copy beside an original (R11): what was taken out is marked, and nothing else is changed. Must not know whose
// words they are (src/client/redaction.rs).
import { Stopped } from "./problem.js";

/** Stands in a copy for each passage that was taken out. */
export const MARK = "[redacted]";
/** More passages than an entry can count. */
const MOST_PASSAGES = 65_535;

/** Counts the passages taken out of the original. Throws {@link Stopped} if anything else differs but white space. */
export function passages(original: string, copy: string): number {
  const segments = copy.split(MARK).map(wordsOf);
  const count = segments.length - 1;
  if (count === 0) throw new Stopped("nothing_redacted");
  let rest = wordsOf(original);
  let read = 0;
  for (const [place, segment] of segments.entries()) {
    const fits = (at: number): boolean => matches(rest, at, segment, place, count);
    const at = placeOf(rest.length, segment.length, place, count, fits);
    if (at === undefined) throw new Stopped("copy_changed", String(read + 1));
    rest = rest.slice(at + segment.length);
    read += segment.length;
  }
  if (count > MOST_PASSAGES) throw new Stopped("too_many_passages");
  return count;
}

/** White space as Rust's `split_whitespace` has it: Unicode's property, which the byte order mark is not of. */
function wordsOf(text: string): string[] {
  return text.split(/\p{White_Space}+/u).filter((word) => word !== "");
}

/** Where a segment stands in what is left: the first at its beginning, the last at its end, others wherever they fit first. */
function placeOf(
  left: number,
  length: number,
  place: number,
  count: number,
  fits: (at: number) => boolean,
): number | undefined {
  if (place === 0) return fits(0) ? 0 : undefined;
  if (place === count) return left >= length && fits(left - length) ? left - length : undefined;
  for (let at = 0; at <= left; at += 1) if (fits(at)) return at;
  return undefined;
}

/** A passage may begin or end within a word: the words beside a mark need only begin or end as the original's do. */
function matches(
  words: readonly string[],
  from: number,
  segment: readonly string[],
  place: number,
  count: number,
): boolean {
  if (words.length < from + segment.length) return false;
  return segment.every((kept, at) => {
    const original = words[from + at] ?? "";
    const isCutBefore = at === 0 && place > 0;
    const isCutBehind = at === segment.length - 1 && place < count;
    if (isCutBefore && isCutBehind) return original.includes(kept);
    if (isCutBefore) return original.endsWith(kept);
    return isCutBehind ? original.startsWith(kept) : original === kept;
  });
}
