// The messages that the script itself puts on the page, and dates in words. They come with the document, in its language.

const WORDS = new Map<string, string>();

/** Reads the messages from the document. */
export function readWords(): void {
  const template = document.querySelector<HTMLTemplateElement>("template#words");
  for (const message of template?.content.querySelectorAll<HTMLElement>("[data-key]") ?? []) {
    WORDS.set(message.dataset["key"] ?? "", message.textContent ?? "");
  }
}

/** A message, with what it names filled in. */
export function say(key: string, named: Readonly<Record<string, string | number>> = {}): string {
  const pattern = WORDS.get(key) ?? key;
  return pattern.replace(/\{([a-z]+)\}/g, (whole, name: string) => String(named[name] ?? whole));
}

/** A day (`2026-12-29`) as people write it: Tuesday 29 December 2026. */
export function inWords(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay() || 7;
  // In French the first of a month is an ordinal.
  const first = date === 1 ? say("date-first") : date;
  return say("date", { weekday: say(`weekday-${weekday}`), day: first, month: say(`month-${month}`), year });
}
