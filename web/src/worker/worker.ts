// The worker: everything that seals, signs, checks or speaks with the service runs here, away from the page. Start here.

import { faultOf } from "./faults.js";
import type { Addresses, Answer, Question } from "./protocol.js";
import { startTasks } from "./tasks.js";

let digestAt = "";
const tasks = startTasks(
  (id, working, away = false) => { answer({ id, working, away }); },
  () => digestAt,
);

addEventListener("message", ({ data }: MessageEvent<Addresses | Question>) => {
  if ("digest" in data) digestAt = data.digest;
  else void take(data);
});

async function take({ id, task, argument }: Question): Promise<void> {
  try {
    const work = tasks[task] as (this: typeof tasks, argument: unknown, id: number) => Promise<unknown>;
    answer({ id, done: await work.call(tasks, argument, id) });
  } catch (error) {
    answer({ id, fault: faultOf(error) });
  }
}

function answer(words: Answer): void {
  postMessage(words);
}
