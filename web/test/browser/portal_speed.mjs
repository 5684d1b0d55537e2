// How long a holder waits at a long desk, and what it costs over the wire: for `make bench`.
import { withPage } from "./browser.mjs";
import { measured } from "./wire.mjs";

const shown = (page, at) => page.locator(at).first().waitFor({ timeout: 60_000 });

export const scenarios = {
  /** Milliseconds for unlocking the key, from there to the first rows, and for opening a concern; bytes of a desk with its first
      rows and its first capsules. */
  long_desk: (input) =>
    withPage({ ...input, url: "about:blank", path: "" }, async (page) => {
      const requests = [];
      page.context().on("request", (request) => requests.push(request));
      await page.goto(`${input.url}/reviewer`);
      await page.setInputFiles("#key-file", {
        name: "invented.key", mimeType: "application/octet-stream", buffer: Buffer.from(input.key, "base64"),
      });
      // As fast as nobody types.
      await page.locator("#passphrase").pressSequentially(input.passphrase, { delay: 40 });
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
      const isCapsules = (request) => request.url().includes("/desk/hand-outs");
      const wire = await Promise.all(requests.slice(0, requests.findIndex(isCapsules) + 1).map(measured));
      const bytes = wire.reduce((sum, { sent, received }) => sum + sent + received, 0);
      return { unlock: unlocked - pressed, desk: painted - unlocked, concern: opened - painted, bytes };
    }),
};
