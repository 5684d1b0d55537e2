// node words.mjs: writes src/core/words.txt, the list of config/words.txt in fewer bytes: for each word how many letters it
// shares with the one before, and the rest. code.test.ts compares the two.
import { readFileSync, writeFileSync } from "node:fs";

const here = (path) => new URL(path, import.meta.url);
const words = readFileSync(here("../../config/words.txt"), "utf8").trimEnd().split("\n");
let [before, text] = ["", ""];
for (const word of words) {
  let shared = 0;
  while (shared < word.length && word[shared] === before[shared]) shared += 1;
  text += `${shared}${word.slice(shared)}`;
  before = word;
}
writeFileSync(here("../src/core/words.txt"), `${text}\n`);
