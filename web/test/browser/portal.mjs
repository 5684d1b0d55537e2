// Several people at the portal at once, each in a browser of their own. A line for each thing somebody does, a line with what is on
// their screen afterwards, until nobody does anything more. Led by the tests of tests/api/portal.
import { launch, look, openWatched, whatIsKept, whatLiesDeeper } from "./browser.mjs";
import { STEPS } from "./portal_steps.mjs";

/** Somebody's page; another day is another page, as after a night. */
async function pageOf(browser, input, people, { as, today, path = "/reviewer", context }) {
  const known = people.get(as);
  if (known !== undefined && path === "same") return known;
  await known?.context.close();
  const opened = await openWatched(browser, { ...input, context });
  people.set(as, opened);
  await opened.page.clock.install({ time: new Date(`${today}T10:00:00Z`) });
  await opened.page.goto(input.url + path);
  return opened;
}

/** Where sealed words stand that a browser which translates pages would send away; runs in the page. */
function sentAway(planted) {
  const own = ({ childNodes, value, title, ariaLabel }) =>
    [...[...childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data), value, title, ariaLabel];
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.translate !== false && own(each).some((text) => String(text).includes(planted)))
    .map(({ outerHTML }) => outerHTML.slice(0, 200));
}

/** What is on the screen, and what the page broke of its own rules. */
async function screenOf({ page, seen, context }, planted) {
  const text = async (at) => ((await page.locator(at).count()) === 1 && (await page.locator(at).isVisible()) ? page.locator(at).innerText() : "");
  const offered = await page.locator("form[data-act], form[data-people]").evaluateAll((forms) =>
    forms.filter((form) => form.closest("[hidden]") === null).map(({ dataset }) => dataset.act ?? dataset.people));
  return {
    text: await page.locator("main").innerText(),
    problem: await text("#problem"),
    done: await text("#done"),
    offered,
    seen,
    sentAway: await page.evaluate(sentAway, planted),
    kept: { ...(await whatIsKept(page, context)), ...(await whatLiesDeeper(page)) },
  };
}

export const scenarios = {
  portal: async (input) => {
    const browser = await launch(input);
    const people = new Map();
    for (let step = await input.hear(); step?.do !== undefined; step = await input.hear()) {
      try {
        const at = await pageOf(browser, input, people, { path: "same", ...step });
        const gave = await STEPS[step.do](at.page, step, at);
        if (step.look !== undefined) await look(at.page, { ...input, ...step }, step.look);
        input.say({ ...(await screenOf(at, step.planted)), gave: gave ?? null });
      } catch (error) {
        const page = people.get(step.as)?.page;
        const told = await page?.locator("main").innerText().catch(() => "");
        input.say({ failed: `${error}\n${told ?? ""}` });
      }
    }
    return {};
  },
};
