// The worker: everything that seals, signs, checks or speaks with the service runs here, away from the page. Start here.

import { faultOf } from "./faults.js";
import type { Answer, Question } from "./protocol.js";
import { startTasks } from "./tasks.js";

const tasks = startTasks(
  (id, working) => { answer({ id, working }); },
);

addEventListener("message", (event: MessageEvent<Question>) => {
  void take(event.data);
});

async function take({ id, task, argument }: Question): Promise<void> {
  try {
    const work = tasks[task] as (argument: unknown, id: number) => Promise<unknown>;
    answer({ id, done: await work(argument, id) });
  } catch (error) {
    answer({ id, fault: faultOf(error) });
  }
}

function answer(words: Answer): void {
  postMessage(words);
}
