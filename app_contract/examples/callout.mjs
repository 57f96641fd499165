// `POST /v1/sync` without a database: what the two adapters beside this file share. The numbers are the
// sections of ../sync.md. Photos (5), the sign-in (7), comparing and bundles of facts (11) are not here.

/** @import { FactResult, FactVerdict, Order, Place, SyncAnswer } from "../types/api" */
/** @import { AnyFact, Clock } from "../types/facts" */

/** @typedef {{ epoch: string | null, cursor: number | null }} Feed  where somebody's feed was read to */
/** @typedef {{ id: string, order_id: string, device_seq: number, raw: string }} Recorded  a fact, frozen */
/** @typedef {{ outcome: FactResult["outcome"] | "stuck", problem: FactResult["problem"] }} Outcome */
/** @typedef {Outcome & { visible_at: number | null }} Settled  what became of a fact */
/** @typedef {{ kind: AnyFact["kind"], body: AnyFact["body"], place?: Place }} Said */

const PROBLEM = "application/problem+json";
const FACTS_LIMIT = 50;
const FACT_LIMIT_BYTES = 128 * 1024;
const BATCH_LIMIT_BYTES = 512 * 1024;
const LONGEST_PAUSE_S = 900;
const LOST_AT_ONCE = 50;
const FINAL = new Set(["applied", "rejected", "closed"]);
/** NUL, and halves of surrogate pairs. */
const UNSAYABLE = /[\0\p{Surrogate}]/u;
/** `visible_at` where no number says when the documents show it: when they are read to their end (4). */
const WHEN_COMPLETE = Number.MAX_SAFE_INTEGER;

/** Nobody answered, or not Callout, or it refused: nothing on the phone changes; try again after `waitS`. */
export class NotAnswered extends Error {
  /**
   * @param {string} message
   * @param {{ waitS?: number, status?: number, problem?: FactResult["problem"] }} reply
   */
  constructor(message, { waitS = 0, status, problem }) {
    super(message);
    this.waitS = waitS;
    this.status = status;
    this.problem = problem;
  }

  /** The same bytes would be refused again (3); a 413 counts whoever says it. */
  get refusesEnvelope() {
    return this.status === 413 || ["unreadable", "invalid_input"].includes(this.problem?.code ?? "");
  }
}

/**
 * One person on one installation. Give each person a database of his own, and each database a `deviceId` made with
 * it, so that to Callout it is an installation of its own: then outbox, numbers, documents and cursor are his alone,
 * and nobody sends what another recorded (13).
 */
export class Callout {
  #options;
  #failures = 0;
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();

  /**
   * @param {object} options
   * @param {string} options.url
   * @param {string} options.deviceId  as at the sign-in
   * @param {string} options.actor  his staff id
   * @param {string} options.appVersion
   * @param {() => Clock} options.clock  uncorrected (6)
   * @param {(refused: boolean) => Promise<string>} options.token  the access token, a fresh one after a 401
   * @param {() => number} [options.random]
   */
  constructor(options) {
    this.#options = { random: Math.random, ...options };
  }

  get actor() {
    return this.#options.actor;
  }

  /**
   * A fact as it is sent each time: to be stored before anybody is told that it is recorded, and never changed.
   * Throws for what a server could only reject (1).
   *
   * @param {string} orderId @param {number} deviceSeq  counts all facts of this installation from 1
   * @param {number} seenVersion  of the document that the phone holds, 0 for none @param {Said} said
   * @returns {Recorded}
   */
  fact(orderId, deviceSeq, seenVersion, said) {
    const { actor, clock } = this.#options;
    const id = uuid7();
    const numbers = { device_seq: deviceSeq, seen_version: seenVersion };
    const raw = frozen({ id, order_id: orderId, v: 1, ...numbers, clock: clock(), actor, ...said });
    return { id, order_id: orderId, device_seq: deviceSeq, raw };
  }

