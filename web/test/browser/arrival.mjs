// The form without scripts, in a browser that runs none. What axe needs, scripts, it gets on a twin of the page: the same
// HTML in another window.
import { tooWide, violations } from "./access.mjs";
import { look, withPage } from "./browser.mjs";

function withoutScripts(input, scenario) {
  return withPage({ ...input, context: { ...input.context, javaScriptEnabled: false } }, scenario);
}

async function show(page, input, seen, name) {
  await look(page, { ...input, barriers: false }, name);
  if (input.barriers !== true) return;
  const html = await page.content();
  const other = await page.context().browser().newContext({ viewport: { width: 1000, height: 900 }, ...input.context });
  const twin = await other.newPage();
  await twin.route(page.url(), (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await twin.goto(page.url());
  const wide = (await tooWide(twin)).map((element) => `${name}: wider than the screen: ${element}`);
  seen.barriers.push(...(await violations(twin, name)), ...wide);
  await other.close();
}

/** Opens every part of the page that is folded. */
async function unfold(page) {
  const folded = page.locator("main details:not([open]) > summary");
  while ((await folded.count()) > 0) await folded.first().click();
}

export const scenarios = {
  /** From the start page to a message after coming back. */
  arrival: (input) =>
    withoutScripts(input, async (page, _, seen) => {
      await show(page, input, seen, "40-noscript");
      await page.locator("noscript a.govuk-button").click();
      await show(page, input, seen, "41-form");
      const code = await page.locator(".daylight-code li").allTextContents();
      await page.locator("#what").fill(input.what);
      await page.locator("#when").fill("I do not know");
      await page.locator("#exclude-deputy").check();
      await page.locator("#prove-first").fill("wrong");
      await page.locator('button[value="send"]').click();
      await page.locator(".govuk-error-summary").waitFor();
      await show(page, input, seen, "42-form-error");
      const problems = await page.locator(".govuk-error-summary li").allTextContents();
      const focused = await page.evaluate(() => document.activeElement?.className);
      const still = await page.locator("#what").inputValue();
      const same = await page.locator(".daylight-code li").allTextContents();
      const left = await page.locator("#exclude-deputy").isChecked();
      await page.locator("#prove-first").fill(code[2]);
      await page.locator("#prove-second").fill(code[5]);
      await page.locator('button[value="send"]').click();
      await page.locator(".govuk-panel").waitFor();
      await unfold(page);
      await show(page, input, seen, "43-sent");
      const dates = await page.locator("#sent-dates li").allTextContents();

      await page.goto(input.url + (input.path === undefined || input.path === "/" ? "" : input.path) + "/form");
      await page.locator("main details summary").first().click();
      await page.locator("#enter").fill(code.join("-"));
      await page.locator('button[value="enter"]').click();
      await page.locator("#steps").waitFor();
      await page.locator("#message").fill(input.message);
      await page.locator("form:has(#message) button").click();
      await page.locator("#done").waitFor();
      await unfold(page);
      await show(page, input, seen, "44-concern");
      const told = await page.locator("main").innerText();
      return { code: code.join(" "), problems, focused, still, same: same.join(" "), left, dates, told };
    }),

  /** A file that is too long: the answer comes before the file has gone. */
  arrival_file_refused: (input) =>
    withoutScripts({ ...input, path: "/form" }, async (page) => {
      await page.locator("main details summary").first().click();
      await page.locator("#enter").fill(input.code);
      await page.locator('button[value="enter"]').click();
      await page.locator("#file").setInputFiles(input.file);
      await page.locator("form:has(#file) button").click();
      await page.locator("#file-error").waitFor();
      return { says: await page.locator("#file-error").innerText() };
    }),

  /** A file from the page after sending, one from the page on the way back, and no file at all. */
  arrival_files: (input) =>
    withoutScripts({ ...input, path: "/form" }, async (page, _, seen) => {
      const code = await page.locator(".daylight-code li").allTextContents();
      await page.locator("#what").fill(input.what);
      await page.locator("#prove-first").fill(code[2]);
      await page.locator("#prove-second").fill(code[5]);
      await page.locator('button[value="send"]').click();
      await page.locator(".govuk-panel").waitFor();
      const before = await page.locator("main").innerText();
      const add = async (file) => {
        if (file !== undefined) await page.locator("#file").setInputFiles(file);
        await page.locator("form:has(#file) button").click();
        await page.locator(file === undefined ? "#file-error" : "#done").waitFor();
        return page.locator("main").innerText();
      };
      const first = await add(input.files[0]);
      await show(page, input, seen, "45-file");
      const none = await add();
      await show(page, input, seen, "46-no-file");
      const second = await add(input.files[1]);
      return { code: code.join(" "), before, first, none, second };
    }),
};
