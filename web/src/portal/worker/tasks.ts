// What the portal's page can ask for, put together.

import type { Fetcher } from "../../core/http.js";
import type { Working } from "../../worker/way.js";
import type { Tasks } from "../protocol.js";
import { auditTasks } from "./audit.js";
import { concernTasks } from "./concern.js";
import { deskTasks } from "./desk.js";
import { joinTasks } from "./join.js";
import { judgingTasks } from "./judging.js";
import { packTasks } from "./packs.js";
import { peopleTasks } from "./people.js";
import { searchTasks } from "./search.js";
import { signInTasks } from "./sign_in.js";
import { Visit } from "./visit.js";

/** Tasks as the worker calls them: with the number of the question, for those that tell how far they are. */
type Numbered = { [T in keyof Tasks]: (argument: Parameters<Tasks[T]>[0], id: number) => ReturnType<Tasks[T]> };

/** One visit at a service; `digestAt` is where the script of the fast hash is. */
export function startPortal(base: string, working: Working, digestAt: () => string, fetcher?: Fetcher): Numbered {
  const visit = new Visit(base, fetcher);
  const tasks: Numbered = {
    ...signInTasks(visit),
    ...joinTasks(visit),
    ...deskTasks(visit),
    ...concernTasks(visit, working, digestAt),
    ...searchTasks(visit, working),
    ...peopleTasks(visit),
    ...auditTasks(visit, working),
    ...judgingTasks(visit),
    ...packTasks(visit),
  };
  // When the service says that the session is over, the keys go with it.
  const guarded = Object.entries(tasks).map(([name, task]) => {
    const work = task as (argument: unknown, id: number) => Promise<unknown>;
    return [name, (argument: unknown, id: number) => visit.guarded(() => work(argument, id))];
  });
  return Object.fromEntries(guarded) as unknown as Numbered;
}