  /**
   * One exchange, and one at a time for each device (2). Rejects with NotAnswered.
   *
   * @param {Feed} feed @param {Recorded[]} [facts] @returns {Promise<SyncAnswer>}
   */
  sync({ epoch, cursor }, facts = []) {
    const mine = this.#turn.then(async () => {
      const answers = (/** @type {any} */ said) => said?.protocol === 1 && fits(said.results, facts);
      /** @type {SyncAnswer} */
      const answer = await this.#exchange("/v1/sync", { protocol: 1, epoch, cursor }, facts, answers);
      this.#failures = answer.results.some(({ outcome }) => outcome === "retry") ? this.#failures + 1 : 0;
      return answer;
    });
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /**
   * Send unsent facts and give what became of them, batch by batch, so that what is settled can be kept whatever
   * happens to the rest. A fact that is not among them stays unsent: the server had to say `retry`.
   *
   * @param {Feed} feed @param {Recorded[]} facts
   */
  async *push(feed, facts) {
    const unsent = [...facts].sort((one, other) => one.device_seq - other.device_seq);
    while (unsent.length > 0) {
      const batch = unsent.splice(0, fitting(unsent));
      const settled = await this.#halving(feed, batch);
      const kept = settled.filter(({ outcome }) => outcome !== "retry");
      yield kept;
      if (kept.length < batch.length) return;
    }
  }

  /** Seconds to wait after a good answer (3). @param {SyncAnswer} answer */
  waitS(answer) {
    if (this.#failures > 0) return this.pauseS;
    return answer.more ? 0 : answer.next_sync_s;
  }

  /**
   * Seconds to wait after the failures so far: random, so that phones that lost their network together do not
   * come back together (3).
   */
  get pauseS() {
    return this.#options.random() * Math.min(LONGEST_PAUSE_S, 2 * 2 ** this.#failures);
  }

  /**
   * Where an envelope is refused, halve it down to the fact that does it. Whether it is that fact or the envelope
   * itself, an empty sync tells (3).
   *
   * @param {Feed} feed @param {Recorded[]} facts @returns {Promise<(Settled & { fact: Recorded })[]>}
   */
  async #halving(feed, facts) {
    try {
      const { results, pull } = await this.sync(feed, facts);
      // Who may not pull is not told of a restore, after which the numbers begin again.
      const late = pull === "ok" ? {} : { visible_at: WHEN_COMPLETE };
      return facts.map((fact, index) => ({ ...results[index], ...late, fact }));
    } catch (error) {
      if (!(error instanceof NotAnswered && error.refusesEnvelope)) throw error;
      const half = facts.length >> 1;
      if (half > 0) {
        const first = await this.#halving(feed, facts.slice(0, half));
        return [...first, ...(await this.#halving(feed, facts.slice(half)))];
      }
      await this.sync(feed);
      return [{ fact: facts[0], outcome: "stuck", problem: error.problem ?? null, visible_at: null }];
    }
  }

  /**
   * Documents that a reset did not bring again, before they are deleted: where the server lost them with what its
   * backup lacks, dispatchers can issue those orders anew (11). Rejects with NotAnswered.
   *
   * @param {Order[]} orders
   */
  async showLost(orders) {
    for (let from = 0; from < orders.length; from += LOST_AT_ONCE) {
      const some = orders.slice(from, from + LOST_AT_ONCE);
      try {
        await this.#exchange("/v1/sync/bundle", { bundle: 1, orders: some }, [], (said) => said?.orders_kept >= 0);
      } catch (error) {
        // Refused, not unheard: to show them again would help nobody, and hold up the feed.
        if (!(error instanceof NotAnswered && error.refusesEnvelope)) throw error;
      }
    }
  }

  /**
   * Only what `answers`, in JSON and with 200, is an answer (2): captive portals say 200, 302 or 401 with pages of
   * their own, proxies cut bodies short.
   *
   * @param {string} path @param {object} head @param {Recorded[]} facts
   * @param {(said: any) => boolean} answers
   */
  async #exchange(path, head, facts, answers) {
    try {
      let reply = await this.#post(path, head, facts, await this.#options.token(false));
      if (reply.status === 401 && isOf(reply, PROBLEM)) {
        reply = await this.#post(path, head, facts, await this.#options.token(true));
      }
      const { status } = reply;
      const said = await reply.json().catch(() => null);
      if (status === 200 && isOf(reply, "application/json") && answers(said)) return said;
      const problem = isOf(reply, PROBLEM) ? said : undefined;
      const waitS = Number(reply.headers.get("retry-after")) || 0;
      throw new NotAnswered(problem?.title ?? `status ${status}`, { waitS, status, problem });
    } catch (error) {
      const failed = error instanceof NotAnswered ? error : new NotAnswered(String(error), {});
      this.#failures += 1;
      failed.waitS += this.pauseS;
      throw failed;
    }
  }

  /**
   * The clock is read at this very attempt; the facts go out as they were recorded.
   *
   * @param {string} path @param {object} head @param {Recorded[]} facts @param {string} token
   */
  #post(path, head, facts, token) {
    const { url, deviceId, appVersion, clock } = this.#options;
    const envelope = { ...head, device_id: deviceId, app: { version: appVersion }, clock: clock() };
    return fetch(url + path, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      redirect: "manual",
      body: `${JSON.stringify(envelope).slice(0, -1)},"facts":[${facts.map(({ raw }) => raw)}]}`,
    });
  }
}

