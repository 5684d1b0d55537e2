// Files: with a concern, added to it later, and fetched again.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { contentOf, goOn, look, screen, withPage } from "./browser.mjs";
import { allThere, choose, looked, rows } from "./choose.mjs";
import { open } from "./concern.mjs";
import { send, upToCheck } from "./raise.mjs";

/** The offsets of the pieces that were sent, and how many uploads were begun. */
function uploads(page) {
  const seen = { begun: 0, offsets: [] };
  page.context().on("request", (request) => {
    if (request.url().endsWith("/track/uploads")) seen.begun += 1;
    if (request.method() === "PUT") seen.offsets.push(Number(request.headers()["upload-offset"]));
  });
  return seen;
}

/** Goes straight to the screen where files are chosen. */
async function toFiles(page, input) {
  await page.locator('[data-screen="start"] [data-go="leave"]').click();
  await screen(page, "leave").locator('[data-go="danger"]').click();
  for (const name of ["danger", "exclude", "kind"]) {
    await screen(page, name).waitFor();
    await goOn(page, name);
  }
  await page.locator("#what").fill(input.what ?? "The till is short.");
  for (const name of ["what", "when", "told", "people"]) await goOn(page, name);
  await screen(page, "files").waitFor();
}

/** Presses Enter on the field until the browser asks for a file: it drops a press while it is still closing the dialog before. */
async function pressUntilAsked(page) {
  for (let presses = 0; presses < 5; presses += 1) {
    const asked = page.waitForEvent("filechooser", { timeout: 6000 }).catch(() => undefined);
    await page.keyboard.press("Enter");
    const chooser = await asked;
    if (chooser !== undefined) return chooser;
  }
  throw new Error("five presses of Enter on the field, and the browser asks for no file");
}

/** A DOCX that unpacks to so many MiB of zeros. */
function bomb(folder, mib) {
  const path = join(folder, "invented bomb.docx");
  const types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
  const parts = { "[Content_Types].xml": Buffer.from(types), "word/document.xml": new Uint8Array(mib << 20) };
  writeFileSync(path, zipSync(parts));
  return path;
}

export const scenarios = {
  /** A concern with files, the whole way. */
  raise_with_files: (input) =>
    withPage(input, async (page) => {
      const code = await upToCheck(page, input);
      const answers = await page.locator("#answers").innerText();
      const sent = await send(page, input);
      const closing = page.locator("#sent-close");
      const lines = await allThere(page, "sent-files-list");
      await closing.waitFor();
      await look(page, input, "15-sent-files");
      return { code, answers, ...sent, lines };
    }),

  /** What the page says of files, how it says it, and that it goes no further with one that is refused or undecided. */
  choose_files: (input) =>
    withPage(input, async (page) => {
      await toFiles(page, input);
      const paths = [...input.files];
      if (input.bomb !== undefined) paths.push(bomb(input.folder, input.bomb));
      await choose(page, "files", paths);
      const said = await rows(page, "files");
      const announced = await page.locator("#files-said").textContent();
      await look(page, input, "21-files-looked");
      const atOnce = await page.locator("#problem").isVisible() ? await page.locator("#problem").innerText() : "";
      await goOn(page, "files");
      const problem = page.locator("#problem");
      const stays = await screen(page, "files").isVisible();
      const says = (await problem.isVisible()) ? await problem.innerText() : "";
      await look(page, input, "22-files-error");
      return { rows: said, announced, atOnce, stays, says };
    }),

  /** Keys alone: choose, read, agree, remove, go on. */
  files_by_keyboard: (input) =>
    withPage(input, async (page) => {
      await toFiles(page, input);
      const tabTo = async (selector) => {
        for (let presses = 0; presses < 40; presses += 1) {
          if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
          await page.keyboard.press("Tab");
        }
        throw new Error(`Tab does not lead to ${selector}`);
      };
      for (const path of input.files) {
        await tabTo("#files-input");
        const chooser = await pressUntilAsked(page);
        await chooser.setFiles(path);
        await looked(page, "files");
      }
      // The first is taken away again; what has the focus then is where the next one is chosen.
      await tabTo("#files-chosen > li:first-child button");
      await page.keyboard.press("Enter");
      const focused = await page.evaluate(() => document.activeElement?.id);
      await tabTo('[data-screen="files"] button[type=submit]');
      await page.keyboard.press("Enter");
      const says = await page.locator("#problem").innerText();
      await tabTo("#problems a");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Space");
      await tabTo('[data-screen="files"] button[type=submit]');
      await page.keyboard.press("Enter");
      await screen(page, "who").waitFor();
      return { focused, says };
    }),

  /** The connection goes while a file is on its way, stays away, and comes back. */
  attach_offline: (input) =>
    withPage(input, async (page) => {
      const code = await upToCheck(page, input);
      const seen = uploads(page);
      // It goes after the third piece, however fast the others would have followed.
      let pieces = 0;
      let away = false;
      await page.context().route("**/uploads/**", (route) => {
        if (route.request().method() === "PUT") pieces += 1;
        away ||= pieces === 4;
        return away ? route.abort("internetdisconnected") : route.continue();
      });
      const sent = await send(page, input);
      const line = page.locator("#sent-files-list > li").first();
      await line.locator("button").waitFor({ timeout: 60_000 });
      const says = await line.innerText();
      await look(page, input, "16-files-away");
      await line.locator("button").click();
      [away, pieces] = [false, 5];
      return { code, ...sent, away: says, lines: await allThere(page, "sent-files-list"), ...seen };
    }),

  /** The service goes after the last piece has come, and is back later: answers to `finish` and to the act are lost. */
  attach_answers_lost: (input) =>
    withPage(input, async (page) => {
      const code = await upToCheck(page, input);
      const seen = uploads(page);
      for (const path of ["**/finish", "**/track/acts"]) {
        let first = true;
        await page.context().route(path, async (route) => {
          if (!first) return route.continue();
          first = false;
          await route.fetch();
          return route.abort("connectionreset");
        });
      }
      const sent = await send(page, input);
      return { code, ...sent, lines: await allThere(page, "sent-files-list"), ...seen };
    }),

  /** Coming back: the files of the concern, each saved, and more added. */
  files_again: (input) =>
    withPage(input, async (page) => {
      await open(page, input);
      const list = page.locator("#concern-files-list > li");
      if (input.add !== undefined) {
        await page.locator("#concern-add summary").click();
        await choose(page, "add", input.add);
        for (const box of await page.locator("#add-chosen input[type=checkbox]").all()) await box.check();
        await look(page, input, "33-add-file");
        await page.locator("#add-form button[type=submit]").click();
        await allThere(page, "add-list");
      }
      await page.waitForFunction(
        (count) => document.querySelectorAll("#concern-files-list > li > button").length === count,
        input.there,
        { timeout: 60_000 },
      );
      await look(page, input, "34-concern-files");
      const saved = [];
      for (const row of await list.all()) {
        const coming = page.waitForEvent("download", { timeout: 300_000 });
        await row.locator("button").click();
        const download = await coming;
        const content = await contentOf(download);
        const sha256 = createHash("sha256").update(content).digest("hex");
        saved.push({ as: download.suggestedFilename(), size: content.length, sha256 });
      }
      return { listed: await list.allInnerTexts(), saved };
    }),
};
