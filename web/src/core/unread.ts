// What is signed on a concern without reading it: that it is opened, that it is passed on or does not hold together, and judgements
// from its entries alone (src/client/unread.rs).
import { type Act } from "./act.js";
import { fromHex, toHex } from "./bytes.js";
import { later } from "./calendar.js";
import { type Concern } from "./concern.js";
import { type Found } from "./desk.js";
import { type Entropy } from "./entropy.js";
import { UncheckedEntry, openingMessage, record } from "./entry.js";
import { type Handed, handedOut, loadById } from "./handed.js";
import { HybridRecipient } from "./hybrid.js";
import { onItsDay } from "./its_day.js";
import { Mistrust } from "./problem.js";
import { sealText } from "./seal.js";
import { type Done, send, signAct } from "./sent.js";
import { type Accepted, type SignedIn } from "./session.js";
import { digestOf } from "./sig.js";
import { type Day, type Digest } from "./values.js";

/** Signs `opened`, with the capsule's key beside the person's own; `known` if something was handed out of it before. */
export async function signOpened(holder: SignedIn, found: Found, known?: Concern): Promise<Accepted> {
  const { id: concern, office, capsule } = found;
  const last = known?.steps.at(-1);
  return onItsDay(holder.trust.today, later(earliest(holder, found), last?.entry.day ?? ""), (day) => {
    const opened = { office, countersign: "" };
    const message = openingMessage(holder.trust.log.origin, concern, opened, holder.person, day);
    const countersign = toHex(capsule.opening.sign(message));
    return send(holder, { concern, day, after: last?.record ?? null }, { kind: "opened", data: { office, countersign } }, []);
  });
}

/**
 * Signs what needs neither opening nor a concern that holds together: `conflict`, `mismatch`, `cannot_open`. After the last
 * entry that was handed out, whatever it says; as long as this person has signed nothing of it there is none.
 */
export async function signUnread(holder: SignedIn, found: Found, act: Act): Promise<Done> {
  const handed = await handedOut(holder, found.id);
  const last = handed?.entries.at(-1);
  const after = last === undefined ? null : recordOf(last);
  const day = later(earliest(holder, found), handed?.today ?? "");
  return signAct(holder, { concern: found.id, day, after }, act, [], async () => {
    const entries = (await handedOut(holder, found.id))?.entries ?? [];
    return entries.map((each) => ({ record: recordOf(each), entry: UncheckedEntry.parse(each.entry).entry }));
  });
}

/**
 * Signs a judgement on a concern that does not open here, from its entries alone, after the last of them (src/client/unread.rs).
 * `build` is given what seals words to the reporter. Throws {@link Mistrust} if nothing says to whom.
 */
export async function judgeUnread(
  holder: SignedIn,
  { concern }: Handed,
  build: (seal: (text: string) => Digest) => Act,
  entropy: Entropy,
): Promise<Done> {
  const items: Uint8Array[] = [];
  const act = build((text) => {
    const to = HybridRecipient.parse(concern.manifest?.case_recipient ?? "");
    if (to === undefined) throw new Mistrust("manifest");
    const sealed = sealText(to, text, entropy);
    items.push(sealed);
    return digestOf(sealed);
  });
  const last = concern.steps.at(-1);
  const after = last?.record ?? null;
  const day = later(holder.trust.today, last?.entry.day ?? "");
  return signAct(holder, { concern: concern.id, day, after }, act, items, async () =>
    (await loadById(holder, concern.id))?.concern.steps ?? []);
}

function recordOf({ salt, entry }: { readonly salt: string; readonly entry: string }): Digest {
  return record(fromHex(salt, 32), entry);
}

function earliest(holder: SignedIn, { capsule, arrived }: Found): Day {
  return later(holder.trust.today, later(capsule.day, arrived));
}
