// The portal's worker: keys, signatures and everything that is opened stay here, away from the page. Start here.

import type { Addresses } from "../../worker/protocol.js";
import { answerer } from "../../worker/serve.js";
import type { Answer, Question } from "../protocol.js";
import { faultOf } from "./faults.js";
import { startPortal } from "./tasks.js";

let digestAt = "";
const take = answerer(
  startPortal(
    location.origin,
    (id, working, away = false) => { postMessage({ id, working, away } satisfies Answer); },
    () => digestAt,
  ),
  faultOf,
);

addEventListener("message", ({ data }: MessageEvent<Addresses | Question>) => {
  if ("digest" in data) digestAt = data.digest;
  else void take(data);
});
