// What a reporter may save: the files as the browser saves them, the calendar read by somebody else's parser.
import ICAL from "ical.js";
import { contentOf, withPage } from "./browser.mjs";
import { open } from "./concern.mjs";
import { send, upToCheck } from "./raise.mjs";

/** Presses a button that saves a file: its name and text. */
async function saved(page, button) {
  const download = page.waitForEvent("download");
  await page.locator(button).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: (await contentOf(file)).toString() };
}

/** The receipt and the dates of a screen. */
async function keep(page, screen) {
  await page.locator("details", { has: page.locator(`#${screen}-receipt`) }).locator("summary").click();
  const receipt = await saved(page, `#${screen}-receipt`);
  const dates = await saved(page, `#${screen}-calendar`);
  const calendar = new ICAL.Component(ICAL.parse(dates.text));
  const events = calendar.getAllSubcomponents("vevent").map((event) => {
    const { startDate, summary, uid } = new ICAL.Event(event);
    const names = event.getAllProperties().map(({ name }) => name);
    return { day: startDate.toString(), isWholeDay: startDate.isDate, summary, uid, names };
  });
  return { receipt, dates, events };
}

export const scenarios = {
  /** Once it is sent. */
  keep_sent: (input) =>
    withPage(input, async (page) => {
      const code = await upToCheck(page, { ...input, pictures: undefined });
      await send(page, input);
      return { code, ...(await keep(page, "sent")) };
    }),

  /** On coming back. */
  keep_later: (input) =>
    withPage(input, async (page) => {
      await open(page, input);
      return keep(page, "concern");
    }),
};
