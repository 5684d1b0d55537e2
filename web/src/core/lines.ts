// Lists as people write them under a seal: lines `head: text`, a line that begins with a space goes on with the one before.
// Must not know what is listed (src/client/scope.rs; docs/LEDGER_FORMAT.md section 2, "The wording of scope").

/** A line of a list with what goes on below it. */
export interface Line {
  /** Before the first colon, in lower case. */
  readonly head: string;
  /** Behind it. */
  readonly text: string;
}

/** Takes a text apart; nothing if a line has no colon. Empty lines, and lines that begin with `#`, are left out. */
export function readLines(text: string): Line[] | undefined {
  const lines: { head: string; text: string }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const told = line.trim();
    if (told === "" || line.startsWith("#")) continue;
    const last = lines.at(-1);
    if (last !== undefined && /^[ \t]/.test(line)) {
      last.text += `\n${told}`;
      continue;
    }
    // The reason of a point may have a colon inside its brackets; brackets in a point are its own.
    const bracket = /^out\s*\(/i.test(told) ? told.indexOf("):") : -1;
    const colon = bracket >= 0 ? bracket + 1 : told.indexOf(":");
    if (colon < 0) return undefined;
    lines.push({ head: told.slice(0, colon).trim().toLowerCase(), text: told.slice(colon + 1).trim() });
  }
  return lines;
}

/** A text that may have several lines, as one entry of a list. */
export function fold(text: string): string {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines.join("\n  ");
}
