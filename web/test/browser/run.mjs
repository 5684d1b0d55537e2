// `node run.mjs SCENARIO < input.json`: what was seen, as JSON. Called by the tests of tests/api/browser.
import { text } from "node:stream/consumers";
import { scenarios as arrival } from "./arrival.mjs";
import { scenarios as concern } from "./concern.mjs";
import { scenarios as lighthouse } from "./lighthouse.mjs";
import { scenarios as raise } from "./raise.mjs";
import { scenarios as wire } from "./wire.mjs";

const scenarios = { ...raise, ...concern, ...arrival, ...lighthouse, ...wire };
const scenario = scenarios[process.argv[2]];
if (scenario === undefined) throw new Error(`no scenario ${process.argv[2]}: one of ${Object.keys(scenarios)}`);
const input = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(await scenario(input)));
