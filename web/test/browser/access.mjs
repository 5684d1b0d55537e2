// What axe-core finds on a page as it stands (WCAG 2.2 AA and good practice), in the colours and size of the context.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations on the page and in its frames, one line each: rule, where, what to do. */
export async function violations(page, name) {
  // In a frame that shows a picture nothing runs, and so nothing can be asked.
  const drawn = await page.locator('iframe[sandbox~="allow-scripts"]').elementHandles();
  const frames = await Promise.all(drawn.map((frame) => frame.contentFrame()));
  const found = [await audit(page, { resultTypes: ["violations"] })];
  // What is good practice for a whole page (a heading, landmarks) is not asked of a part of one.
  const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  for (const frame of frames) found.push(await audit(frame, { resultTypes: ["violations"], runOnly: wcag }));
  return found.flat().flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${name}: ${id} at ${target}: ${help} (${failureSummary})`),
  );
}

async function audit(place, options) {
  // It stays on a page until another is loaded.
  if (!(await place.evaluate(() => "axe" in globalThis))) await place.evaluate(AXE);
  const { violations: found } = await place.evaluate((how) => globalThis.axe.run(document, { iframes: false, ...how }), options);
  return found;
}

/** Whether anything reaches beyond the right edge: nothing may scroll sideways at 320 pixels (WCAG 1.4.10). */
export function tooWide(page) {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getClientRects().length > 0 && !element.closest(".govuk-visually-hidden, .govuk-skip-link"))
      .filter((element) => element.getBoundingClientRect().right > edge + 1 || element.getBoundingClientRect().left < -1)
      .filter((element) => getComputedStyle(element).clip === "auto" && getComputedStyle(element).position !== "absolute")
      .map((element) => `${element.tagName} ${element.className}`);
  });
}

/** What can be pressed and is smaller than 24 pixels either way (WCAG 2.5.8), but for links within a sentence. */
export function tooSmall(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("a[href], button, input, textarea, summary")]
      .filter((one) => one.checkVisibility() && !one.closest(".govuk-visually-hidden, .govuk-skip-link"))
      .filter((one) => one.tagName !== "A" || one.parentElement.textContent.trim() === one.textContent.trim())
      .map((one) => ({ one, size: one.getBoundingClientRect() }))
      .filter(({ size }) => size.width < 24 || size.height < 24)
      .map(({ one, size }) => `${one.tagName} ${one.id} ${one.className}: ${size.width} x ${size.height}`),
  );
}

/** What is cut off, or sticks out, once a reader has set more space between lines, words and letters (WCAG 1.4.12). */
export async function cutOffWhenSpaced(page) {
  return cutOff(
    page,
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
      "p { margin-bottom: 2em !important }",
  );
}

/** The same once a reader has made the text twice as large (WCAG 1.4.4). A screen of 320 pixels shows a larger one at 400 %. */
export async function cutOffWhenLarge(page) {
  return page.viewportSize().width < 640 ? [] : cutOff(page, "html { font-size: 200% !important }");
}

async function cutOff(page, style) {
  await page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, style);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll("main *, header *, footer *")]
      .filter((one) => one.checkVisibility() && one.tagName !== "TEXTAREA" && !one.closest(".govuk-visually-hidden"))
      .filter((one) => getComputedStyle(one).overflow !== "visible" && one.scrollHeight > one.clientHeight + 1)
      .map((one) => `${one.tagName} ${one.id} ${one.className}`),
  );
  const wide = await tooWide(page);
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
  return [...cut, ...wide];
}

/** Text in another language than the page's stands in an element that says so (WCAG 3.1.1, 3.1.2). */
export function unnamedLanguages(page) {
  return page.evaluate(() => {
    const own = document.documentElement.lang;
    const foreign = [...document.querySelectorAll("#code-words, #languages a")];
    const named = foreign.filter((one) => one.closest("[lang]") !== document.documentElement);
    return own !== "" && named.length === foreign.length ? [] : ["a language is not named"];
  });
}
