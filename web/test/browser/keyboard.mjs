// Every flow with the keyboard alone. At each stop the focus must be seen: on the screen, under nothing, and marked
// (WCAG 2.2: 2.1.1, 2.1.2, 2.4.7, 2.4.11).
import { screen, withPage } from "./browser.mjs";

/** More stops than any screen has. */
const MOST_STOPS = 250;

/** Somebody who has no mouse. `faults` says where the focus was not seen. */
export class Typist {
  constructor(page) {
    this.page = page;
    this.faults = [];
  }

  /** Goes to an element with Tab, or with Shift+Tab. */
  async to(selector, key = "Tab") {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await this.page.evaluate((at) => document.activeElement?.matches(at), selector)) return;
      await this.page.keyboard.press(key);
      const fault = await this.page.evaluate(focusFault);
      if (fault !== "") this.faults.push(fault);
    }
    throw new Error(`no way to ${selector} with ${key}`);
  }

  async press(selector, key = "Enter") {
    await this.to(selector);
    await this.page.keyboard.press(key);
  }

  async type(selector, text) {
    await this.to(selector);
    await this.page.keyboard.type(text);
  }

  /** Opens what is folded around a form, if it is. */
  async unfold(form) {
    if (await this.page.locator(form).isVisible()) return;
    const folded = this.page.locator("details", { has: this.page.locator(form) }).last();
    await folded.evaluate((details) => { details.dataset.folded = "yes"; });
    await this.press('[data-folded="yes"] > summary');
    await folded.evaluate((details) => { delete details.dataset.folded; });
    await this.page.locator(form).waitFor();
  }

  /** Fills a field: text, a choice, or a tick. */
  async fill(selector, value) {
    await this.to(selector);
    const field = this.page.locator(selector);
    const kind = await field.evaluate(({ tagName, type }) => (tagName === "SELECT" ? "select" : type));
    if (kind === "checkbox" || kind === "radio") await this.page.keyboard.press("Space");
    else if (kind !== "select") await this.page.keyboard.type(value);
    else {
      await this.page.keyboard.press("Home");
      for (let at = 0; (await field.inputValue()) !== value; at += 1) {
        if (at === (await field.locator("option").count())) throw new Error(`no ${value} in ${selector}`);
        await this.page.keyboard.press("ArrowDown");
      }
    }
  }

  /** Presses a screen's button for going on. */
  async goOn(name, key = "Enter") {
    await this.press(`[data-screen="${name}"] button[type=submit]`, key);
  }
}

/** What is wrong with the focus as it stands; runs in the page. */
function focusFault() {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return "";
  const name = `${focused.tagName} ${focused.id} ${focused.className}`;
  const { left, top, width, height } = focused.getBoundingClientRect();
  const labels = [...(focused.labels ?? [])];
  const isSeen = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]].some(([x, y]) => {
    const there = document.elementFromPoint(left + width * x, top + height * y);
    return there !== null && (focused.contains(there) || labels.some((label) => label.contains(there)));
  });
  if (!isSeen) return `not to be seen: ${name}`;
  const marks = [getComputedStyle(focused), ...labels.map((label) => getComputedStyle(label, "::before"))];
  const isMarked = marks.some((style) => {
    const hasOutline = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
    return hasOutline || style.boxShadow !== "none";
  });
  return isMarked ? "" : `not marked: ${name}`;
}

/** Goes from the top of a screen to its end with Tab alone: where the focus was not seen. */
export async function tabThrough(page) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  const faults = new Set();
  const stops = await page.locator("a[href], button, input, textarea, select, summary").count();
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(focusFault);
    if (fault !== "") faults.add(fault);
    if (await page.evaluate(() => document.activeElement === document.body)) break;
  }
  return [...faults];
}

async function prove(typist, code) {
  for (const place of ["first", "second"]) {
    const label = await typist.page.locator(`#prove-${place}-label`).textContent();
    await typist.type(`#prove-${place}`, code[Number(/\d+/.exec(label)[0]) - 1]);
  }
}

