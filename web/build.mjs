// Builds what browsers load from this service into web/dist: one style sheet, the page's script, and those of its two workers.
import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import * as sass from "sass";
import { lean } from "./lean.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
await mkdir(dist, { recursive: true });

await build({
  absWorkingDir: here,
  entryPoints: { reporter: "src/pages/reporter.ts", worker: "src/worker/worker.ts", clean: "src/clean/worker.ts" },
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome109", "firefox115", "safari16.4"],
  loader: { ".txt": "text" },
  plugins: [lean],
  legalComments: "none",
  logLevel: "warning",
});

const { css } = sass.compile(join(here, "src/styles/site.scss"), {
  loadPaths: [join(here, "node_modules")],
  style: "compressed",
  quietDeps: true,
  charset: false,
});
await writeFile(join(dist, "site.css"), css);

// Compressed once, here, as well as it goes. Browsers on an onion address take gzip alone.
for (const name of ["site.css", "reporter.js", "worker.js", "clean.js"]) {
  const bytes = await readFile(join(dist, name));
  await writeFile(join(dist, `${name}.br`), brotliCompressSync(bytes));
  await writeFile(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
}
