// What has been said in a concern, as far as it opens: messages, the scope point by point, the findings. What was signed
// decides; sealed words stand beside it. Must not know how it is shown (src/client/told.rs).
import { type Act } from "./act.js";
import { type Concern, type Step } from "./concern.js";
import { type Findings, tellFindings } from "./findings.js";
import { type HybridIdentity } from "./hybrid.js";
import { Mistrust, clean } from "./problem.js";
import { type ScopePoint, tellScope } from "./scope.js";
import { openText } from "./seal.js";
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

/** All that was sealed in a concern, in clear. */
export class Words {
  /** Whom and where it concerns, where it was handed out. */
  readonly about: string | undefined;
  /** All the rest; nothing before "I have no conflict". */
  readonly account: string | undefined;
  readonly #texts: ReadonlyMap<Digest, string>;

  private constructor(about: string | undefined, account: string | undefined, texts: ReadonlyMap<Digest, string>) {
    [this.about, this.account, this.#texts] = [about, account, texts];
  }

  /**
   * Opens whatever was handed out, all at once: a browser that opens them away from the script does. `readers` are the
   * case's identity, and those of the person's offices; what `known` has is not opened again. Throws {@link Mistrust} for a
   * part that does not open with the case's.
   */
  static async open(concern: Concern, readers: readonly [HybridIdentity, ...HybridIdentity[]], known?: Words): Promise<Words> {
    const words = async ([item, copies]: [Digest, readonly Uint8Array[]]): Promise<[Digest, string | undefined]> =>
      [item, known?.text(item) ?? (await firstToOpen(copies, readers))];
    const [about, account, texts] = await Promise.all([
      openPart(concern.about, readers[0], known?.about),
      openPart(concern.account, readers[0], known?.account),
      Promise.all([...concern.items].map(words)),
    ]);
    return new Words(about, account, new Map(texts.filter((each): each is [Digest, string] => each[1] !== undefined)));
  }

  /** Words that an entry names, where they were handed out and open. */
  text(item: Digest): string | undefined {
    return this.#texts.get(item);
  }
}

async function openPart(
  sealed: Uint8Array | null,
  identity: HybridIdentity,
  known: string | undefined,
): Promise<string | undefined> {
  if (sealed === null) return undefined;
  const text = known ?? (await openText(identity, sealed));
  if (text === undefined) throw new Mistrust("part_does_not_open");
  return text;
}

/** Without marks that could make a screen show something else than was written. */
async function firstToOpen(copies: readonly Uint8Array[], readers: readonly HybridIdentity[]): Promise<string | undefined> {
  for (const reader of readers) {
    for (const copy of copies) {
      const text = await openText(reader, copy);
      if (text !== undefined) return clean(text);
    }
  }
  return undefined;
}

/** All words that open, in order. Numbers count what does not open too: else whoever withholds one gives its number to the next. */
export function textsOf(concern: Concern, words: Words): Told[] {
  const named = concern.steps.flatMap((step) => wordsIn(step.entry.act).map((item) => ({ step, item })));
  return named.flatMap(({ step, item }, at) => {
    const text = words.text(item);
    return text === undefined ? [] : [{ number: at + 1, step, item, text }];
  });
}

/** The points last said to be looked into, or not. */
export function scopeOf({ steps }: Pick<Concern, "steps">, words: Words): ScopePoint[] {
  const act = steps.findLast(({ entry }) => entry.act.kind === "scope")?.entry.act;
  if (act?.kind !== "scope") return [];
  return tellScope(act.data, words.text(act.data.item), (item) => words.text(item));
}

/** Findings, and the scope that they were made for. */
export interface Found extends Findings {
  /** Its points: a scope that was settled later has others under the same numbers. */
  readonly scope: readonly ScopePoint[];
  /** Whether it is the scope that stands: what is looked into was not settled anew since. */
  readonly areOnWhatStands: boolean;
}

/** The findings last sent. */
export function findingsOf({ steps }: Concern, words: Words): Found | undefined {
  const at = steps.findLastIndex(({ entry }) => entry.act.kind === "findings");
  const act = steps[at]?.entry.act;
  if (act?.kind !== "findings") return undefined;
  return {
    ...tellFindings(act.data, words.text(act.data.item)),
    scope: scopeOf({ steps: steps.slice(0, at) }, words),
    areOnWhatStands: !steps.slice(at).some(({ entry }) => entry.act.kind === "scope"),
  };
}

/** Words that an act names, in the order of crates/domain/src/items.rs. Scope and findings are told point by point. */
export function wordsIn(act: Act): Digest[] {
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
