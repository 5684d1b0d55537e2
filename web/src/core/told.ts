// What has been said in a concern, as far as it opens: messages, the scope point by point, the findings. What was signed
// decides; sealed words stand beside it. Must not know how it is shown (src/client/told.rs).
import { type Act } from "./act.js";
import { type Concern, type Step, openWords } from "./concern.js";
import { type Findings, tellFindings } from "./findings.js";
import { type HybridIdentity } from "./hybrid.js";
import { type ScopePoint, tellScope } from "./scope.js";
import { type Digest } from "./values.js";

/** Words that an entry names, in clear. */
export interface Told {
  /** Its number, from 1, as `message:3` names it. */
  readonly number: number;
  /** The step that brought them. */
  readonly step: Step;
  /** The digest of the sealed words. */
  readonly item: Digest;
  readonly text: string;
}

/** Opens words by their digest, and once only: an identity takes its time over each. */
export class Opener {
  readonly #readers: readonly HybridIdentity[];
  readonly #opened = new Map<Digest, string>();

  /** `readers` are the case's identity and those of the person's offices. */
  constructor(readers: readonly HybridIdentity[]) {
    this.#readers = readers;
  }

  /** The words, where they were handed out and open. */
  text(concern: Concern, item: Digest): string | undefined {
    const known = this.#opened.get(item);
    if (known !== undefined) return known;
    for (const identity of this.#readers) {
      const text = openWords(concern, item, identity);
      if (text === undefined) continue;
      this.#opened.set(item, text);
      return text;
    }
    return undefined;
  }
}

/** All words that open, in order. */
export function textsOf(concern: Concern, opener: Opener): Told[] {
  const told: Told[] = [];
  for (const step of concern.steps) {
    for (const item of wordsIn(step.entry.act)) {
      const text = opener.text(concern, item);
      if (text !== undefined) told.push({ number: told.length + 1, step, item, text });
    }
  }
  return told;
}

/** The points last said to be looked into, or not. */
export function scopeOf(concern: Concern, opener: Opener): ScopePoint[] {
  const act = concern.steps.findLast(({ entry }) => entry.act.kind === "scope")?.entry.act;
  if (act?.kind !== "scope") return [];
  const words = (item: Digest): string | undefined => opener.text(concern, item);
  return tellScope(act.data, words(act.data.item), words);
}

/** The findings last sent. */
export function findingsOf(concern: Concern, opener: Opener): Findings | undefined {
  const act = concern.steps.findLast(({ entry }) => entry.act.kind === "findings")?.entry.act;
  return act?.kind === "findings" ? tellFindings(act.data, opener.text(concern, act.data.item)) : undefined;
}

/** Words that an act names, in the order of crates/domain/src/items.rs. Scope and findings are told point by point. */
function wordsIn(act: Act): Digest[] {
  const { item = null } = act.data as { item?: Digest | null };
  const last = item === null ? [] : [item];
  switch (act.kind) {
    case "attached":
    case "scope":
    case "findings":
      return [];
    case "referred":
    case "closing_proposed":
      return act.data.receiver === null ? last : [act.data.receiver, ...last];
    case "redacted":
      // The original stands where it was sent.
      return [act.data.copy];
    default:
      return last;
  }
}