/** Opens what is folded, types or chooses, and sends. */
async function act(typist, name) {
  const { page } = typist;
  const form = page.locator(`form[data-act="${name}"]`);
  await typist.unfold(`form[data-act="${name}"]`);
  if (name === "exclude") await typist.press("#withdraw-list input", "Space");
  else if ((await form.locator("textarea").count()) > 0) await typist.type(`#act-${name}`, "One more thing.");
  await typist.press(`form[data-act="${name}"] button`);
  await page.waitForFunction(() => {
    const done = document.querySelector("#concern-done");
    return (!done.hidden && done.querySelector("progress") === null) || !document.querySelector("#problem").hidden;
  });
  return [name, await page.locator("#concern-done").textContent(), await page.locator("#problem").textContent()];
}

export const scenarios = {
  /** From the start to the saved receipt, with an error on the way. */
  keyboard_raise: (input) =>
    withPage(input, async (page) => {
      const typist = new Typist(page);
      await typist.press('[data-screen="start"] [data-go="leave"]');
      await typist.press('[data-screen="leave"] [data-go="danger"]');
      await screen(page, "danger").waitFor();
      await typist.press("#danger-yes", "ArrowDown");
      await typist.goOn("danger");
      await page.locator("#exclude-list input").first().waitFor();
      await typist.press("#exclude-deputy", "Space");
      await typist.goOn("exclude", "Space");
      await typist.press("#kind-1", "Space");
      await typist.goOn("kind");
      await typist.goOn("what");
      await page.locator("#problem").waitFor();
      await typist.press("#problems a");
      const led = await page.evaluate(() => document.activeElement.id);
      await typist.type("#what", input.what);
      await typist.to('[data-screen="what"] button[type=submit]');
      await typist.to("#what", "Shift+Tab");
      await typist.goOn("what");
      await typist.goOn("when");
      await typist.goOn("told");
      await typist.press("#people-me", "ArrowDown");
      await typist.goOn("people");
      await typist.goOn("files");
      await typist.press("#who-no", "Space");
      await typist.goOn("who");
      await page.locator("#code-words li").nth(6).waitFor();
      const code = await page.locator("#code-words li").allTextContents();
      await typist.goOn("code");
      await typist.press("#back a");
      await screen(page, "code").waitFor();
      await typist.goOn("code");
      await prove(typist, code);
      await typist.goOn("prove");
      await screen(page, "check").waitFor();
      const answers = await page.locator("#answers").innerText();
      await typist.goOn("check");
      await screen(page, "sent").waitFor({ timeout: 60_000 });
      await typist.press('[data-screen="sent"] summary');
      const saved = page.waitForEvent("download");
      await typist.press("#sent-receipt");
      return { code: code.join(" "), led, answers, saved: (await saved).suggestedFilename(), faults: typist.faults };
    }),

  /** Coming back, acting, and closing the concern on the screen. */
  keyboard_back: (input) =>
    withPage(input, async (page) => {
      const typist = new Typist(page);
      await typist.press('[data-screen="start"] [data-go="enter"]');
      await typist.type("#enter", input.code);
      await typist.goOn("enter");
      await screen(page, "concern").waitFor({ timeout: 60_000 });
      const done = [];
      for (const name of input.acts) done.push(await act(typist, name));
      await typist.press("#concern-close");
      await screen(page, "start").waitFor();
      return { done, faults: typist.faults };
    }),

  /** Away with the button itself. */
  keyboard_leave: (input) =>
    withPage(input, async (page) => {
      const typist = new Typist(page);
      await typist.press('[data-screen="start"] [data-go="leave"]');
      await typist.press('[data-screen="leave"] [data-go="danger"]');
      await screen(page, "danger").waitFor();
      const away = page.waitForEvent("requestfailed", (request) => request.url().startsWith("https://"));
      await typist.press(".govuk-exit-this-page__button");
      return { away: (await away).url(), faults: typist.faults };
    }),
};
