// The screen on which files are chosen, in the middle of raising a concern and on the way back.
import { goOn, look, screen } from "./browser.mjs";

/** Chooses files, and waits until the cleaner has said what it found in each. `name` is that of the page's chooser. */
export async function choose(page, name, paths) {
  await page.locator(`#${name}-input`).setInputFiles(paths);
  await looked(page, name);
}

/** Until no file is being looked at any more: the line that says so stands right in its row. */
export function looked(page, name) {
  return page.waitForFunction((list) => document.querySelector(`#${list} > li > p`) === null, `${name}-chosen`, { timeout: 120_000 });
}

/** What each row says. */
export const rows = (page, name) => page.locator(`#${name}-chosen > li`).allInnerTexts();

/** The screen "Add files" of raising: the files of the input are chosen, and sent as they are where they cannot be cleaned. */
export async function throughFiles(page, input) {
  await screen(page, "files").waitFor();
  if (input.files !== undefined) {
    await choose(page, "files", input.files);
    for (const box of await page.locator("#files-chosen input[type=checkbox]").all()) await box.check();
  }
  await look(page, input, "10-files");
  await goOn(page, "files");
}

/** Waits until a line says that its file is there, and gives what each line says. */
export async function allThere(page, list) {
  await page.waitForFunction(
    (id) => [...document.querySelectorAll(`#${id} > li`)].every((row) => row.querySelector("progress").hidden),
    list,
    { timeout: 600_000 },
  );
  return page.locator(`#${list} > li`).allInnerTexts();
}
