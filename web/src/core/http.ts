// Calls to a service: JSON over HTTP, with limits. Sends no cookie and no referrer, follows no redirect, keeps nothing.
// Alone fetches; must not know what the bytes mean (src/client/http.rs).
import { API_ERROR } from "./api.js";
import { NotBytes, concat, fromUtf8 } from "./bytes.js";
import { BadForm, type Form, parseJson } from "./form.js";
import { CallFailed, clean } from "./problem.js";

/** The longest answer taken, in bytes: a concern with a hundred long messages. */
const LONGEST_ANSWER = 64 * 1024 * 1024;
/** The longest answer that only refuses. */
const LONGEST_REFUSAL = 64 * 1024;
/** The longest message of the service that is repeated to a person, in characters. */
const LONGEST_MESSAGE = 500;
const CALL_FOR_MS = 120_000;

/** How requests leave: the browser's `fetch`, or another of its form. */
export type Fetcher = (address: string, request: RequestInit) => Promise<Response>;

/** A service at an address. */
export class Service {
  readonly #base: string;
  readonly #fetcher: Fetcher;

  /** `base` is the page's own origin, `https://speak-up.example.org`. */
  constructor(base: string, fetcher: Fetcher = (address, request) => fetch(address, request)) {
    this.#base = `${base.replace(/\/+$/, "")}/api/v1/`;
    this.#fetcher = fetcher;
  }

  /** Asks for a value. Like all calls here, throws {@link CallFailed} if it comes to nothing. */
  async get<T>(path: string, form: Form<T>): Promise<T> {
    return read(await this.call(path, { method: "GET" }), form);
  }

  /** Asks for text. */
  async getText(path: string): Promise<string> {
    return textOf(await this.call(path, { method: "GET" }));
  }

  /** Sends a value and asks for the answer. `headers` come on top. */
  async post<T>(path: string, form: Form<T>, value: unknown, headers: Record<string, string> = {}): Promise<T> {
    return read(await this.call(path, json(value, headers)), form);
  }

  /** Sends a long value, packed where the browser can, and asks for the answer. */
  async postPacked<T>(path: string, form: Form<T>, value: unknown, headers: Record<string, string>): Promise<T> {
    return read(await this.call(path, await packed(json(value, headers))), form);
  }

  /** Sends nothing and asks for the answer. */
  async postNothing<T>(path: string, form: Form<T>): Promise<T> {
    return read(await this.call(path, { method: "POST" }), form);
  }

  /** Sends bytes that begin at an offset of something longer. */
  async putBytes<T>(path: string, form: Form<T>, offset: number, bytes: Uint8Array): Promise<T> {
    const headers = { "content-type": "application/octet-stream", "upload-offset": String(offset) };
    return read(await this.call(path, { method: "PUT", headers, body: bytes as Uint8Array<ArrayBuffer> }), form);
  }

  /** Sends a value and asks for a stream of bytes. */
  async postForStream(path: string, value: unknown): Promise<ReadableStream<Uint8Array>> {
    const response = await this.call(path, json(value, {}));
    if (response.body === null) throw new CallFailed("not_understood");
    return response.body;
  }

  /** Alone asks. */
  protected async call(path: string, request: RequestInit, forMs = CALL_FOR_MS): Promise<Response> {
    let response: Response;
    try {
      response = await this.#fetcher(this.#base + path, {
        ...request,
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(forMs),
      });
    } catch {
      // What the transport says is left out: it can hold parts of what was sent.
      throw new CallFailed("unreachable");
    }
    if (!response.ok) throw await refused(response);
    return response;
  }
}

/** A request that sends a value. */
export function json(value: unknown, headers: Record<string, string>): RequestInit {
  return { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(value) };
}

/** Sealed bytes in base64 lose a quarter. */
async function packed(request: RequestInit): Promise<RequestInit> {
  if (typeof CompressionStream === "undefined") return request;
  const stream = new Blob([request.body as string]).stream().pipeThrough(new CompressionStream("gzip"));
  const headers = { ...(request.headers as Record<string, string>), "content-encoding": "gzip" };
  return { ...request, headers, body: await new Response(stream).arrayBuffer() };
}

/** The value in an answer. */
export async function read<T>(response: Response, form: Form<T>): Promise<T> {
  const text = await textOf(response);
  try {
    return form(parseJson(text));
  } catch (fault) {
    if (fault instanceof BadForm || fault instanceof NotBytes) throw new CallFailed("not_understood");
    throw fault;
  }
}

async function textOf(response: Response, longest = LONGEST_ANSWER): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (const reader = response.body?.getReader(); reader !== undefined; ) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > longest) {
        await reader.cancel();
        throw new CallFailed("not_understood");
      }
      parts.push(value);
    }
  } catch (fault) {
    throw fault instanceof CallFailed ? fault : new CallFailed("unreachable");
  }
  try {
    return fromUtf8(concat(...parts));
  } catch {
    throw new CallFailed("not_understood");
  }
}

async function refused(response: Response): Promise<CallFailed> {
  const { status } = response;
  try {
    const { error, message, rule, day, work } = API_ERROR(parseJson(await textOf(response, LONGEST_REFUSAL)));
    return new CallFailed({
      status,
      word: error,
      says: clean(message).slice(0, LONGEST_MESSAGE),
      ...(rule === null ? {} : { rule }),
      ...(day === null ? {} : { day }),
      ...(work === null ? {} : { work }),
    });
  } catch {
    // A status without our form of words comes from something in between.
    const between = status >= 502 && status <= 504;
    return new CallFailed(between ? { status, word: "unavailable", says: "the service is not available" } : "not_understood");
  }
}
