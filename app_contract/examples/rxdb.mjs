// RxDB (17) on Callout: documents are pulled, facts are pushed, by two replications that share a Callout. Each
// person has a database of his own (callout.mjs), open in one process at a time.

import { replicateRxCollection } from "rxdb/plugins/replication";

import { NotAnswered, overlaid, settledBy, shown } from "./callout.mjs";

/** @import { RxCollection, RxDatabase, WithDeleted } from "rxdb" */
/** @import { RxReplicationState } from "rxdb/plugins/replication" */
/** @import { Order, SyncAnswer } from "../types/api" */
/** @import { Callout, Feed, Recorded, Said, Settled } from "./callout.mjs" */

/** @typedef {Recorded & (Settled | Record<keyof Settled, null>)} Fact  without an outcome it is unsent */
/** @typedef {{ id: string, version: number, generation: number, document: Order }} Held */
/** @typedef {Feed & { generation: number }} Checkpoint  `generation` counts resets */
/** @typedef {RxDatabase<{ orders: RxCollection<Held>, facts: RxCollection<Fact> }>} Database */

const FACTS_LIMIT = 50;
const id = { type: "string", maxLength: 36 };
const nullable = (/** @type {string} */ type) => ({ type: [type, "null"] });

/** For `database.addCollections`. Documents of an older generation are set aside by a reset. */
export const collections = {
  orders: {
    schema: {
      version: 0,
      primaryKey: "id",
      type: "object",
      properties: {
        id,
        version: { type: "integer" },
        generation: { type: "integer" },
        document: { type: "object" },
      },
    },
  },
  facts: {
    schema: {
      version: 0,
      primaryKey: "id",
      type: "object",
      properties: {
        id,
        order_id: id,
        device_seq: { type: "integer", minimum: 0, maximum: 2 ** 31, multipleOf: 1 },
        raw: { type: "string" },
        outcome: nullable("string"),
        problem: nullable("object"),
        visible_at: nullable("integer"),
      },
      required: ["order_id", "device_seq"],
      indexes: ["order_id", "device_seq"],
    },
  },
};

/** @type {Settled | Record<keyof Settled, null>} */
const UNSENT = { outcome: null, problem: null, visible_at: null };
/** @type {Checkpoint} */
const START = { epoch: null, cursor: null, generation: 0 };
const NOTHING = { version: 0, generation: 0, document: /** @type {any} */ ({}), _deleted: true };

/** What a phone does with its database; it syncs from the moment it is made. */
export class Phone {
  #database;
  #callout;
  /** @type {Promise<unknown>} */
  #recording = Promise.resolve();
  #at = START;
  /** Orders that were handed to RxDB since the last reset, and that it may not have written yet. */
  #came = new Set();
  /** @type {RxReplicationState<Held, Checkpoint>} */
  orders;
  /** @type {RxReplicationState<Fact, any>} */
  facts;
  /** Call `orders.reSync()` so many seconds after the last answer, and when there is a network again. */
  waitS = 0;

  /** @param {Database} database @param {Callout} callout */
  constructor(database, callout) {
    this.#database = database;
    this.#callout = callout;
    const replicationIdentifier = `callout ${callout.actor}`;
    // With a batch of one, RxDB asks on until a page is empty, however few documents a full page holds.
    this.orders = replicateRxCollection({
      replicationIdentifier,
      collection: database.orders,
      pull: { batchSize: 1, handler: (/** @type {Checkpoint | undefined} */ from) =>
        this.#paced(this.orders, () => this.#pull(from)) },
    });
    this.facts = replicateRxCollection({
      replicationIdentifier,
      collection: database.facts,
      push: { batchSize: FACTS_LIMIT, handler: (rows) =>
        this.#paced(this.facts, () => this.#push(rows.map((row) => row.newDocumentState))) },
    });
  }

  /**
   * Record a fact; it is stored when this resolves to its id. One at a time, so that no two have one number.
   *
   * @param {string} orderId @param {Said} said @returns {Promise<string>}
   */
  record(orderId, said) {
    const { facts, orders } = this.#database;
    const mine = this.#recording.then(async () => {
      // Whoever lets go of old facts keeps the last one: the next is numbered after it.
      const last = await facts.findOne({ sort: [{ device_seq: "desc" }] }).exec();
      const order = await orders.findOne(orderId).exec();
      const fact = this.#callout.fact(orderId, (last?.device_seq ?? 0) + 1, order?.version ?? 0, said);
      await facts.insert({ ...fact, ...UNSENT });
      return fact.id;
    });
    this.#recording = mine.catch(() => {});
    return mine;
  }

  /** What he recorded on an order that its document does not show yet: draw it on top. @param {string} orderId */
  async overlay(orderId) {
    const { facts } = this.#database;
    const recorded = await facts.find({ selector: { order_id: orderId }, sort: [{ device_seq: "asc" }] }).exec();
    return recorded.filter(overlaid).map(({ raw }) => JSON.parse(raw));
  }

