// What the questions in an account tell: each stands above its answer, in the language in which the reporter was asked.

import type { Messages } from "../../pages/words.js";
import { allLetters } from "./letters.js";

/** The questions by which an account is known as ours. */
const QUESTIONS = ["what", "when", "told", "people", "who", "danger"];
/** The answers that say few. */
const FEW = ["people-me", "people-few"];

/** Whether the reporter said that hardly anybody else could know this. */
export function isSmallGroup(account: string): boolean {
  const lines = linesOf(account);
  return allLetters().some(({ messages }) => {
    const at = lines.indexOf(messages.get("people-heading") ?? "");
    return at >= 0 && FEW.some((answer) => messages.get(answer) === lines[at + 1]);
  });
}

/** The language in which the reporter was asked; nothing for an account that came in another way. */
export function languageOf(account: string): string | undefined {
  const lines = linesOf(account);
  const asked = (messages: Messages): boolean => QUESTIONS.some((question) => lines.includes(messages.get(`${question}-heading`) ?? ""));
  return allLetters().find(({ messages }) => asked(messages))?.language;
}

function linesOf(account: string): string[] {
  return account.split("\n").map((line) => line.trim());
}
