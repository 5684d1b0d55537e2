// `node run.mjs`: one browser for scenario after scenario. `{ scenario, …input }` in, a line of JSON; what was seen, or what failed,
// a line out. Led by the tests of tests/api/browser and tests/api/portal, and by the benchmark.
// A scenario that calls `input.pause()` says "paused" and goes on with the next line: meanwhile something happens to the service.
import { createInterface } from "node:readline";
import { scenarios as again } from "./again.mjs";
import { scenarios as arrival } from "./arrival.mjs";
import { leaveBrowser, leavePages } from "./browser.mjs";
import { scenarios as concern } from "./concern.mjs";
import { scenarios as files } from "./files.mjs";
import { scenarios as hard } from "./hard.mjs";
import { scenarios as keep } from "./keep.mjs";
import { scenarios as keyboard } from "./keyboard.mjs";
import { scenarios as lighthouse } from "./lighthouse.mjs";
import { scenarios as paper } from "./paper.mjs";
import { scenarios as portal } from "./portal.mjs";
import { scenarios as portalSpeed } from "./portal_speed.mjs";
import { scenarios as raise } from "./raise.mjs";
import { scenarios as speed } from "./speed.mjs";
import { scenarios as wire } from "./wire.mjs";

const scenarios = {
  ...raise, ...again, ...arrival, ...concern, ...files, ...hard, ...keep, ...keyboard, ...lighthouse, ...paper, ...portal, ...portalSpeed,
  ...speed, ...wire,
};
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

/** What is said next; nothing once whoever leads is gone. */
async function hear() {
  const { value } = await lines.next();
  return value === undefined ? undefined : JSON.parse(value);
}

async function pause() {
  say("paused");
  if ((await hear()) === undefined) throw new Error("nobody leads any more");
}

for (let asked = await hear(); asked !== undefined; asked = await hear()) {
  const { scenario, ...input } = asked;
  let seen;
  try {
    if (!(scenario in scenarios)) throw new Error(`no scenario ${scenario}: one of ${Object.keys(scenarios)}`);
    seen = await scenarios[scenario]({ ...input, say, hear, pause });
  } catch (error) {
    seen = { failed: error.stack };
  }
  await leavePages();
  say(seen);
}
await leaveBrowser();
