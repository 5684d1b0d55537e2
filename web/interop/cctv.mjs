// node cctv.mjs DIR: writes each C2SP CCTV age vector to DIR/NAME, its compressed payloads inflated.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import * as vectors from "cctv-age";

const [dir] = process.argv.slice(2);
for (const [name, bytes] of Object.entries(vectors)) {
  const file = Buffer.from(bytes);
  const end = file.indexOf("\n\n") + 2;
  const head = file.subarray(0, end);
  const zipped = head.toString().split("\n").includes("compressed: zlib");
  const body = file.subarray(end);
  writeFileSync(join(dir, name), Buffer.concat([head, zipped ? inflateSync(body) : body]));
}
