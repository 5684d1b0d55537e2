// `node server.mjs CHROMIUM`: one browser for all tests of a run, each in contexts of its own. Its address on a line; it ends with
// the input, that is, with whoever started it.
import { launch } from "./browser.mjs";

const server = await launch({ chromium: process.argv[2] }, "launchServer");
process.stdout.write(`${server.wsEndpoint()}\n`);
process.stdin.resume().on("end", () => void server.close());
