// Raising a concern as a reporter does, from the start page to "sent".
import { goOn, look, screen, withPage } from "./browser.mjs";
import { throughFiles } from "./choose.mjs";

/** Answers the questions up to the last page before sending. */
export async function upToCheck(page, input) {
  if (input.only !== undefined) return onlyWhat(page, input.only);
  const shot = (name) => look(page, input, name);
  await shot("01-start");
  await page.locator('[data-screen="start"] [data-go="leave"]').click();
  await shot("02-leave");
  await goOn2(page, "leave", '[data-go="danger"]');
  await screen(page, "danger").waitFor();
  await page.locator(`#danger-${input.danger ?? "no"}`).check();
  await shot("03-danger");
  await goOn(page, "danger");
  await screen(page, "exclude").waitFor();
  await page.locator("#exclude-list input").first().waitFor();
  for (const office of input.exclude ?? []) await page.locator(`#exclude-${office}`).check();
  await shot("04-exclude");
  await goOn(page, "exclude");
  await page.locator("#kind-1").check();
  await page.locator("#kind-who").fill(input.about ?? "");
  await shot("05-kind");
  await goOn(page, "kind");
  await page.locator("#what").fill(input.what);
  await shot("06-what");
  await goOn(page, "what");
  await page.locator("#when").fill(input.when ?? "I do not know");
  await shot("07-when");
  await goOn(page, "when");
  await shot("08-told");
  await goOn(page, "told");
  await page.locator("#people-few").check();
  await shot("09-people");
  await goOn(page, "people");
  await throughFiles(page, input);
  await page.locator("#who-no").check();
  await shot("10-who");
  await goOn(page, "who");
  await page.locator("#code-words li").nth(6).waitFor();
  const code = await page.locator("#code-words li").allTextContents();
  await shot("11-code");
  await goOn(page, "code");
  await prove(page, code, () => shot("12-prove"));
  await screen(page, "check").waitFor();
  await shot("13-check");
  return code.join(" ");
}

/** The shortest way: what happened, and nothing else. */
async function onlyWhat(page, what) {
  // A browser lays out the longest text, in every script, for a while.
  page.setDefaultTimeout(180_000);
  await page.locator('[data-screen="start"] [data-go="leave"]').click();
  await goOn2(page, "leave", '[data-go="danger"]');
  for (const name of ["danger", "exclude", "kind", "what", "when", "told", "people", "files", "who"]) {
    await screen(page, name).waitFor();
    if (name === "what") {
      await page.locator("#what").focus();
      await page.keyboard.insertText(what);
    }
    await goOn(page, name);
  }
  await page.locator("#code-words li").nth(6).waitFor();
  const code = await page.locator("#code-words li").allTextContents();
  await goOn(page, "code");
  await prove(page, code);
  await screen(page, "check").waitFor();
  return code.join(" ");
}

/** Types the two words that are asked for. */
export async function prove(page, code, shot = async () => {}) {
  for (const place of ["first", "second"]) {
    const label = await page.locator(`#prove-${place}-label`).textContent();
    await page.locator(`#prove-${place}`).fill(code[Number(/\d+/.exec(label)[0]) - 1]);
  }
  await shot();
  await goOn(page, "prove");
}

async function goOn2(page, name, button) {
  await screen(page, name).locator(button).click();
}

/** Presses Send and waits for the receipt to have been checked. */
export async function send(page, input) {
  await page.locator("#send").click();
  await screen(page, "sent").waitFor({ timeout: 60_000 });
  await look(page, input, "14-sent");
  return {
    dates: await page.locator("#sent-dates li").allTextContents(),
    back: await page.locator("#sent-return").textContent(),
  };
}

export const scenarios = {
  /** The whole way. */
  raise: (input) =>
    withPage(input, async (page) => {
      const code = await upToCheck(page, input);
      const answers = await page.locator("#answers").innerText();
      const sent = await send(page, input);
      const left = await page.locator("textarea, input:not([type=radio]):not([type=checkbox])").evaluateAll((fields) =>
        fields.map((field) => field.value).join(""),
      );
      return { code, answers, ...sent, left };
    }),

  /** Nothing is typed where it matters: the page says so and stays. */
  nothing_typed: (input) =>
    withPage(input, async (page) => {
      await page.locator("#check summary").click();
      await look(page, input, "01-start-check");
      await page.locator('[data-screen="start"] [data-go="safe"]').click();
      await look(page, input, "02-safe");
      await goOn(page, "safe");
      await goOn2(page, "leave", '[data-go="danger"]');
      for (const name of ["danger", "exclude", "kind"]) {
        await screen(page, name).waitFor();
        await goOn(page, name);
      }
      await screen(page, "what").waitFor();
      await goOn(page, "what");
      await page.locator("#problem").waitFor();
      await look(page, input, "20-error");
      return {
        says: await page.locator("#problem").innerText(),
        beside: await page.locator("#what-error").innerText(),
        title: await page.title(),
        focused: await page.evaluate(() => document.activeElement?.id),
      };
    }),

  /** The connection is gone at Send; everything stays, and sending again works. */
  offline: (input) =>
    withPage(input, async (page) => {
      const code = await upToCheck(page, input);
      await page.context().setOffline(true);
      await page.locator("#send").click();
      await page.locator("#problem").waitFor();
      const says = await page.locator("#problem").innerText();
      const still = await page.locator("#what").inputValue();
      await page.context().setOffline(false);
      return { code, says, still, ...(await send(page, input)) };
    }),

  /** Back and Change keep what was typed; the address stays the same. */
  back: (input) =>
    withPage(input, async (page) => {
      await upToCheck(page, input);
      const addresses = new Set([page.url()]);
      await page.locator('[data-change="what"]').click();
      await screen(page, "what").waitFor();
      const kept = await page.locator("#what").inputValue();
      await page.locator("#what").fill(`${kept} And more.`);
      await goOn(page, "what");
      await screen(page, "check").waitFor();
      addresses.add(page.url());
      await page.goBack();
      await screen(page, "what").waitFor();
      addresses.add(page.url());
      const changed = await page.locator("#what").inputValue();
      return { before: kept, changed, addresses: [...addresses] };
    }),

  /** The browser's clock is another day's. */
  wrong_clock: (input) =>
    withPage({ ...input, today: input.device }, async (page) => {
      await page.locator('[data-screen="start"] [data-go="leave"]').click();
      await page.locator("#clock:not([hidden])").waitFor({ timeout: 20_000 });
      return { says: await page.locator("#clock").innerText() };
    }),

  /** Shift three times: away at once, and Back shows an empty start. */
  leave: (input) =>
    withPage(input, async (page, _, seen) => {
      await upToCheck(page, input);
      const answer = page.waitForResponse((response) => response.url().endsWith("/leave"));
      // The way out leads to a page on the internet; here it leads nowhere.
      const away = page.waitForEvent("requestfailed", (request) => request.url().startsWith("https://"));
      for (let times = 0; times < 3; times += 1) await page.keyboard.press("Shift");
      const headers = await (await answer).allHeaders();
      await away;
      // The browser's own page about it has to stand before there is a way back from it.
      while (!page.url().startsWith("chrome-error:")) await page.waitForTimeout(20);
      const left = seen.requests.filter(({ url }) => url.startsWith("https://")).map(({ url }) => url);
      await page.goBack();
      await screen(page, "start").waitFor();
      const typed = await page.locator("#what").inputValue();
      return { headers, left, typed };
    }),
};
