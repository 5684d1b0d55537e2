// `node run.mjs SCENARIO`, a line of JSON in: what was seen, a line of JSON out. Called by the tests of tests/api/browser.
// A scenario that calls `input.pause()` says "paused" and goes on with the next line: meanwhile something happens to the service.
import { createInterface } from "node:readline";
import { scenarios as again } from "./again.mjs";
import { scenarios as arrival } from "./arrival.mjs";
import { scenarios as concern } from "./concern.mjs";
import { scenarios as files } from "./files.mjs";
import { scenarios as hard } from "./hard.mjs";
import { scenarios as keep } from "./keep.mjs";
import { scenarios as keyboard } from "./keyboard.mjs";
import { scenarios as lighthouse } from "./lighthouse.mjs";
import { scenarios as portal } from "./portal_speed.mjs";
import { scenarios as raise } from "./raise.mjs";
import { scenarios as speed } from "./speed.mjs";
import { scenarios as wire } from "./wire.mjs";

const scenarios = {
  ...raise, ...again, ...arrival, ...concern, ...files, ...hard, ...keep, ...keyboard, ...lighthouse, ...portal, ...speed, ...wire,
};
const scenario = scenarios[process.argv[2]];
if (scenario === undefined) throw new Error(`no scenario ${process.argv[2]}: one of ${Object.keys(scenarios)}`);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const input = JSON.parse((await lines.next()).value);
input.pause = async () => {
  process.stdout.write("paused\n");
  await lines.next();
};
process.stdout.write(JSON.stringify(await scenario(input)));
process.stdin.destroy();