/**
 * Whether a fact is still to be drawn on top of its order's document (4): it is unsent, stuck or parked, or applied
 * and the document does not show it yet. Once the feed is read to its end, set `visible_at` to null where `shown`.
 *
 * @param {{ outcome: string | null, visible_at: number | null } | undefined} settled
 */
export function overlaid(settled) {
  if (!settled || !isFinal(settled)) return true;
  return settled.outcome === "applied" && settled.visible_at !== null;
}

/**
 * Whether documents that are read to their end, at `cursor`, show a fact with this `visible_at`. On an earlier page
 * no number says so: an order that changes again moves to a later one.
 *
 * @param {number} visibleAt @param {number | null} cursor
 */
export const shown = (visibleAt, cursor) => visibleAt <= (cursor ?? 0) || visibleAt === WHEN_COMPLETE;

/** Whether nothing more will become of a fact, short of a reset. @param {{ outcome?: string | null }} settled */
export const isFinal = ({ outcome }) => FINAL.has(outcome ?? "");

/** A verdict in the shape of a result. @param {FactVerdict} verdict @returns {Settled} */
export const settledBy = ({ outcome, problem }) => ({ outcome, problem, visible_at: WHEN_COMPLETE });

/** @param {Response} reply @param {string} type */
const isOf = (reply, type) => (reply.headers.get("content-type") ?? "").startsWith(type);

/** One result for each fact. @param {FactResult[] | undefined} results @param {Recorded[]} facts */
function fits(results, facts) {
  if (results?.length !== facts.length) return false;
  return results.every(({ index, id }, at) => index === at && (id === null || id === facts[at].id));
}

/** How many of these facts one envelope takes. @param {Recorded[]} facts */
function fitting(facts) {
  let size = 0;
  const over = facts.findIndex(({ raw }) => (size += bytes(raw) + 1) > BATCH_LIMIT_BYTES);
  return Math.min(FACTS_LIMIT, over < 0 ? facts.length : Math.max(1, over));
}

/** @param {object} fact */
function frozen(fact) {
  const raw = JSON.stringify(fact, (member, value) => {
    const wrong = typeof value === "number" ? !Number.isFinite(value) : UNSAYABLE.test(`${member} ${value}`);
    if (wrong) throw new TypeError(`${member} is nothing that JSON can carry to a database`);
    return value;
  });
  if (bytes(raw) > FACT_LIMIT_BYTES) throw new RangeError("a fact is too long");
  return raw;
}

/** @param {string} text */
const bytes = (text) => new TextEncoder().encode(text).length;

/** An id that sorts by time; a wrong clock spoils only the sorting. */
function uuid7() {
  const ms = Date.now().toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
