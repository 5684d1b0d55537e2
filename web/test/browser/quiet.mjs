// A browser that nobody watches: a debugger keeps what is sent, and memory could not be measured beside it. Only scripts are run
// in its page, over a pipe.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ARGUMENTS } from "./browser.mjs";

/** Opens a page, hands `work` what runs an expression in it and what chooses a file, and closes all. */
export async function withQuietPage(input, work) {
  const profile = mkdtempSync(join(tmpdir(), "daylight-chromium-"));
  const quiet = ["--headless", "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank"];
  const stdio = ["ignore", "ignore", "ignore", "pipe", "pipe"];
  const browser = spawn(input.chromium ?? "/usr/bin/chromium", [...ARGUMENTS, ...quiet], { stdio });
  const ended = new Promise((resolve) => browser.on("exit", resolve));
  try {
    const call = caller(browser);
    const { targetId } = await call("Target.createTarget", { url: input.url });
    const { sessionId } = await call("Target.attachToTarget", { targetId, flatten: true });
    const run = async (expression) => {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await call("Runtime.evaluate", params, sessionId);
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    };
    const chooseFile = async (selector, file) => {
      const { root } = await call("DOM.getDocument", {}, sessionId);
      const { nodeId } = await call("DOM.querySelector", { nodeId: root.nodeId, selector }, sessionId);
      await call("DOM.setFileInputFiles", { nodeId, files: [file] }, sessionId);
    };
    // Before there is a document there is nothing that runs.
    const isThere = () => run("document.readyState === 'complete' && location.protocol !== 'about:'").catch(() => false);
    while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 50));
    return await work(run, chooseFile);
  } finally {
    browser.kill();
    await ended;
    // The browser may still be writing the last of it.
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** Calls of the DevTools protocol, each answered once. */
function caller(browser) {
  const waiting = new Map();
  let [last, text] = [0, ""];
  browser.stdio[4].on("data", (bytes) => {
    const messages = (text + bytes).split("\0");
    text = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const { done, failed } = waiting.get(id) ?? {};
      if (error !== undefined) failed?.(new Error(error.message));
      else done?.(result);
    }
  });
  return (method, params, sessionId) =>
    new Promise((done, failed) => {
      waiting.set(++last, { done, failed });
      browser.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
}

/** What the processes of our browser hold for themselves, in MiB: its renderers (a page and its workers, and a spare), and all of them. */
export function browserMemory() {
  const held = { renderers: 0, all: 0 };
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (Number(pid) === process.pid || !isOurs(pid)) continue;
      const isRenderer = readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("--type=renderer");
      const pages = readFileSync(`/proc/${pid}/smaps_rollup`, "latin1").matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm);
      const mib = [...pages].reduce((sum, [, kib]) => sum + Number(kib) / 1024, 0);
      held.all += mib;
      if (isRenderer) held.renderers += mib;
    } catch {
      // It ended meanwhile.
    }
  }
  return held;
}

/** Whether a process descends from this one. */
function isOurs(pid) {
  for (let at = Number(pid); at > 1; ) {
    if (at === process.pid) return true;
    // The name of a program, in brackets, may hold spaces.
    at = Number(readFileSync(`/proc/${at}/stat`, "latin1").split(") ").at(-1).split(" ")[1]);
  }
  return false;
}
