// The messages that the script itself puts on the page, and dates in words. They come with the document, in its language.

/** Messages by their keys. */
export type Messages = ReadonlyMap<string, string>;

let page: Messages = new Map();

/** Reads the page's messages from the document. */
export function readWords(): void {
  page = messagesIn(document.querySelector<HTMLTemplateElement>("template#words")?.content);
}

/** Messages that stand in a part of the document. */
export function messagesIn(part: ParentNode | undefined): Messages {
  const all = part?.querySelectorAll<HTMLElement>("[data-key]") ?? [];
  return new Map([...all].map(({ dataset, textContent }) => [dataset["key"] ?? "", textContent ?? ""]));
}

/** A message, with what it names filled in. */
export function say(key: string, named: Readonly<Record<string, string | number>> = {}, messages = page): string {
  const pattern = messages.get(key) ?? key;
  return pattern.replace(/\{([a-z]+)\}/g, (whole, name: string) => String(named[name] ?? whole));
}

/** The same, if the page has one under this key. */
export function find(key: string, named: Readonly<Record<string, string>> = {}): string | undefined {
  return page.has(key) ? say(key, named) : undefined;
}

/** A day (`2026-12-29`) as people write it: Tuesday 29 December 2026. */
export function inWords(day: string, messages = page): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay() || 7;
  const told = (key: string): string => say(key, {}, messages);
  // In French the first of a month is an ordinal.
  const first = date === 1 ? told("date-first") : date;
  return say("date", { weekday: told(`weekday-${weekday}`), day: first, month: told(`month-${month}`), year }, messages);
}
