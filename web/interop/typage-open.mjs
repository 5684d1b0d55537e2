// node typage-open.mjs DIR: opens with typage what Rust sealed to DIR/identity: SIZE.age for each size, and
// capsule.age, whose JSON goes to DIR/capsule.json. Ends with an error if a byte differs.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Decrypter } from "age-encryption";
import { SIZES, plain, unpad } from "./plain.mjs";

const [dir] = process.argv.slice(2);
const decrypter = new Decrypter();
decrypter.addIdentity(readFileSync(join(dir, "identity"), "utf8"));
const open = (name) => decrypter.decrypt(readFileSync(join(dir, name)));

for (const size of SIZES) {
  if (Buffer.compare(await open(`${size}.age`), plain(size)) !== 0) throw Error(`${size} bytes came back changed`);
}
writeFileSync(join(dir, "capsule.json"), unpad(await open("capsule.age")));
