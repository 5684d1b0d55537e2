// What axe-core finds on a page as it stands (WCAG 2.2 AA and good practice), in the colours and size of the context.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations, one line each: rule, where, what to do. */
export async function violations(page, name) {
  await page.evaluate(AXE);
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
