// What proposed rules change, line by line, each with the table it stands in. Comments say nothing.

/** Lines that go, and lines that come. */
export interface Differs {
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** Compares two policies (TOML). */
export function differs(now: string, proposed: string): Differs {
  const [before, after] = [linesOf(now), linesOf(proposed)];
  return { gone: without(before, after), come: without(after, before) };
}

function linesOf(toml: string): string[] {
  let table = "";
  return toml.split("\n").map((line) => line.trim()).flatMap((line) => {
    if (line === "" || line.startsWith("#")) return [];
    if (/^\[.*\]$/.test(line)) {
      table = line;
      return [];
    }
    // What stands behind a value, where nothing in the line could be text with such a sign.
    const said = line.includes('"') ? line : line.replace(/\s*#.*$/, "");
    return [table === "" ? said : `${table} ${said}`];
  });
}

/** Each line of the first that has no counterpart in the second. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
