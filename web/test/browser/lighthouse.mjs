// What Lighthouse says of a page, in the same Chromium as the other scenarios. It asks nobody but the page.
import { createServer } from "node:net";
import { once as happened } from "node:events";
import { chromium } from "playwright-core";
import { ARGUMENTS } from "./browser.mjs";

export const scenarios = {
  /** The scores of accessibility and performance, from 0 to 100, each of several runs. */
  lighthouse: async (input) => {
    const runs = [];
    for (let run = 0; run < input.runs; run += 1) runs.push(await once(input));
    return { runs };
  },
};

/** A browser of its own each time, so that no run finds what another has kept. */
async function once(input) {
  // Loaded here alone: it is large, and no other scenario needs it.
  const { default: lighthouse } = await import("lighthouse");
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: input.chromium ?? "/usr/bin/chromium",
    args: [...ARGUMENTS, `--remote-debugging-port=${port}`],
  });
  try {
    const { lhr } = await lighthouse(`${input.url}/`, { port, onlyCategories: ["accessibility", "performance"], logLevel: "error" });
    const score = (name) => Math.round(lhr.categories[name].score * 100);
    const failed = Object.values(lhr.audits).filter((audit) => audit.score === 0).map((audit) => audit.id);
    return { accessibility: score("accessibility"), performance: score("performance"), failed };
  } finally {
    await browser.close();
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await happened(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}
