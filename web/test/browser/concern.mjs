// Coming back with a code.
import { goOn, look, screen, withPage } from "./browser.mjs";

async function enter(page, input, code = input.code) {
  await page.locator('[data-screen="start"] [data-go="enter"]').click();
  await page.locator("#enter").fill(code);
  await goOn(page, "enter");
}

export async function open(page, input) {
  await enter(page, input);
  await screen(page, "concern").waitFor({ timeout: 60_000 });
}

const told = (page) => screen(page, "concern").innerText();

export const scenarios = {
  /** What a reporter sees. */
  come_back: (input) =>
    withPage(input, async (page) => {
      await open(page, input);
      for (const details of await page.locator('[data-screen="concern"] > details').all()) {
        if (await details.isVisible()) await details.locator("summary").click();
      }
      await look(page, input, input.picture ?? "30-concern");
      return {
        told: await told(page),
        dates: await page.locator("#concern-dates li").allTextContents(),
        steps: await page.locator("#concern-steps li").allTextContents(),
      };
    }),

  /** A code that is no code, and one that leads nowhere. */
  wrong_code: (input) =>
    withPage(input, async (page) => {
      await enter(page, input);
      await page.locator("#problem").waitFor({ timeout: 60_000 });
      await look(page, input, "31-wrong-code");
      return { says: await page.locator("#problem").innerText() };
    }),

  /** The reporter does something: an act of the page, and what is said then. */
  act: (input) =>
    withPage(input, async (page) => {
      await open(page, input);
      const form = page.locator(`form[data-act="${input.act}"]`);
      const details = page.locator("details", { has: form });
      if ((await details.count()) > 0 && !(await form.isVisible())) await details.last().locator("summary").click();
      if (input.text !== undefined) await page.locator(`#act-${input.act}`).fill(input.text);
      if (input.office !== undefined) await page.locator(`#withdraw-${input.office}`).check();
      await form.locator("button").click();
      await page.waitForFunction(
        () => {
          const done = document.querySelector("#concern-done");
          const problem = document.querySelector("#problem");
          return (!done.hidden && done.querySelector("progress") === null) || !problem.hidden;
        },
        undefined,
        { timeout: 60_000 },
      );
      await look(page, input, `32-act-${input.act}`);
      return {
        done: await page.locator("#concern-done").textContent(),
        problem: await page.locator("#problem").textContent(),
        told: await told(page),
      };
    }),
};
