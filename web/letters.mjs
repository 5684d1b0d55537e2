// The texts that the portal needs in every language, whatever the page's: ready texts for letters, dates in them, and the
// questions that stand in an account. They come with the first concern that is shown, and not with the desk.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const LANGUAGES = ["en", "cy", "pl", "ur", "fr"];
const WANTED = /^(ready-(?!label$|use$)|date$|date-first$|weekday-|month-|language-name$|(what|when|told|people|who|danger)-heading$|people-(me|few)$)/;

/** Messages as the service hands them to a script: what they name stands in curly brackets, and from right to left by itself
    (src/words/mod.rs). */
function messagesOf(text, language) {
  const found = {};
  let key = "";
  for (const line of text.split("\n")) {
    const begun = /^([a-z][\w-]*) =(.*)$/.exec(line);
    if (begun !== null) [key, found[begun[1]]] = [begun[1], begun[2].trim()];
    else if (line.startsWith("    ")) found[key] = [found[key], line.trim()].filter(Boolean).join("\n");
  }
  const named = Object.entries(found).filter(([name]) => WANTED.test(name));
  return Object.fromEntries(named.map(([name, words]) => [name, words.replace(/\{ \$(\w+) \}/g, language === "ur" ? "\u2068{$1}\u2069" : "{$1}")]));
}

/** The script. */
export async function letters(here) {
  const all = LANGUAGES.map(async (language) => {
    const files = [`${language}.ftl`, `portal/${language}.ftl`].map((name) => readFile(join(here, "../src/words/messages", name), "utf8"));
    return { language, messages: messagesOf((await Promise.all(files)).join("\n"), language) };
  });
  return `export const letters=${JSON.stringify(await Promise.all(all))};\n`;
}
