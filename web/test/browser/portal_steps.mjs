// What somebody does at the portal: each step is what a hand would do, and waits until the page has answered.
import { contentOf, screen } from "./browser.mjs";
import { Typist, tabThrough } from "./keyboard.mjs";

/** Until nothing is being done any more, and something is said. */
async function settled(page, ...places) {
  await page.waitForFunction((at) => {
    const isBusy = [...document.querySelectorAll("progress")].some((bar) => bar.checkVisibility());
    // A document that is just being loaded has none yet.
    const isSaid = document.querySelector("#problem")?.hidden === false || at.some((one) => document.querySelector(one)?.checkVisibility());
    return !isBusy && isSaid;
  }, places, { timeout: 60_000 });
}

const file = ({ name = "invented.key", content }) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content, "base64") });

/** The key file, as a hand chooses it: the window that one click opens is the system's. */
async function fillKey(page, { key, passphrase }) {
  const opened = page.waitForEvent("filechooser");
  await page.locator("#key-file").click();
  await (await opened).setFiles(file({ content: key }));
  await page.locator("#passphrase").fill(passphrase);
  await page.locator("#passphrase").press("Enter");
}

/** Fills the fields of a form: text, a choice, or a tick. */
async function fill(page, fields) {
  for (const [id, value] of Object.entries(fields ?? {})) {
    const field = page.locator(`[id="${id}"]`);
    if (value === true || value === false) await field.setChecked(value);
    else if ((await field.evaluate(({ tagName }) => tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
}

/** The one that can be seen, of those that say the same. */
async function unfold(page, at) {
  const all = page.locator(at);
  const seen = await all.evaluateAll((forms) => forms.findIndex((form) => form.closest("[hidden]") === null));
  const form = all.nth(Math.max(seen, 0));
  const folded = form.locator("xpath=ancestor::details[1]");
  if ((await folded.count()) === 1 && (await folded.getAttribute("open")) === null) await folded.locator("summary").first().click();
  return form;
}

/** Whether what had the focus is gone: whoever has no mouse begins again at the top of the page. */
const isFocusLost = (page) => page.evaluate(() => {
  const at = document.activeElement;
  return at === null || at === document.body || !at.checkVisibility();
});

/** Lets go what waits. */
let freed;

export const STEPS = {
  /** How often the mouse was pressed since the page was opened. */
  pressed: async (page) => page.evaluate(() => globalThis.pressed),

  /** What somebody reads who starts at the heading and stops behind a place: nothing that is folded away. */
  texts_to: async (page, { at }) => page.locator(at).first().evaluate((end) => {
    const isBefore = (node) => (end.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) === 0 || end.contains(node);
    const isRead = (place) => place.checkVisibility() && place.closest("option, .govuk-visually-hidden") === null;
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const read = [];
    while (texts.nextNode() !== null) if (isBefore(texts.currentNode) && isRead(texts.currentNode.parentElement)) read.push(texts.currentNode.data);
    for (const box of document.querySelectorAll("main textarea")) if (isBefore(box) && isRead(box)) read.push(box.value);
    return read.map((text) => text.trim()).filter(Boolean);
  }),

  /** Only looks: at a place of the screen, if one is named. */
  look: async (page, { at }) => {
    if (at !== undefined) await page.locator(at).evaluate((element) => element.scrollIntoView({ block: "center" }));
  },

  sign_in: async (page, step) => {
    await fillKey(page, step);
    await settled(page, "#bar");
    // The first screen asks for its own things.
    await page.waitForFunction(() => ![...document.querySelectorAll("progress")].some((bar) => bar.checkVisibility()));
  },

  /** Opens a concern from the row of the desk. */
  open: async (page, { concern }) => {
    await page.locator(`#unopened [data-row="${concern}"]`).click();
    await settled(page, "#opened-part");
  },

  /** Goes to a concern that was opened. */
  visit: async (page, { concern }) => {
    if (!(await screen(page, "desk").isVisible())) await page.locator('#bar [data-go="desk"]').click();
    await page.locator(`#opened [data-row="${concern}"]`).click();
    await settled(page, "#concern-screen");
  },

  /** Goes to another screen of the bar. */
  go: async (page, { to }) => {
    await page.locator(`#bar [data-go="${to}"]`).click();
    await page.waitForFunction(() => ![...document.querySelectorAll("progress")].some((bar) => bar.checkVisibility()));
  },

  /** The screens that the bar leads to. */
  bar: async (page) => page.locator("#bar [data-go]").evaluateAll((all) =>
    all.filter((one) => one.checkVisibility()).map(({ dataset }) => dataset.go)),

  /** Fills a form of the concern and signs it. */
  act: async (page, { act, fields }) => {
    await unfold(page, `form[data-act="${act}"]`);
    await page.locator("#done").evaluate((done) => { done.hidden = true; });
    await fill(page, fields);
    // What is final has its button folded away.
    await (await unfold(page, `form[data-act="${act}"] button[type=submit]`)).click();
    await settled(page, "#done");
  },

  /** The same with the keyboard alone; gives where the focus could not be seen, and whether it was lost with the signature. */
  act_by_keys: async (page, { act, fields }) => {
    const typist = new Typist(page);
    const form = `form[data-act="${act}"]`;
    await typist.unfold(form);
    await page.locator("#done").evaluate((done) => { done.hidden = true; });
    for (const [id, value] of Object.entries(fields)) await typist.fill(`[id="${id}"]`, value);
    const last = `${form} details:not([hidden]):not([open]) > summary`;
    if ((await page.locator(last).count()) > 0) await typist.press(last);
    await typist.press(`${form} button[type=submit]`);
    await settled(page, "#done");
    return [...typist.faults, ...((await isFocusLost(page)) ? [`lost with ${act}`] : [])];
  },

  /** Goes to a button with Tab and presses it; gives whether the focus was lost with it. */
  press_by_keys: async (page, { at, wait }) => {
    const typist = new Typist(page);
    await typist.press(at);
    await settled(page, ...wait);
    return [...typist.faults, ...((await isFocusLost(page)) ? [`lost with ${at}`] : [])];
  },

  /** Fills a form of people and rules, and signs it. */
  people: async (page, { act, fields, file: chosen }) => {
    const form = await unfold(page, `form[data-people="${act}"]`);
    await fill(page, fields);
    if (chosen !== undefined) await page.setInputFiles(chosen.at, file(chosen));
    await form.locator("button[type=submit]").click();
    await settled(page, "#people-done", "#operator-done");
  },

  fill: async (page, { fields }) => fill(page, fields),

  press: async (page, { at, wait = [] }) => {
    await page.locator(at).first().click();
    if (wait.length > 0) await settled(page, ...wait);
  },

  type: async (page, { at, text }) => page.locator(at).first().fill(text),

  /** Where words of a line stand: from the left, and from the top. */
  places: async (page, { at, words }) => page.locator(at).first().evaluate((line, all) => all.map((word) => {
    const [text, range] = [line.firstChild, document.createRange()];
    range.setStart(text, text.data.indexOf(word));
    range.setEnd(text, text.data.indexOf(word) + word.length);
    const { left, top } = range.getBoundingClientRect();
    return [left, top];
  }), words),

  /** Opens everything that is folded on the screen. */
  unfold_all: async (page) => {
    await page.locator("main details").evaluateAll((all) => {
      for (const folded of all) if (folded.closest("[hidden]") === null) folded.open = true;
    });
    await page.waitForFunction(() => ![...document.querySelectorAll("progress")].some((bar) => bar.checkVisibility()));
  },

  /** Another screen, in other colours. */
  turn: async (page, { size, colours }) => {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: colours });
  },

  key: async (page, { key }) => page.keyboard.press(key),

  /** Enter in a field. */
  enter: async (page, { at }) => page.locator(at).press("Enter"),

  /** Goes on with Tab until something has the focus; no other way leads there. */
  tab_to: async (page, { at }) => {
    for (let pressed = 0; pressed < 200; pressed += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, at)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not lead to ${at}`);
  },

  /** Types where the focus is. */
  keys: async (page, { text }) => page.keyboard.type(text),

  choose: async (page, { at, ...chosen }) => page.setInputFiles(at, file(chosen)),

  unfold: async (page, { at }) => { await unfold(page, at); },

  wait: async (page, { at }) => page.locator(at).first().waitFor(),

  /** Time passes for the page alone. */
  pass: async (page, { minutes, wait }) => {
    await page.clock.fastForward(minutes * 60_000);
    if (wait !== undefined) await page.locator(wait).waitFor();
  },

  /** Locks the page, and the next one is so long in coming that every deadline of the old one passes. */
  lock_slowly: async (page, { wait }) => {
    let come;
    const coming = new Promise((free) => { come = free; });
    await page.route("**/reviewer", async (route) => {
      await coming;
      await route.continue();
    });
    // All at once: the browser's own hands would wait for the page that is held up.
    await page.evaluate(async () => {
      const late = new Map();
      const { setTimeout, clearTimeout } = globalThis;
      globalThis.setTimeout = (act, ms, ...with_) => {
        const timer = setTimeout(act, ms, ...with_);
        late.set(timer, () => { act(...with_); });
        return timer;
      };
      globalThis.clearTimeout = (timer) => {
        late.delete(timer);
        clearTimeout(timer);
      };
      const isGone = new Promise((gone) => {
        new MutationObserver(gone).observe(document.body, { childList: true });
      });
      document.getElementById("lock").click();
      await isGone;
      for (const act of late.values()) act();
    });
    come();
    await page.locator(wait).waitFor();
    await page.unrouteAll({ behavior: "wait" });
  },

  read: async (page, { at }) => page.locator(at).evaluateAll((all) =>
    all.map((one) => (one.matches("input, textarea, select") ? one.value : one.checkVisibility() ? one.innerText : one.textContent))),

  /** All that the document holds: elements, attributes, what is typed; and how many workers it has. */
  hold: async (page) => ({
    document: await page.content(),
    typed: await page.locator("input, textarea, select").evaluateAll((all) => all.map(({ value }) => value)),
    workers: page.workers().length,
  }),

  /** What stands in the frame of a PDF, and beside it. */
  paper: async (page, { in: place }) => {
    const frame = page.locator(`${place} iframe`);
    const inside = (await frame.count()) === 0 ? null : await (await frame.elementHandle()).contentFrame();
    const drawn = await inside?.evaluate(() => {
      const canvas = document.querySelector("canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      let ink = 0;
      for (let at = 0; at < data.length; at += 4) ink += data[at] < 128 && data[at + 3] > 0 ? 1 : 0;
      const { lang } = document.querySelector("div");
      return { origin: self.origin, lang, width: canvas.width, height: canvas.height, text: document.body.innerText.trim(), ink };
    });
    return { told: await page.locator(`${place} .daylight-paper > p`).innerText(), frame: drawn ?? null };
  },

  /** What a click saves, and what it saves beside it. */
  save: async (page, { at, beside = 0 }) => {
    const downloads = [];
    const all = new Promise((resolve) => {
      page.on("download", (download) => {
        if (downloads.push(download) === beside + 1) resolve();
      });
    });
    await page.locator(at).first().click();
    await all;
    const [first, ...others] = await Promise.all(downloads.map(async (saved) =>
      ({ name: saved.suggestedFilename(), content: (await contentOf(saved)).toString("base64") })));
    return { ...first, beside: others };
  },

  /** The service takes what is sent there, by this method if one is named, and its answers are lost; from then on those of `then` too. */
  lose: async (page, { in: part, method, then }) => page.route(`**${part}`, async (route) => {
    if (method !== undefined && route.request().method() !== method) return route.fallback();
    await route.fetch();
    if (then !== undefined) await page.route(`**${then}`, (later) => later.abort());
    return route.abort();
  }),

  /** The service takes what is sent there, and half of its answer comes. */
  cut: async (page, { in: part }) => page.route(`**${part}`, async (route) => {
    const response = await route.fetch();
    const whole = await response.body();
    await route.fulfill({ response, body: whole.subarray(0, whole.length / 2) });
  }),

  /** From now on it is noted how the bar at a place moves; gives what was noted until now. */
  progress: async (page, { at }) => page.evaluate((place) => {
    const noted = globalThis.movesOfBar ?? [];
    globalThis.movesOfBar = [];
    globalThis.watchOfBar ??= new MutationObserver(() => {
      globalThis.movesOfBar.push(...[...document.querySelectorAll(`${place} progress`)].map(({ value }) => value));
    });
    globalThis.watchOfBar.observe(document.querySelector(place), { subtree: true, childList: true, attributes: true });
    return noted;
  }, at),

  /** What is sent there comes twice, and the second answer is heard. */
  twice: async (page, { in: part }) => page.route(`**${part}`, async (route) => {
    await route.fetch();
    await route.continue();
  }),

  /** What is sent there is answered once; from then on there is no connection to it. */
  once: async (page, { in: part }) => {
    await page.route(`**${part}`, (route) => route.abort("internetdisconnected"));
    await page.route(`**${part}`, (route) => route.continue(), { times: 1 });
  },

  /** What is asked of that part waits until the network is as it should be again. */
  delay: async (page, { in: part }) => {
    const until = new Promise((free) => { freed = free; });
    await page.route(`**${part}`, async (route) => {
      await until;
      await route.continue();
    });
  },

  /** The network is as it should be again. */
  find: async (page) => {
    freed?.();
    await page.unrouteAll({ behavior: "wait" });
  },

  offline: async (page, { is }) => page.context().setOffline(is),

  /** Closes the window, and stays when the browser asks; gives what it asked with. */
  tries_to_leave: async (page) => {
    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    await dialog.dismiss();
    return dialog.type();
  },

  /** Goes through the screen with Tab: where the focus could not be seen. */
  tab_through: async (page) => tabThrough(page),

  /** A device with a passkey that can seal. */
  authenticator: async (page, _, { context }) => {
    const session = await context.newCDPSession(page);
    await session.send("WebAuthn.enable");
    const options = {
      protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true,
      hasPrf: true, isUserVerified: true, automaticPresenceSimulation: true,
    };
    await session.send("WebAuthn.addVirtualAuthenticator", { options });
  },

  /** The browser takes what the page would put on the clipboard, or refuses it. */
  clipboard: async (page, { refuses }) => page.evaluate((is) => {
    navigator.clipboard.writeText = () => (is ? Promise.reject(new DOMException("refused", "NotAllowedError")) : Promise.resolve());
  }, refuses),

  /** Copies all of an element, as somebody would who wants to paste it elsewhere. */
  copy: async (page, { at }) => {
    await page.locator(at).evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      document.getSelection().removeAllRanges();
      document.getSelection().addRange(range);
    });
    await page.evaluate(() => document.execCommand("copy"));
  },

  focused: async (page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.dataset.row || document.activeElement?.tagName),
};
