// Parts of a concern that can be shared or redacted, and what its reporter reads of those that were shared.

import { inWords, say } from "../../pages/words.js";
import type { HolderConcern } from "../protocol.js";
import { languageOf } from "./account.js";
import { allLetters } from "./letters.js";

/** What can be shared or redacted, part by part. A note, which its reporter has never seen, is named as one. */
export function partsOf({ about, account, steps }: HolderConcern): [string, string][] {
  const words = steps.flatMap(({ kind, day, words }) => words.map(({ number }): [string, string] =>
    [`message:${number}`, say(kind === "note" ? "say-part-note" : "say-part-words", { number, date: inWords(day) })]));
  return [
    ...(about === "" ? [] : [["about", say("say-part-about")] as [string, string]]),
    ...(account === "" ? [] : [["account", say("say-part-account")] as [string, string]]),
    ...words,
  ];
}

/** Files, which can be shared as they are and not redacted. */
export function filesOf({ files }: HolderConcern): [string, string][] {
  return files.map(({ day }, at) => [`file:${at + 1}`, say("say-part-file", { number: at + 1, date: inWords(day) })]);
}

/** Which parts were shared, in the language of the reporter: by their days, for the numbers are a reviewer's. */
export function sharedInWords(names: readonly string[], concern: HolderConcern): string {
  const language = languageOf(concern.account) ?? document.documentElement.lang;
  const words = allLetters().find((each) => each.language === language)?.messages;
  const lines = names.map((name) => {
    const [key, day] = keyAndDay(name, concern);
    return `- ${say(`ready-share-${key}`, { date: day === "" ? "" : inWords(day, words) }, words)}`;
  });
  return [say("ready-share-head", {}, words), ...new Set(lines)].join("\n");
}

function keyAndDay(name: string, { steps, files }: HolderConcern): [string, string] {
  const [kind = "", number] = name.split(":");
  if (kind === "file") return [kind, files[Number(number) - 1]?.day ?? ""];
  if (kind !== "message") return [kind, ""];
  const step = steps.find(({ words }) => words.some((each) => each.number === Number(number)));
  return [step?.kind === "note" ? "note" : step?.vouched === "reporter" ? "own" : "ours", step?.day ?? ""];
}
