// A service asked as a person who has signed in. The session's token lives here alone; must not know who it is.
import { type Form } from "./form.js";
import { type Fetcher, Service, json, read } from "./http.js";
import { CallFailed } from "./problem.js";

/** As long as the longest record takes. */
const FILE_FOR_MS = 3_600_000;

/** A service, every request to which bears the token. */
export class AsPerson extends Service {
  #token: string;

  constructor(base: string, token: string, fetcher?: Fetcher) {
    super(base, fetcher);
    this.#token = token;
  }

  /** Sends a value to be kept in the place of another. */
  async put<T>(path: string, form: Form<T>, value: unknown): Promise<T> {
    return read(await this.call(path, { ...json(value, {}), method: "PUT" }), form);
  }

  /** Takes back what was kept. */
  async remove<T>(path: string, form: Form<T>): Promise<T> {
    return read(await this.call(path, { method: "DELETE" }), form);
  }

  /** Asks for a stream of bytes. */
  async getForStream(path: string): Promise<ReadableStream<Uint8Array>> {
    const response = await this.call(path, { method: "GET" });
    if (response.body === null) throw new CallFailed("not_understood");
    return response.body;
  }

  /** Asks for a file. */
  async getFile(path: string): Promise<Blob> {
    return fileOf(await this.call(path, { method: "GET" }), () => undefined);
  }

  /** Sends a value and asks for a file, however long it is. `moves` is told which share of it has come. */
  async postForFile(path: string, value: unknown, moves: (share: number) => void): Promise<Blob> {
    return fileOf(await this.call(path, json(value, {}), FILE_FOR_MS), moves);
  }

  /** Forgets the token: from now on the service knows nobody here. */
  forget(): void {
    this.#token = "";
  }

  protected override call(path: string, request: RequestInit, forMs?: number): Promise<Response> {
    const headers = { ...(request.headers as Record<string, string>), authorization: `Bearer ${this.#token}` };
    return super.call(path, { ...request, headers }, forMs);
  }
}

/** A file as it comes, counted against the length that the service names: sealed it is longer, and never shorter. */
async function fileOf({ body, headers }: Response, moves: (share: number) => void): Promise<Blob> {
  if (body === null) throw new CallFailed("not_understood");
  const length = Number(headers.get("daylight-length"));
  let come = 0;
  const counted = body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
    transform(part, on) {
      come += part.length;
      if (length > 0) moves(Math.min(come / length, 1));
      on.enqueue(part);
    },
  }));
  const file = await new Response(counted).blob().catch(() => undefined);
  // Something on the way may end a broken answer as if it were whole.
  if (file === undefined || come < length) throw new CallFailed("unreachable");
  return file;
}
