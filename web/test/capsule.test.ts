// Capsules from the office's side: what was put in comes out, for that office alone, and disagrees with every other manifest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../src/core/bytes.js";
import { type Capsule, dummyCapsule, sealCapsule } from "../src/core/capsule.js";
import { agreesWith, openCapsule } from "../src/core/capsule_open.js";
import { systemEntropy } from "../src/core/entropy.js";
import { HybridIdentity } from "../src/core/hybrid.js";
import { type Manifest } from "../src/core/manifest.js";
import { CAPSULE } from "../src/core/padding.js";
import { sealPadded, sealText } from "../src/core/seal.js";
import { SigningSecret, digestOf } from "../src/core/sig.js";

const office = HybridIdentity.generate(systemEntropy);
const before = HybridIdentity.generate(systemEntropy);
const capsule: Capsule = {
  origin: "demo.daylight.invalid/log",
  office: "guardian",
  reporter: "ab".repeat(32),
  caseIdentity: HybridIdentity.generate(systemEntropy),
  opening: SigningSecret.generate(systemEntropy),
  day: "2026-12-18",
  urgency: "danger",
};
const sealed = sealCapsule(capsule, office.recipient(), systemEntropy);

test("an office gets out what was put in, with its old key or its new one", async () => {
  for (const identities of [[office], [before, office]]) {
    const got = await openCapsule(identities, sealed);
    assert(typeof got === "object");
    assert.equal(got.caseIdentity.toSecretText(), capsule.caseIdentity.toSecretText());
    assert.deepEqual(got.opening.seed(), capsule.opening.seed());
    assert.deepEqual([got.origin, got.office, got.reporter, got.day, got.urgency], [
      capsule.origin, capsule.office, capsule.reporter, capsule.day, capsule.urgency,
    ]);
  }
});

test("a dummy, another's capsule and what is none say nothing", async () => {
  const words = sealText(office.recipient(), "the till is short", systemEntropy);
  for (const bytes of [dummyCapsule(systemEntropy), words, sealed.subarray(1), new Uint8Array(), new Uint8Array(sealed.length)]) {
    assert.equal(await openCapsule([office], bytes), undefined);
  }
  assert.equal(await openCapsule([before], sealed), undefined);
  assert.equal(await openCapsule([], sealed), undefined);
});

test("a capsule that is ours and useless is broken", async () => {
  const seal = (text: string): Uint8Array => sealPadded(office.recipient(), text, CAPSULE, systemEntropy);
  const bent = sealed.slice();
  bent[sealed.length - 1] = (bent[sealed.length - 1] ?? 0) ^ 1;
  const json = JSON.stringify({
    v: 1, origin: capsule.origin, office: "guardian", reporter: capsule.reporter, case_identity: "01".repeat(32),
    opening: "02".repeat(32), day: capsule.day, urgency: capsule.urgency,
  });
  assert(typeof (await openCapsule([office], seal(json))) === "object");
  const [newer, more, wrong] = [json.replace('"v":1', '"v":2'), json.replace("}", ',"x":1}'), json.replace("danger", "dire")];
  for (const bytes of [bent, ...["", "{}", newer, more, wrong].map(seal)]) assert.equal(await openCapsule([office], bytes), "broken");
});

test("a capsule agrees with the manifest that lists it, and with no other", () => {
  const manifest = {
    origin: capsule.origin,
    day: capsule.day,
    urgency: capsule.urgency,
    case_recipient: capsule.caseIdentity.recipient().text,
    reporter: capsule.reporter,
    capsules: [{ office: "guardian", digest: digestOf(sealed), opening: toHex(capsule.opening.public()) }],
  } as unknown as Manifest;
  assert(agreesWith(capsule, manifest, sealed));
  const [listed] = manifest.capsules;
  assert(listed !== undefined);
  for (const other of [
    { ...manifest, origin: "other.invalid/log" },
    { ...manifest, day: "2026-12-19" },
    { ...manifest, urgency: "ordinary" as const },
    { ...manifest, case_recipient: office.recipient().text },
    { ...manifest, reporter: "cd".repeat(32) },
    { ...manifest, capsules: [] },
    { ...manifest, capsules: [{ ...listed, digest: "00".repeat(32) }] },
    { ...manifest, capsules: [{ ...listed, opening: "00".repeat(32) }] },
  ]) {
    assert(!agreesWith(capsule, other, sealed));
  }
  assert(!agreesWith(capsule, manifest, sealCapsule(capsule, office.recipient(), systemEntropy)));
});
