// Files of the visit's concern on their way, for the page. Patient: a connection that is away is tried until it is back or
// the page is closed.

import { attach, look, open, patiently } from "../core/attachments.js";
import { systemEntropy } from "../core/entropy.js";
import { type Service } from "../core/http.js";
import { type Reporter } from "../core/reporter.js";
import { type Trust } from "../core/trust.js";
import type { FileToSend } from "./protocol.js";
import { type Working, startWays, whole } from "./way.js";

/** Whose files, and where they are. */
export interface Visit {
  readonly service: Service;
  readonly trust: Trust;
  readonly reporter: Reporter;
}

/** The tasks; `digestAt` is where the script of the fast hash is. */
export function fileTasks(visit: () => Promise<Visit>, working: Working, digestAt: () => string) {
  const { way, wake } = startWays(working, digestAt);
  addEventListener("online", wake);

  return {
    async attach({ name, type, content }: FileToSend, id: number): Promise<void> {
      const { service, trust, reporter } = await visit();
      const onTheWay = way(id);
      const concern = await patiently(() => reporter.track(service, trust), onTheWay);
      await attach(reporter, { service, trust, concern }, { name, type, content }, systemEntropy, onTheWay);
    },

    async tryNow(): Promise<void> {
      wake();
    },

    async describe(item: string, id: number): Promise<{ name: string; size: number }> {
      const { service, reporter } = await visit();
      const { name, size } = await look(reporter.filesAt(service), item, way(id));
      return { name, size };
    },

    async fetch(item: string, id: number): Promise<Blob> {
      const { service, reporter } = await visit();
      return whole((sink) => open(reporter.filesAt(service), item, sink, way(id)));
    },
  };
}