  /**
   * Make facts unsent again, which pushes them: all after a reset, those that are `stuck` at a sign-in.
   *
   * @param {Settled["outcome"]} [outcome]
   */
  async resend(outcome) {
    const selector = { outcome: outcome ?? { $ne: null } };
    const facts = await this.#database.facts.find({ selector }).exec();
    await Promise.all(facts.map((fact) => fact.incrementalPatch(UNSENT)));
  }

  /** A page of the feed. @param {Checkpoint | undefined} from */
  async #pull(from = START) {
    const answer = await this.#callout.sync(from);
    this.waitS = this.#callout.waitS(answer);
    const generation = from.generation + (answer.reset ? 1 : 0);
    // `blocked` or `upgrade_required`: what was read stays as it is.
    const closed = answer.pull !== "ok";
    this.#at = closed ? from : { epoch: answer.epoch, cursor: answer.cursor, generation };
    if (answer.reset) this.#came.clear();
    // What was answered before the first read may be of before a restore, and no reset would tell.
    if (answer.reset || (from.epoch === null && !closed)) await this.resend();
    await this.#settle(answer);
    const still = !answer.reset && answer.epoch === from.epoch && answer.cursor === from.cursor;
    // RxDB asks until nothing comes: by then it has the last page.
    if (still && !closed) await this.#show(answer);
    return { documents: closed || still ? [] : await this.#documents(answer, generation), checkpoint: this.#at };
  }

  /** @param {SyncAnswer} answer @param {number} generation @returns {Promise<WithDeleted<Held>[]>} */
  async #documents({ orders, removed, more }, generation) {
    for (const order of orders) this.#came.add(order.id);
    const selector = { generation: { $lt: generation } };
    const aside = more ? [] : await this.#database.orders.find({ selector }).exec();
    // A reset is complete: what did not come again goes, once the server was shown it. Facts never go with an order.
    const lost = aside.filter((order) => !this.#came.has(order.id));
    await this.#callout.showLost(lost.map((order) => order.toMutableJSON().document));
    const gone = [...removed, ...lost];
    return [
      // RxDB keeps the checkpoint of a page only with a document; where there is none, this one carries it.
      { id: "checkpoint", ...NOTHING },
      ...gone.map((order) => ({ id: order.id, ...NOTHING })),
      ...orders.map((document) => ({
        id: document.id, version: document.version, generation, document, _deleted: false,
      })),
    ];
  }

  /**
   * Note verdicts on facts of this phone that were parked. Written before the page's checkpoint: a phone that is
   * killed in between hears them again.
   *
   * @param {SyncAnswer} answer
   */
  async #settle({ verdicts }) {
    const { facts } = this.#database;
    const known = await facts.findByIds(verdicts.map((verdict) => verdict.id)).exec();
    for (const verdict of verdicts) {
      const fact = known.get(verdict.id);
      if (fact?.outcome === "parked") await fact.incrementalPatch(settledBy(verdict));
    }
  }

  /** The feed was read to its end: the documents show what has no higher number. @param {SyncAnswer} answer */
  async #show({ cursor }) {
    const waiting = await this.#database.facts.find({ selector: { visible_at: { $ne: null } } }).exec();
    const visible = waiting.filter(({ visible_at }) => visible_at !== null && shown(visible_at, cursor));
    await Promise.all(visible.map((fact) => fact.incrementalPatch({ visible_at: null })));
  }

  /**
   * Send facts. Each comes back as a "conflict" with what became of it, applied or not: RxDB then writes that
   * over the unsent one, so that a rejected fact stays on the phone with its reason and is not sent again.
   *
   * @param {WithDeleted<Fact>[]} facts
   */
  async #push(facts) {
    // RxDB hands in what it has just written, too; what has an outcome was answered.
    const unsent = facts.filter(({ outcome }) => outcome === null);
    const settled = [];
    for await (const batch of this.#callout.push(this.#at, unsent)) settled.push(...batch);
    // To throw makes RxDB hand in the same facts again; what was kept of them is answered as replayed.
    if (settled.length < unsent.length) {
      throw new NotAnswered("The server could not keep all of it", { waitS: this.#callout.pauseS });
    }
    if (settled.length > 0) this.orders.reSync();
    const byId = new Map(unsent.map((fact) => [fact.id, fact]));
    return settled.map(({ fact, outcome, problem, visible_at }) => {
      const whole = /** @type {WithDeleted<Fact>} */ (byId.get(fact.id));
      return { ...whole, outcome, problem, visible_at };
    });
  }

  /**
   * RxDB tries again for ever, `retryTime` after each failure: as late as sync.md asks.
   *
   * @template T
   * @param {{ retryTime?: number }} replication @param {() => Promise<T>} work @returns {Promise<T>}
   */
  async #paced(replication, work) {
    try {
      return await work();
    } catch (error) {
      const waitS = error instanceof NotAnswered ? error.waitS : this.#callout.pauseS;
      replication.retryTime = Math.max(1, 1000 * waitS);
      throw error;
    }
  }
}
