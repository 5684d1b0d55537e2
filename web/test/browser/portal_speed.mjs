// What a holder waits for at a long desk, and what it costs over the wire: for `make bench`, and the bytes for the tests too.
import { withPage } from "./browser.mjs";
import { measured } from "./wire.mjs";

const shown = (page, at) => page.locator(at).first().waitFor({ timeout: 60_000 });

/** A page on which the key file is chosen and the passphrase typed, as fast as nobody types; and every request from its beginning. */
const withKey = (input, scenario) =>
  withPage({ ...input, url: "about:blank", path: "" }, async (page) => {
    const requests = [];
    page.context().on("request", (request) => requests.push(request));
    await page.goto(`${input.url}/reviewer`);
    await page.setInputFiles("#key-file", {
      name: "invented.key", mimeType: "application/octet-stream", buffer: Buffer.from(input.key, "base64"),
    });
    await page.locator("#passphrase").pressSequentially(input.passphrase, { delay: 40 });
    return scenario(page, requests);
  });

/** What the first screen costs: everything up to and with the first capsules. */
function firstScreen(requests) {
  const isCapsules = (request) => request.url().includes("/desk/hand-outs");
  return Promise.all(requests.slice(0, requests.findIndex(isCapsules) + 1).map(measured));
}

export const scenarios = {
  /** Milliseconds for unlocking the key, from there to the first rows, and for opening a concern; bytes of a desk with its first
      rows and its first capsules. */
  long_desk: (input) =>
    withKey(input, async (page, requests) => {
      const pressed = performance.now();
      await page.locator("#passphrase").press("Enter");
      await shown(page, "#bar");
      const unlocked = performance.now();
      await shown(page, "#opened [data-row]");
      const painted = performance.now();
      // The oldest, and so the first. The first capsules are being opened meanwhile.
      await page.locator(`#opened [data-row="${input.concern}"]`).click();
      await shown(page, "#steps li");
      const opened = performance.now();
      const wire = await firstScreen(requests);
      const bytes = wire.reduce((sum, { sent, received }) => sum + sent + received, 0);
      return { unlock: unlocked - pressed, desk: painted - unlocked, concern: opened - painted, bytes };
    }),

  /** Every request of the desk's first screen, and of the desk with so many capsules opened; how many rows each shows. */
  desk_weight: (input) =>
    withKey(input, async (page, requests) => {
      await page.locator("#passphrase").press("Enter");
      await shown(page, "#opened [data-row]");
      await shown(page, "#unopened [data-row]");
      const first = await firstScreen(requests);
      await shown(page, `#unopened > li:nth-child(${input.capsules})`);
      const rows = await page.locator("#opened [data-row]").count();
      return { first, whole: await Promise.all(requests.map(measured)), rows };
    }),
};
