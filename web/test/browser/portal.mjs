// Several people at the portal at once, each in a browser of their own. A line of JSON for each thing somebody does, a line with
// what is on their screen afterwards. Called by the tests of tests/api/portal.
import { createInterface } from "node:readline";
import { launch, look, openWatched, whatIsKept } from "./browser.mjs";
import { STEPS } from "./portal_steps.mjs";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const input = JSON.parse((await lines.next()).value);
const browser = await launch(input);
const people = new Map();

/** Somebody's page; another day is another page, as after a night. */
async function pageOf({ as, today, path = "/reviewer", context }) {
  const known = people.get(as);
  if (known !== undefined && path === "same") return known;
  await known?.context.close();
  const opened = await openWatched(browser, { ...input, context });
  people.set(as, opened);
  await opened.page.clock.install({ time: new Date(`${today}T10:00:00Z`) });
  await opened.page.goto(input.url + path);
  return opened;
}

/** What is on the screen, and what the page broke of its own rules. */
async function screenOf({ page, seen, context }) {
  const text = async (at) => ((await page.locator(at).count()) === 1 && (await page.locator(at).isVisible()) ? page.locator(at).innerText() : "");
  const offered = await page.locator("form[data-act], form[data-people]").evaluateAll((forms) =>
    forms.filter((form) => form.closest("[hidden]") === null).map(({ dataset }) => dataset.act ?? dataset.people));
  return {
    text: await page.locator("main").innerText(),
    problem: await text("#problem"),
    done: await text("#done"),
    offered,
    seen,
    kept: await whatIsKept(page, context),
  };
}

for await (const line of lines) {
  const step = JSON.parse(line);
  try {
    const at = await pageOf({ path: "same", ...step });
    const gave = await STEPS[step.do](at.page, step, at);
    if (step.look !== undefined) await look(at.page, { ...input, ...step }, step.look);
    process.stdout.write(`${JSON.stringify({ ...(await screenOf(at)), gave: gave ?? null })}\n`);
  } catch (error) {
    const page = people.get(step.as)?.page;
    const told = await page?.locator("main").innerText().catch(() => "");
    process.stdout.write(`${JSON.stringify({ failed: `${error}\n${told ?? ""}` })}\n`);
  }
}
await browser.close();
