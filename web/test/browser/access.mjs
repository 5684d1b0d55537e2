// What axe-core finds on a page as it stands (WCAG 2.2 AA and good practice), in the colours and size of the context.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations, one line each: rule, where, what to do. */
export async function violations(page, name) {
  // It stays on a page until another is loaded.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${name}: ${id} at ${target}: ${help} (${failureSummary})`),
  );
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
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
        "p { margin-bottom: 2em !important }",
    );
    document.adoptedStyleSheets = [sheet];
  });
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
