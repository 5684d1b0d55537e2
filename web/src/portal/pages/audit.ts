// Taking an export away, and saying what the check of it showed.

import { byId, show, typed } from "../../pages/dom.js";
import { save } from "../../pages/keep.js";
import { type Problem, showProblems } from "../../pages/problem.js";
import { whenShown } from "../../pages/screens.js";
import { inWords, say } from "../../pages/words.js";
import type { Verdict } from "../protocol.js";
import { ask } from "./ask.js";
import { whoIsIn } from "./session.js";
import { once } from "./working.js";

/** Makes the screen and its forms work. */
export function startAudit(): void {
  whenShown("audit", () => {
    const isAuditor = whoIsIn().role === "auditor";
    show("opinion", isAuditor);
    if (isAuditor) void showSize();
  });
  byId("export-form").addEventListener("submit", (event) => {
    event.preventDefault();
    void exportRecord();
  });
  byId("opinion-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const given = opinionTyped();
    if ("verdict" in given) void sign(given);
    else showProblems([given]);
  });
}

async function exportRecord(): Promise<void> {
  const sealed = byId<HTMLInputElement>("export-sealed").checked;
  await once("export-working", async (moves) => {
    const { file, name } = await ask("exportRecord", { sealed }, moves);
    save(name, "application/octet-stream", file);
    byId("export-working").replaceChildren(say("say-export-saved", { file: name }));
  });
}

/** How many entries there are now. How many were checked nobody but the auditor knows: the number is never filled in. */
async function showSize(): Promise<void> {
  byId("opinion-size-now").textContent = "";
  const size = await ask("recordSize").catch(() => undefined);
  if (size !== undefined) byId("opinion-size-now").textContent = say("say-opinion-now", { size });
}

function opinionTyped(): Problem | { readonly verdict: Verdict; readonly size: number } {
  const chosen = document.querySelector<HTMLInputElement>('#opinion-form input[name="opinion"]:checked');
  if (chosen === null) return { text: say("say-choose-one"), field: "opinion-sound" };
  const size = Number(typed("opinion-size").trim());
  if (!Number.isSafeInteger(size) || size < 1) return { text: say("say-opinion-size"), field: "opinion-size" };
  return { verdict: chosen.value as Verdict, size };
}

async function sign(given: { readonly verdict: Verdict; readonly size: number }): Promise<void> {
  await once("opinion-working", async () => {
    const { batchOn } = await ask("opinion", given);
    byId<HTMLFormElement>("opinion-form").reset();
    byId("opinion-working").replaceChildren(say("say-opinion-signed", { date: inWords(batchOn) }));
  }, "opinion-size");
}
