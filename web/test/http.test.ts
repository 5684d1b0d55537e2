// Calls: what is sent with them and what is not, and what becomes of answers that are none. The work for a place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AsPerson } from "../src/core/as_person.js";
import { atLeast, text } from "../src/core/form.js";
import { type Fetcher, Service } from "../src/core/http.js";
import { CallFailed, clean } from "../src/core/problem.js";
import { doWork } from "../src/core/work.js";

const ANSWER = atLeast({ value: text });
const answering = (body: string, status = 200): Service => {
  return new Service("https://speak-up.invalid/", async () => new Response(body, { status }));
};
const failing = (kind: string, word?: string) => (fault: unknown): boolean => {
  assert.ok(fault instanceof CallFailed, String(fault));
  assert.deepEqual([fault.kind, fault.refusal?.word], [kind, word]);
  return true;
};

test("a call carries no cookie, no referrer, and follows no redirect", async () => {
  const seen: [string, RequestInit][] = [];
  const fetcher: Fetcher = async (address, request) => {
    seen.push([address, request]);
    return new Response('{"value":"yes","more":1}');
  };
  const service = new Service("https://speak-up.invalid/", fetcher);
  assert.deepEqual(await service.post("track", ANSWER, { locator: "secret" }), { value: "yes" });
  const [[address, request] = ["", {}]] = seen;
  assert.equal(address, "https://speak-up.invalid/api/v1/track");
  const { cache, credentials, redirect, referrerPolicy } = request;
  assert.deepEqual([cache, credentials, redirect, referrerPolicy], ["no-store", "omit", "error", "no-referrer"]);
});

test("what the service says is told in its words, without what steers a screen", async () => {
  const refused = answering('{"error":"day_changed","message":"Sign\\u202e for\\u0007 today","day":"2026-12-19"}', 409);
  await assert.rejects(refused.get("x", ANSWER), (fault: CallFailed) => {
    assert.deepEqual(fault.refusal, { status: 409, word: "day_changed", says: "Sign for today", day: "2026-12-19" });
    return fault.hasStatus(409) && !fault.isUnsettled();
  });
  const ruled = answering('{"error":"refused","message":"Later","rule":{"name":"reporter_has_time","day":"2026-12-29","more":1}}', 409);
  await assert.rejects(ruled.get("x", ANSWER), (fault: CallFailed) => {
    assert.deepEqual(fault.refusal?.rule, { name: "reporter_has_time", day: "2026-12-29" });
    return fault.refusal?.word === "refused";
  });
  assert.equal(clean("a\u0000b\n\tc\u2066d"), "ab\n\tcd");
});

test("an answer that is none of ours is not understood", async () => {
  for (const body of ["", "<html>", "[]", "{}", '{"value":1}', "\u0000"]) {
    await assert.rejects(answering(body).get("x", ANSWER), failing("not_understood"));
  }
  await assert.rejects(answering("<html>", 403).get("x", ANSWER), failing("not_understood"));
  await assert.rejects(answering("<html>", 503).get("x", ANSWER), failing("refused", "unavailable"));
  const dropped = new Service("https://speak-up.invalid", () => Promise.reject(new TypeError("secret in a message")));
  await assert.rejects(dropped.get("x", ANSWER), failing("unreachable"));
});

test("an endless answer is given up", async () => {
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1 << 20)) });
  const service = new Service("https://speak-up.invalid", async () => new Response(endless));
  await assert.rejects(service.getText("x"), failing("not_understood"));
});

test("an answer that breaks off is no answer", async () => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("gone")) });
  const service = new Service("https://speak-up.invalid", async () => new Response(broken));
  await assert.rejects(service.get("x", ANSWER), failing("unreachable"));
});

// The numbers of src/crypto/work.rs, reckoned with Python.
test("the work is the one written down", () => {
  const told: number[] = [];
  const header = doWork({ challenge: "ab", bits: 8 }, "00".repeat(32), (done) => told.push(done));
  assert.equal(header, `ab:${"00".repeat(32)}:27,71,1022,275,247,489,900,169`);
  assert.deepEqual(told, [1, 2, 3, 4, 5, 6, 7, 8]);
});

test("a service that asks for too much gets nothing", () => {
  for (const wanted of [{ challenge: "ab", bits: 19 }, { challenge: "a:b", bits: 1 }, { challenge: "a".repeat(129), bits: 1 }]) {
    assert.throws(() => doWork(wanted, "00".repeat(32)), CallFailed);
  }
});

test("a file that comes moves a bar, and one that is cut is none, however it ends", async () => {
  const parts = [new Uint8Array(30), new Uint8Array(70)];
  const coming = (length: number, ends: (on: ReadableStreamDefaultController) => void): AsPerson => {
    const body = new ReadableStream({
      start(on) {
        for (const part of parts) on.enqueue(part);
        ends(on);
      },
    });
    return new AsPerson("https://speak-up.invalid", "token", async () =>
      new Response(body, { headers: { "daylight-length": String(length) } }));
  };
  const moves: number[] = [];
  const whole = coming(100, (on) => { on.close(); });
  const file = await whole.postForFile("audit/export", {}, (share) => moves.push(share));
  assert.deepEqual([file.size, moves], [100, [0.3, 1]]);
  const none = (): void => undefined;
  await assert.rejects(coming(101, (on) => { on.close(); }).postForFile("x", {}, none), failing("unreachable"));
  await assert.rejects(coming(100, (on) => { on.error(new Error("gone")); }).postForFile("x", {}, none), failing("unreachable"));
});
