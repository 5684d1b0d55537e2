// `node run.mjs SCENARIO < input.json`: what was seen, as JSON. Called by the tests of tests/api/browser.
import { text } from "node:stream/consumers";
import { scenarios as again } from "./again.mjs";
import { scenarios as concern } from "./concern.mjs";
import { scenarios as files } from "./files.mjs";
import { scenarios as raise } from "./raise.mjs";
import { scenarios as speed } from "./speed.mjs";

const scenarios = { ...raise, ...again, ...concern, ...files, ...speed };
const scenario = scenarios[process.argv[2]];
if (scenario === undefined) throw new Error(`no scenario ${process.argv[2]}: one of ${Object.keys(scenarios)}`);
const input = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(await scenario(input)));
