// The network between a phone and the server while photos travel: bytes stream through it and are counted, and it
// breaks where a test says.

import { once } from "node:events";
import { request as open } from "node:http";
import { buffer } from "node:stream/consumers";

import { Network, SERVER } from "./world.js";

/**
 * What becomes of a request. `answer`: it is answered in the server's place. Else `at` is a number of bytes of its
 * body after which it is held until `meanwhile` resolves; then, by `cut`, "both" hear of the end, or the phone alone
 * and the server waits for ever ("phone"). `damage`: the byte at that place is another one on arrival. `deaf`: the
 * server's reply is lost.
 *
 * @typedef {object} Trouble
 * @property {{ status: number, headers: object, body: unknown }} [answer]
 * @property {number} [at] @property {() => Promise<unknown>} [meanwhile] @property {"both" | "phone"} [cut]
 * @property {number} [damage] @property {boolean} [deaf]
 */

export class Road extends Network {
  /** Every request for an upload: what it said, how many bytes of it went on, and what the server answered. */
  requests = [];
  /** The trouble that a request meets. @type {(request: object) => Trouble | undefined} */
  meet = () => undefined;
  #ghosts = [];

  static async to(server = SERVER) {
    const road = Object.assign(await this.open(), { target: server });
    // A connection that nobody uses is not ended: what a test counts would depend on when.
    road.server.keepAliveTimeout = 0;
    return road;
  }

  pass(request, response) {
    return request.url.startsWith("/v1/uploads") ? this.#carry(request, response) : super.pass(request, response);
  }

  /** How many bytes of photos went to the server. */
  get bytes() {
    return this.requests.reduce((sum, { sent }) => sum + sent, 0);
  }

  /** Each request and what became of it, as `PATCH 204` or `PATCH 409 upload_offset`; ` -` where nothing did. */
  get story() {
    return this.requests.map(({ method, status, code }) => [method, status ?? "-", code].filter(Boolean).join(" "));
  }

  close() {
    for (const ghost of this.#ghosts) ghost.destroy();
    super.close();
  }

  async #carry(request, response) {
    const { method, headers } = request;
    const seen = { method, headers, length: Number(headers["content-length"] ?? 0), sent: 0 };
    this.requests.push(seen);
    const trouble = this.meet(seen) ?? {};
    if (trouble.answer) return answer(request, response, seen, trouble.answer);
    const onward = open(this.target + request.url, { method, headers, agent: false });
    const reply = once(onward, "response");
    // Whoever waits for the reply hears of an error; nobody else needs to.
    reply.catch(() => {});
    onward.on("error", () => {});
    try {
      const cut = await forward(request, onward, seen, trouble);
      if (cut === "phone") return void this.#ghosts.push(onward);
      if (cut) throw new Error("the network broke");
      const [replied] = await reply;
      const said = await buffer(replied);
      const { location, "upload-offset": offset } = replied.headers;
      Object.assign(seen, { status: replied.statusCode, code: codeOf(said), location, offset: Number(offset) });
      if (trouble.deaf) throw new Error("the reply is lost");
      response.writeHead(replied.statusCode, replied.headers).end(said);
    } finally {
      if (response.writableEnded) request.resume();
      else request.socket.destroy();
      if (!this.#ghosts.includes(onward)) onward.destroy();
    }
  }
}

/** The body on its way, until it is over, or the server has answered, or the trouble comes: then its cut. */
async function forward(request, onward, seen, { at = Number.POSITIVE_INFINITY, meanwhile, cut, damage }) {
  let over = false;
  const ended = new Promise((resolve) => {
    for (const event of ["response", "close"]) onward.once(event, () => resolve((over = true)));
  });
  let held = at;
  // Without the option, Node would hang up on the phone where the server answers before the end.
  for await (let chunk of request.iterator({ destroyOnReturn: false })) {
    if (damage >= seen.sent && damage < seen.sent + chunk.length) chunk[damage - seen.sent] ^= 1;
    while (chunk.length > 0 && !over) {
      const part = chunk.subarray(0, Math.min(chunk.length, held - seen.sent));
      seen.sent += part.length;
      if (!onward.write(part)) await Promise.race([once(onward, "drain"), ended]);
      chunk = chunk.subarray(part.length);
      if (seen.sent < held) continue;
      held = Number.POSITIVE_INFINITY;
      await meanwhile?.();
      if (cut) return cut;
    }
    if (over) return undefined;
  }
  onward.end();
}

function answer(request, response, seen, { status, headers, body }) {
  const said = typeof body === "string" ? body : JSON.stringify(body);
  Object.assign(seen, { status, code: codeOf(said) });
  request.resume();
  response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : said);
}

function codeOf(said) {
  try {
    return JSON.parse(said).code;
  } catch {
    return undefined;
  }
}
