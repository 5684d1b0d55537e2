// A real browser on one page of a service, watched: requests, storage, violations of the page's security policy.
import { chromium } from "playwright-core";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { cutOffWhenLarge, cutOffWhenSpaced, tooSmall, tooWide, unnamedLanguages, violations } from "./access.mjs";

/** What keeps a browser from calling anybody by itself. */
export const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** What was seen on each page that is open. */
const watched = new Map();

/** The one that is there for all scenarios of this process: to start it takes longer than most of what is asked of it. */
let shared;

/** Opens the page, runs the scenario, and gives what it returns with what was seen on the way. */
export async function withPage(input, scenario) {
  const browser = await launch(input);
  try {
    const { page, seen, context } = await openWatched(browser, input);
    if (input.today !== undefined) await page.clock.setFixedTime(new Date(`${input.today}T10:00:00Z`));
    await page.goto(input.url + (input.path ?? "/"));
    const found = await scenario(page, input, seen);
    const kept = await whatIsKept(page, context);
    return { ...found, seen, kept };
  } finally {
    if (browser !== shared) await browser.close();
  }
}

/** A real browser: the shared one, or one of its own where it must be started otherwise. */
export async function launch(input) {
  const start = (more) => chromium.launch({ executablePath: input.chromium ?? "/usr/bin/chromium", args: [...ARGUMENTS, ...more] });
  if (input.args !== undefined) return start(input.args);
  if (!shared?.isConnected()) shared = await start([]);
  return shared;
}

/** Closes what a scenario left open in the shared one, however it went. */
export async function leavePages() {
  for (const context of shared?.contexts() ?? []) await context.close();
}

/** Ends the shared one. */
export async function leaveBrowser() {
  await shared?.close();
}

/** A page of its own in it, that is watched from the start. */
export async function openWatched(browser, input) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...input.context });
  const page = await context.newPage();
  const seen = { requests: [], violations: [], errors: [], barriers: [], help: [] };
  watched.set(page, seen);
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
  });
  context.on("request", (request) => {
    const body = request.postDataBuffer()?.toString("latin1") ?? "";
    seen.requests.push({ method: request.method(), url: request.url(), body });
  });
  await context.exposeFunction("reportViolation", (what) => { seen.violations.push(what); });
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      globalThis.reportViolation(`${event.violatedDirective} ${event.blockedURI}`);
    });
    globalThis.pressed = 0;
    addEventListener("pointerdown", ({ isTrusted }) => { globalThis.pressed += isTrusted ? 1 : 0; }, true);
  });
  page.setDefaultTimeout(30_000);
  return { page, seen, context };
}

/** What a browser saved, wherever that browser keeps it. */
export async function contentOf(download) {
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Everything that could lie in the browser afterwards. */
export async function whatIsKept(page, context) {
  const inPage = await page
    .evaluate(() => ({
      address: location.href,
      title: document.title,
      state: JSON.stringify(history.state),
      local: JSON.stringify({ ...localStorage }),
      session: JSON.stringify({ ...sessionStorage }),
      cookie: document.cookie,
    }))
    .catch(() => ({}));
  return { ...inPage, cookies: await context.cookies() };
}

/** What could lie in the browser where a page keeps more than a few words: names of databases, caches, files, workers, and the
 * window's own. */
export async function whatLiesDeeper(page) {
  return page.evaluate(async () => {
    const files = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
    return {
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      files,
      workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
      window: window.name,
    };
  });
}

/** A screen as it stands: a picture for people to look at, and what bars anybody's way, where the input asks for it (of some screens,
 * or of all). */
export async function look(page, input, name) {
  if (input.pictures != null) {
    mkdirSync(input.pictures, { recursive: true });
    const file = `${[input.form, name].filter(Boolean).join("-")}.png`;
    await page.screenshot({ path: join(input.pictures, file), fullPage: input.part !== true });
  }
  const routes = await page.locator("#help li").evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  watched.get(page)?.help.push([name, routes]);
  if (input.barriers !== true && ![input.barriers].flat().includes(name)) return;
  const barriers = {
    "wider than the screen": await tooWide(page),
    "too small to press": await tooSmall(page),
    "cut off when spaced": await cutOffWhenSpaced(page),
    "cut off when large": await cutOffWhenLarge(page),
    language: await unnamedLanguages(page),
  };
  watched.get(page).barriers.push(...(await violations(page, name)));
  for (const [what, where] of Object.entries(barriers)) {
    watched.get(page).barriers.push(...where.map((element) => `${name}: ${what}: ${element}`));
  }
}

/** The one screen that is shown. */
export function screen(page, name) {
  return page.locator(`[data-screen="${name}"]`);
}

/** Presses the screen's main button. */
export async function goOn(page, name) {
  await screen(page, name).locator("button[type=submit], button[data-go]").first().click();
}
