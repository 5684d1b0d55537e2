// Builds what browsers load from this service into web/dist: style sheets, the script of each page, those of their workers, and
// what is loaded once it is needed.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as sass from "sass";
import { lean } from "./lean.mjs";
import { letters } from "./letters.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
await mkdir(dist, { recursive: true });

const options = {
  absWorkingDir: here,
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome109", "firefox115", "safari16.4"],
  legalComments: "none",
  logLevel: "warning",
};

// What is fetched when it is needed, by the address that src/web/assets.rs gives it: key derivation for the few browsers without
// WebAssembly, and the list of words, which most visits to the portal never look at.
const LATE = { argon2: "@noble/hashes/argon2.js", scrypt: "@noble/hashes/scrypt.js", words: "./src/core/words.ts" };
await build({ ...options, entryPoints: LATE, loader: { ".txt": "text" } });
const addresses = new Map();
for (const [name, path] of Object.entries(LATE)) {
  const tag = createHash("sha256").update(await readFile(join(dist, `${name}.js`))).digest("hex").slice(0, 16);
  addresses.set(path, `/assets/${tag}-${name}.js`);
}
const late = {
  name: "late",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^@noble\/hashes\/(argon2|scrypt)\.js$/ }, ({ path }) => ({ path: addresses.get(path), external: true }));
    onResolve({ filter: /^\.\/words\.js$/ }, ({ kind }) =>
      (kind === "dynamic-import" ? { path: addresses.get(LATE.words), external: true } : undefined));
  },
};

await build({
  ...options,
  entryPoints: {
    reporter: "src/pages/reporter.ts",
    worker: "src/worker/worker.ts",
    clean: "src/clean/worker.ts",
    fast_digest: "src/core/fast_digest.ts",
    portal_worker: "src/portal/worker/worker.ts",
    portal: "src/portal/pages/portal.ts",
    passkey: "src/portal/pages/passkey.ts",
    strength: "src/portal/pages/strength.ts",
  },
  loader: { ".txt": "text" },
  plugins: [lean, late],
});

// The frame in which PDFs are drawn has no origin from which it could load anything: all of it stands in its document, and its
// security policy names the script by its digest (src/web/headers.rs).
const worker = "pdfjs-dist/legacy/build/pdf.worker.mjs";
const withLicences = { ...options, legalComments: "eof" };
const text = {
  name: "worker as text",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /pdf\.worker\.mjs$/ }, ({ path, kind }) => (kind === "entry-point" ? undefined : { path, namespace: "text" }));
    onLoad({ filter: /./, namespace: "text" }, async () => {
      const { outputFiles: [built] } = await build({
        ...withLicences, entryPoints: [worker], write: false,
        // Without an origin no module comes out of a blob. What names its own address would only fetch by it.
        format: "iife", define: { "import.meta.url": '""' },
      });
      return { contents: built.text, loader: "text" };
    });
  },
};
const { outputFiles: [paper] } = await build({
  ...withLicences,
  entryPoints: ["src/portal/paper/frame.ts"],
  loader: { ".wasm": "binary" },
  plugins: [text],
  write: false,
});
if (/<!--|<\/script/i.test(paper.text)) throw new Error("what ends a script stands in the script of the frame for PDFs");
// In which language a stranger wrote nobody knows, unless the PDF says it.
const frame = `<!doctype html><html lang="und"><meta charset="utf-8"><title>PDF</title><body><script type="module">${paper.text}</script>`;
await writeFile(join(dist, "paper.html"), frame);
await writeFile(join(dist, "paper.digest"), `sha256-${createHash("sha256").update(paper.text).digest("base64")}`);

await writeFile(join(dist, "letters.js"), await letters(here));

for (const name of ["site", "portal"]) {
  const { css } = sass.compile(join(here, `src/styles/${name}.scss`), {
    loadPaths: [join(here, "node_modules")],
    style: "compressed",
    quietDeps: true,
    charset: false,
  });
  await writeFile(join(dist, `${name}.css`), css);
}

// Compressed once, here, as well as it goes: with the code for distances that suits each file best (RFC 7932, section 4). Browsers on an onion address take gzip alone.
for (const name of (await readdir(dist)).filter((name) => /\.(css|html|js)$/.test(name))) {
  const bytes = await readFile(join(dist, name));
  const packed = [0, 1, 2].map((code) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_NPOSTFIX]: code } }));
  await writeFile(join(dist, `${name}.br`), packed.reduce((best, one) => (one.length < best.length ? one : best)));
  await writeFile(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
}
