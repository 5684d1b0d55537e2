// What a first visit costs over the wire, request by request, from opening the page to "sent".
import { screen, withPage } from "./browser.mjs";
import { upToCheck } from "./raise.mjs";

/** Bytes as they are before TLS: heads, and bodies as they were compressed. */
export async function measured(request) {
  const size = await request.sizes();
  const { pathname } = new URL(request.url());
  const response = await request.response();
  // The browser does not tell the size of a worker's own script; every answer of the service has its length in its head.
  const body = Number(await response.headerValue("content-length"));
  return {
    method: request.method(),
    path: pathname,
    sent: size.requestHeadersSize + size.requestBodySize,
    received: size.responseHeadersSize + body,
  };
}

export const scenarios = {
  /** Every request of a first visit in which a concern without files is sent, and how long Send took (milliseconds). */
  first_visit: (input) =>
    withPage({ ...input, url: "about:blank", path: "" }, async (page) => {
      const requests = [];
      page.context().on("request", (request) => requests.push(request));
      await page.goto(`${input.url}/`);
      await upToCheck(page, input);
      const pressed = performance.now();
      await page.locator("#send").click();
      await screen(page, "sent").waitFor({ timeout: 60_000 });
      const sendTook = performance.now() - pressed;
      return { wire: await Promise.all(requests.map(measured)), sendTook };
    }),
};
