// Hard cases: long texts, rules that change meanwhile, a service that stops, codes typed in every way.
import { goOn, look, screen, withPage } from "./browser.mjs";
import { enter } from "./concern.mjs";
import { send, upToCheck } from "./raise.mjs";

/** Goes to the question of what happened. */
async function toWhat(page) {
  await page.locator('[data-screen="start"] [data-go="leave"]').click();
  await screen(page, "leave").locator('[data-go="danger"]').click();
  for (const name of ["danger", "exclude", "kind"]) {
    await screen(page, name).waitFor();
    await goOn(page, name);
  }
  await screen(page, "what").waitFor();
}

export const scenarios = {
  /** A text is pasted that is too long by some characters: what is said, and what is still there. */
  too_long: (input) =>
    withPage(input, async (page) => {
      page.setDefaultTimeout(180_000);
      await toWhat(page);
      await page.locator("#what").focus();
      await page.keyboard.insertText(input.what);
      await goOn(page, "what");
      await page.locator("#problem").waitFor();
      const says = await page.locator("#problem").innerText();
      return { says, isWhole: (await page.locator("#what").inputValue()) === input.what };
    }),

  /** Something happens to the service while the last page before sending is open, and again after a Send that failed. */
  meanwhile: (input) =>
    withPage(input, async (page) => {
      const code = await upToCheck(page, { ...input, pictures: undefined });
      await input.pause();
      let says = "";
      if (input.fails === true) {
        await page.locator("#send").click();
        await page.locator("#problem").waitFor();
        says = await page.locator("#problem").innerText();
        await input.pause();
      }
      return { code, says, ...(await send(page, { ...input, pictures: undefined })) };
    }),

  /** The code in every way people type or paste it; each must lead to the concern. */
  codes: (input) =>
    withPage(input, async (page) => {
      const words = input.code.split(" ");
      const ways = [
        input.code.toUpperCase(),
        words.join("-"),
        `  ${words.join("\n")}\n`,
        words.map((word) => word[0].toUpperCase() + word.slice(1)).join(" \u2013 "),
        words.join(", "),
      ];
      const led = [];
      for (const way of ways) {
        await page.locator('[data-screen="start"] [data-go="enter"]').click();
        await page.locator("#enter").focus();
        await page.keyboard.insertText(way);
        await goOn(page, "enter");
        await screen(page, "concern").waitFor({ timeout: 60_000 });
        led.push(await page.locator("#concern-on").textContent());
        await page.locator("#concern-close").click();
        await screen(page, "start").waitFor();
      }
      await enter(page, input, [...words.slice(1), words[0]].join(" "));
      await page.locator("#problem").waitFor();
      await look(page, input, "31-swapped");
      return { led, swapped: await page.locator("#problem").innerText() };
    }),
};
