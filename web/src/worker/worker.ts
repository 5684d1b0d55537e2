// The worker: everything that seals, signs, checks or speaks with the service runs here, away from the page. Start here.

import { faultOf } from "./faults.js";
import type { Addresses, Answer, Question } from "./protocol.js";
import { answerer } from "./serve.js";
import { startTasks } from "./tasks.js";

let digestAt = "";
const tasks = startTasks(
  (id, working, away = false) => { postMessage({ id, working, away } satisfies Answer); },
  () => digestAt,
);
const take = answerer(tasks, faultOf);

addEventListener("message", ({ data }: MessageEvent<Addresses | Question>) => {
  if ("digest" in data) digestAt = data.digest;
  else void take(data);
});
