// The worker's side of the conversation with its page: each question is answered once. Must not know what can be asked.

/** Answers a question by its name; `id` names it where something goes on for longer. */
type Task = (argument: unknown, id: number) => Promise<unknown>;

/** A question, as it came. */
export interface Asked {
  readonly id: number;
  readonly task: string;
  readonly argument?: unknown;
}

/** Answers questions; `faultOf` puts failures into a form that the page has words for. */
export function answerer(tasks: object, faultOf: (error: unknown) => unknown): (asked: Asked) => Promise<void> {
  return async ({ id, task, argument }) => {
    try {
      const work = (tasks as Record<string, Task>)[task] as Task;
      postMessage({ id, done: await work.call(tasks, argument, id) });
    } catch (error) {
      postMessage({ id, fault: faultOf(error) });
    }
  };
}
