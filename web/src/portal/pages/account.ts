// What the questions in an account tell: each stands above its answer, in the language in which the reporter was asked.

interface Asked {
  readonly language: string;
  readonly questions: readonly string[];
  /** How many people could know this, and the answers that say few. */
  readonly people: string;
  readonly few: readonly string[];
}

/** Whether the reporter said that hardly anybody else could know this. */
export function isSmallGroup(account: string): boolean {
  const lines = linesOf(account);
  return allAsked().some(({ people, few }) => lines.includes(people) && few.includes(lines[lines.indexOf(people) + 1] ?? ""));
}

/** The language in which the reporter was asked; nothing for an account that came in another way. */
export function languageOf(account: string): string | undefined {
  const lines = linesOf(account);
  return allAsked().find(({ questions }) => questions.some((question) => lines.includes(question)))?.language;
}

function linesOf(account: string): string[] {
  return account.split("\n").map((line) => line.trim());
}

function allAsked(): Asked[] {
  const template = document.querySelector<HTMLTemplateElement>("template#asked");
  return [...(template?.content.querySelectorAll<HTMLElement>("[lang]") ?? [])].map((one) => ({
    language: one.lang,
    questions: textsOf(one, "p"),
    people: one.dataset["people"] ?? "",
    few: textsOf(one, "i"),
  }));
}

function textsOf(one: HTMLElement, what: string): string[] {
  return [...one.querySelectorAll(what)].map(({ textContent }) => textContent ?? "");
}
