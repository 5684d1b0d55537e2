// How fast files are sealed and sent, and in how much memory: for `make bench` and `make faults`.
import { closeSync, ftruncateSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { withPage } from "./browser.mjs";
import { browserMemory, withQuietPage } from "./quiet.mjs";

const MIB = 1024 * 1024;
const web = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const SAMPLE_EVERY_MS = 100;

/** The way to the screen "Add files", and from there to "sent": run in the page. */
const WALK = `
  globalThis.until = async (is) => { while (!is()) await new Promise((go) => setTimeout(go, 50)); };
  globalThis.on = (name) => document.querySelector('[data-screen="' + name + '"]');
  globalThis.next = async (name) => {
    await until(() => on(name) !== null && !on(name).hidden);
    on(name).querySelector("button[type=submit], [data-go]").click();
  };
  globalThis.toFiles = async () => {
    await until(() => on("start") !== null && document.body.classList.contains("govuk-frontend-supported"));
    on("start").querySelector('[data-go="leave"]').click();
    on("leave").querySelector('[data-go="danger"]').click();
    document.querySelector("#what").value = "The till is short.";
    for (const name of ["danger", "exclude", "kind", "what", "when", "told", "people"]) await next(name);
    await until(() => !on("files").hidden);
  };
  globalThis.toCheck = async () => {
    await until(() => document.querySelector("#files-chosen input[type=checkbox]") !== null);
    document.querySelector("#files-chosen input[type=checkbox]").checked = true;
    await next("files");
    await next("who");
    await until(() => document.querySelectorAll("#code-words li").length === 7);
    const code = [...document.querySelectorAll("#code-words li")].map((word) => word.textContent);
    await next("code");
    for (const place of ["first", "second"]) {
      const at = /[0-9]+/.exec(document.querySelector("#prove-" + place + "-label").textContent)[0];
      document.querySelector("#prove-" + place).value = code[at - 1];
    }
    await next("prove");
    return code.join(" ");
  };
  globalThis.toEnd = async () => {
    document.querySelector("#send").click();
    await until(() => !on("sent").hidden);
    const began = performance.now();
    const row = document.querySelector("#sent-files-list > li");
    await until(() => row.querySelector("progress").hidden);
    return { line: row.innerText, seconds: (performance.now() - began) / 1000 };
  };`;

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

  /** A file of `mib` from "sent" to the line that says it is there; how much more memory page and workers had meanwhile. */
  attach_speed: (input) =>
    withQuietPage(input, async (run, chooseFile) => {
      const path = join(input.folder, "invented recording.bin");
      const file = openSync(path, "w");
      ftruncateSync(file, input.mib * MIB);
      closeSync(file);
      await run(`${WALK} toFiles()`);
      await chooseFile("#files-input", path);
      const code = await run("toCheck()");
      const before = browserMemory();
      const most = { ...before };
      const sampling = setInterval(() => {
        const now = browserMemory();
        for (const whose of Object.keys(now)) most[whose] = Math.max(most[whose], now[whose]);
      }, SAMPLE_EVERY_MS);
      const { line, seconds } = await run("toEnd()");
      clearInterval(sampling);
      const seen = { violations: [], errors: [] };
      const speed = input.mib / seconds;
      return { code, line, attach_mib_per_s: speed, before_mib: before, most_mib: most, more_mib: most.renderers - before.renderers, seen };
    }),
};
