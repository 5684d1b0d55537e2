// node run.mjs: bundles every test/*.test.ts as the pages' code is bundled, and runs them.
// node run.mjs PROGRAM ARGS…: the same for one program of this folder, for tests in Rust that drive it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { lean } from "../lean.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const [program, ...args] = process.argv.slice(2);
const names = program ? [program] : readdirSync(here).filter((name) => name.endsWith(".test.ts"));
const out = mkdtempSync(join(tmpdir(), "daylight-web-"));
try {
  await build({
    entryPoints: names.map((name) => join(here, name)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "es2022",
    format: "esm",
    loader: { ".txt": "text", ".toml": "text" },
    plugins: [lean],
    sourcemap: "inline",
    logLevel: "warning",
  });
  const files = readdirSync(out).map((name) => join(out, name));
  const command = program ? [...files, ...args] : ["--test", "--test-reporter=spec", ...files];
  const options = ["--enable-source-maps", "--disable-warning=ExperimentalWarning"];
  const { status } = spawnSync(process.execPath, [...options, ...command], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} finally {
  rmSync(out, { recursive: true });
}
