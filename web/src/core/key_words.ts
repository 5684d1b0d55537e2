// Key words: a key read aloud or from a poster (docs/LEDGER_FORMAT.md section 8; crates/tlog/src/key_words.rs).
import { toHex, utf8 } from "./bytes.js";
import { sha256 } from "./sig.js";

/** How many words stand for a key: 77 bits. */
const COUNT = 6;

/** Six words for a key, from SHA-256 over its text (a log's verifier key, for instance). The list comes when it is first needed. */
export async function keyWords(keyText: string, given?: readonly string[]): Promise<string[]> {
  const list = given ?? (await import("./words.js")).WORDS;
  let number = BigInt(`0x${toHex(sha256(utf8(keyText)).subarray(0, 16))}`);
  const base = BigInt(list.length);
  const words: string[] = [];
  for (let place = 0; place < COUNT; place += 1) {
    words.push(list[Number(number % base)] ?? "");
    number /= base;
  }
  return words;
}
