// Sending again, starting again, going back: nothing arrives twice, and nothing is said to be sent that is not.
import { goOn, look, screen, withPage } from "./browser.mjs";
import { prove, send, upToCheck } from "./raise.mjs";

const ANSWERS = "textarea, input[type=text]";

/** What a tab still has of what was typed, ticked and shown. */
async function remains(page) {
  return {
    typed: (await page.locator(ANSWERS).evaluateAll((fields) => fields.map((field) => field.value))).join(""),
    ticked: await page.locator("input:checked").count(),
    shown: await page.locator("#code-words, #answers dd[data-answer], #sent-dates").allTextContents(),
    screens: await page.locator("[data-screen]:visible").evaluateAll((all) => all.map(({ dataset }) => dataset.screen)),
  };
}

async function pressSend(page) {
  await page.locator("#send").click();
  await page.locator("#problem").waitFor();
  return page.locator("#problem").innerText();
}

export const scenarios = {
  /** The concern arrives, its answer does not. The reporter looks for another code, may change something, and sends again. */
  lost_answer: (input) =>
    withPage(input, async (page) => {
      const code = await upToCheck(page, input);
      await page.route("**/api/v1/concerns", async (route) => {
        await route.fetch();
        await route.abort();
      });
      const says = await pressSend(page);
      await look(page, input, "21-no-receipt");
      await page.unroute("**/api/v1/concerns");
      await page.goBack();
      await page.goBack();
      await screen(page, "code").waitFor();
      await look(page, input, "22-code-fixed");
      const again = await page.locator("#code-words li").allTextContents();
      const another = await page.locator("#code-another").isVisible();
      await goOn(page, "code");
      await prove(page, again);
      if (input.changed !== undefined) {
        await page.locator('[data-change="what"]').click();
        await page.locator("#what").fill(input.changed);
        await goOn(page, "what");
      }
      await screen(page, "check").waitFor();
      const sent = await send(page, input);
      const kept = await page.locator("#sent-before-changes").isVisible();
      return { code, again: again.join(" "), another, says, ...sent, changed: kept ? await page.locator("#sent-before-changes").innerText() : "" };
    }),

  /** Two tabs of one browser, two concerns. */
  two_tabs: (input) =>
    withPage(input, async (page) => {
      const quiet = { ...input, pictures: undefined };
      const other = await page.context().newPage();
      await other.goto(page.url());
      const codes = [await upToCheck(page, quiet), await upToCheck(other, { ...quiet, what: input.other })];
      await send(other, quiet);
      const still = await page.locator("#what").inputValue();
      await send(page, quiet);
      return { codes, still };
    }),

  /** The page is loaded again before it was sent, and again with an answer that was lost. */
  reload: (input) =>
    withPage(input, async (page) => {
      page.on("dialog", (dialog) => void dialog.accept());
      await upToCheck(page, { ...input, pictures: undefined });
      if (input.lost === true) {
        await page.route("**/api/v1/concerns", async (route) => {
          await route.fetch();
          await route.abort();
        });
        await pressSend(page);
      }
      await page.reload();
      await screen(page, "start").waitFor();
      const after = await remains(page);
      await page.goBack();
      await screen(page, "start").waitFor();
      return { after, back: await remains(page) };
    }),

  /** Back, as often as it goes, once it has been sent. */
  back_after_sent: (input) =>
    withPage(input, async (page) => {
      const code = await upToCheck(page, { ...input, pictures: undefined });
      await send(page, input);
      const moments = [];
      for (let times = 0; times < 5; times += 1) {
        await page.goBack();
        moments.push(await remains(page));
      }
      return { code, moments };
    }),
};
