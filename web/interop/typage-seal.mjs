// node typage-seal.mjs RECIPIENT DIR: seals with typage for Rust to open: SIZE.age for each size, and capsule.age from
// DIR/capsule.json.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Encrypter } from "age-encryption";
import { SIZES, pad, plain } from "./plain.mjs";

const [recipient, dir] = process.argv.slice(2);

async function seal(bytes, name) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  writeFileSync(join(dir, name), await encrypter.encrypt(bytes));
}

for (const size of SIZES) await seal(plain(size), `${size}.age`);
await seal(pad(readFileSync(join(dir, "capsule.json"), "utf8")), "capsule.age");
