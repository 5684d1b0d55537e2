// How fast files are sealed and sent, and in how much memory: for `make bench` and `make faults`.
import { closeSync, ftruncateSync, openSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { withPage } from "./browser.mjs";
import { allThere } from "./choose.mjs";
import { send, upToCheck } from "./raise.mjs";

const MIB = 1024 * 1024;
const web = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const sampleEveryMs = 100;

/** Memory of this browser's processes of a kind, in MiB: resident, without what is shared with other processes. */
function memory(kind) {
  let most = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!ours(pid) || !readFileSync(`/proc/${pid}/cmdline`, "latin1").includes(kind)) continue;
      const status = readFileSync(`/proc/${pid}/status`, "latin1");
      most = Math.max(most, Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It ended meanwhile.
    }
  }
  return most;
}

/** Whether a process descends from this one. */
function ours(pid) {
  for (let at = Number(pid); at > 1; ) {
    if (at === process.pid) return true;
    // The name of a program, in brackets, may hold spaces.
    at = Number(readFileSync(`/proc/${at}/stat`, "latin1").split(") ").at(-1).split(" ")[1]);
  }
  return false;
}

/** The code that seals a file, as the worker has it, without a service: run in the page by itself. */
async function sealing() {
  const contents = `
    import { sealFile } from "./src/core/attachment.ts";
    import { systemEntropy } from "./src/core/entropy.ts";
    import { beginFastDigest } from "./src/core/fast_digest.ts";
    import { fastSealer } from "./src/core/fast_seal.ts";
    import { HybridIdentity } from "./src/core/hybrid.ts";
    globalThis.sealSpeed = async (bytes) => {
      const to = HybridIdentity.generate(systemEntropy).recipient();
      const content = new Blob([new Uint8Array(bytes)]);
      const hash = await beginFastDigest();
      const began = performance.now();
      const described = { name: "invented.bin", type: "application/octet-stream", size: bytes };
      for await (const piece of sealFile(to, described, content, systemEntropy, fastSealer())) hash.update(piece);
      hash.digest();
      return bytes / 1048576 / ((performance.now() - began) / 1000);
    };`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: web, loader: "ts" }, bundle: true, format: "iife", write: false, loader: { ".txt": "text" },
  });
  return outputFiles[0].text;
}

export const scenarios = {
  /** Sealing and hashing alone, `mib` long, median of three after one to warm up: `seal_mib_per_s`. */
  seal_speed: (input) =>
    withPage(input, async (page) => {
      await page.evaluate(await sealing());
      const runs = [];
      for (let run = 0; run < 4; run += 1) {
        runs.push(await page.evaluate((bytes) => globalThis.sealSpeed(bytes), input.mib * MIB));
      }
      return { seal_mib_per_s: runs.slice(1).sort((a, b) => a - b)[1] };
    }),

  /** A file of `mib` from pressing Send to the line that says it is there; the most memory that page and worker had meanwhile. */
  attach_speed: (input) =>
    withPage({ ...input, bulky: true }, async (page) => {
      const path = join(input.folder, "invented recording.bin");
      const file = openSync(path, "w");
      ftruncateSync(file, input.mib * MIB);
      closeSync(file);
      const code = await upToCheck(page, { ...input, files: [path] });
      const before = memory("--type=renderer");
      let most = before;
      const sampling = setInterval(() => { most = Math.max(most, memory("--type=renderer")); }, sampleEveryMs);
      await send(page, input);
      const began = performance.now();
      const lines = await allThere(page, "sent-files-list");
      const seconds = (performance.now() - began) / 1000;
      clearInterval(sampling);
      return { code, lines, attach_mib_per_s: input.mib / seconds, renderer_mib: most, renderer_before_mib: before };
    }),
};
