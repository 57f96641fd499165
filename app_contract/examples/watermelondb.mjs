// WatermelonDB (0.28) on Callout. Facts are recorded with `record`, `sync` exchanges everything, `overlay` says
// what a document does not show yet. Each person has a database of his own (callout.mjs).

import { appSchema, Model, Q, tableSchema } from "@nozbe/watermelondb";
import { synchronize } from "@nozbe/watermelondb/sync/index.js";

import { overlaid, settledBy, shown } from "./callout.mjs";

/** @import { Database } from "@nozbe/watermelondb" */
/** @import { Clause } from "@nozbe/watermelondb/QueryDescription" */
/** @import { SyncAnswer } from "../types/api" */
/** @import { Callout, Recorded, Said, Settled } from "./callout.mjs" */

/**
 * A fact never changes, hence what became of it stands beside it, in `answers` under the same id: a fact without
 * an answer is unsent. `generation` counts resets: documents of an older one are set aside.
 */
const TABLES = {
  orders: { version: "number", document: "string", generation: "number" },
  facts: { order_id: "string", device_seq: "number", raw: "string" },
  answers: { outcome: "string", problem: "string", visible_at: "number?" },
  feed: { epoch: "string?", cursor: "number?", generation: "number" },
};
const INDEXED = new Set(["order_id", "device_seq", "generation"]);

export const schema = appSchema({
  version: 1,
  tables: Object.entries(TABLES).map(([name, columns]) => {
    const typed = Object.entries(columns).map(([column, type]) => ({
      name: column,
      type: /** @type {"string" | "number"} */ (type.replace("?", "")),
      isOptional: type.endsWith("?"),
      isIndexed: INDEXED.has(column),
    }));
    return tableSchema({ name, columns: typed });
  }),
});

export const modelClasses = Object.keys(TABLES).map((table) => class extends Model { static table = table; });

/**
 * Record a fact; it is on the disk when this resolves to its id. Numbered and written in one write, which
 * WatermelonDB lets nobody interrupt.
 *
 * @param {Database} database @param {Callout} callout @param {string} orderId @param {Said} said
 * @returns {Promise<string>}
 */
export function record(database, callout, orderId, said) {
  return database.write(async () => {
    // Whoever lets go of old facts keeps the last one: the next is numbered after it.
    const [last] = await rows(database, "facts", Q.sortBy("device_seq", Q.desc), Q.take(1));
    const [order] = await rows(database, "orders", Q.where("id", orderId));
    const fact = callout.fact(orderId, (last?.device_seq ?? 0) + 1, order?.version ?? 0, said);
    await database.get("facts").create((record) => void Object.assign(record._raw, fact));
    return fact.id;
  });
}

/**
 * Facts out, verdicts and documents in, page by page until there is no more; gives the seconds until the next
 * sync. Each page is applied with its place in the feed by one batch, so that it counts wholly or not at all, and
 * a first sync goes on where it was cut off. Rejects with NotAnswered.
 *
 * @param {Database} database @param {Callout} callout
 */
export async function sync(database, callout) {
  /** @type {SyncAnswer} */
  let page;
  let again;
  do {
    await synchronize({
      database,
      sendCreatedAsUpdated: true,
      pullChanges: async () => {
        const { changes, answer } = await pulled(database, callout);
        page = answer;
        again = answer.more;
        // WatermelonDB wants a positive number of its own; the place in the feed is the row that comes along.
        return { changes, timestamp: answer.cursor ?? 1 };
      },
      pushChanges: async (/** @type {{ changes: any }} */ { changes }) => {
        const facts = changes.facts.created;
        const unsent = await pushed(database, callout, facts);
        // What was sent is seen by asking once more; what the server had to leave (`retry`) waits for its pause.
        again = unsent.length === 0;
        // Only that stays for the next sync. A rejected fact does not: it would be sent again for ever, and
        // nobody told why.
        return { experimentalRejectedIds: { facts: unsent } };
      },
    });
  } while (again);
  // @ts-expect-error: there was a page, or synchronize had thrown
  return callout.waitS(page);
}

/**
 * What he recorded on an order that its document does not show yet, oldest first: draw it on top.
 *
 * @param {Database} database @param {string} orderId
 */
export async function overlay(database, orderId) {
  const facts = await rows(database, "facts", Q.where("order_id", orderId), Q.sortBy("device_seq"));
  const answers = await answersTo(database, facts);
  return facts.filter(({ id }) => overlaid(answers.get(id))).map(({ raw }) => JSON.parse(raw));
}

/**
 * Make facts unsent again: all of them after a reset, those that were `stuck` at a sign-in.
 *
 * @param {Database} database @param {Clause[]} which  of `answers`
 */
export function resend(database, ...which) {
  return database.write(async () => {
    const answers = await database.get("answers").query(...which).fetch();
    const ids = answers.map(({ id }) => id);
    const facts = await database.get("facts").query(Q.where("id", Q.oneOf(ids))).fetch();
    await database.batch([
      ...answers.map((answer) => answer.prepareDestroyPermanently()),
      ...facts.map((fact) => fact.prepareUpdate(() => { fact._raw._status = "created"; })),
    ]);
  });
}

/** @param {Database} database @param {Callout} callout */
async function pulled(database, callout) {
  const feed = await feedOf(database);
  const answer = await callout.sync(feed);
  // What was answered before the first read may be of before a restore, and no reset would tell.
  const firstRead = feed.epoch === null && answer.pull === "ok";
  if (answer.reset || firstRead) await resend(database);
  const generation = feed.generation + (answer.reset ? 1 : 0);
  const changes = { answers: changed(await answersIn(database, answer)) };
  // `blocked` or `upgrade_required`: what was read stays as it is.
  if (answer.pull !== "ok") return { changes, answer };
  const came = new Set(answer.orders.map(({ id }) => id));
  const aside = answer.more ? [] : await rows(database, "orders", Q.where("generation", Q.lt(generation)));
  // A reset is complete: what did not come again goes, once the server was shown it. Facts never go with an order.
  const lost = aside.filter(({ id }) => !came.has(id));
  await callout.showLost(lost.map(({ document }) => JSON.parse(document)));
  const gone = [...answer.removed, ...lost].map(({ id }) => id);
  const orders = answer.orders.map(({ id, version, ...rest }) => ({
    id, version, generation, document: JSON.stringify({ id, version, ...rest }),
  }));
  return {
    answer,
    changes: {
      ...changes,
      orders: changed(orders, [...new Set(gone)]),
      feed: changed([{ id: "feed", epoch: answer.epoch, cursor: answer.cursor, generation }]),
    },
  };
}

/**
 * The answers that a page changes: by its verdicts on facts of this phone that were parked, and, where it is the
 * last one, by showing what was applied.
 *
 * @param {Database} database @param {SyncAnswer} answer
 */
async function answersIn(database, { verdicts, more, cursor, pull }) {
  const facts = await rows(database, "facts", Q.where("id", Q.oneOf(verdicts.map(({ id }) => id))));
  const answers = await answersTo(database, facts);
  const news = verdicts
    .filter(({ id }) => answers.get(id)?.outcome === "parked")
    .map((verdict) => row(verdict.id, settledBy(verdict)));
  if (more || pull !== "ok") return news;
  const waiting = await rows(database, "answers", Q.where("visible_at", Q.notEq(null)));
  const settled = new Map([...waiting, ...news].map((answer) => [answer.id, answer]));
  return [...settled.values()].map(({ id, outcome, problem, visible_at }) => ({
    id, outcome, problem, visible_at: visible_at !== null && shown(visible_at, cursor) ? null : visible_at,
  }));
}

/**
 * Send facts and keep what became of each; gives the ids of those that are still unsent. The answers are written
 * before WatermelonDB marks the facts as synced: a phone that is killed in between asks again.
 *
 * @param {Database} database @param {Callout} callout @param {Recorded[]} facts
 */
async function pushed(database, callout, facts) {
  const answered = new Set((await answersTo(database, facts)).keys());
  const unsent = facts.filter(({ id }) => !answered.has(id));
  for await (const settled of callout.push(await feedOf(database), unsent)) {
    const answers = database.get("answers");
    await database.write(() =>
      database.batch(
        settled.map(({ fact, ...result }) =>
          answers.prepareCreateFromDirtyRaw({ ...row(fact.id, result), _status: "synced", _changed: "" }),
        ),
      ),
    );
    for (const { fact } of settled) answered.add(fact.id);
  }
  return facts.map(({ id }) => id).filter((id) => !answered.has(id));
}

/** @param {string} id @param {Settled} settled */
const row = (id, { outcome, problem, visible_at }) =>
  ({ id, outcome, problem: JSON.stringify(problem), visible_at });

/** @param {object[]} updated @param {string[]} [deleted] */
const changed = (updated, deleted = []) => ({ created: [], updated, deleted });

/** @param {Database} database */
async function feedOf(database) {
  const [feed] = await rows(database, "feed");
  return { epoch: feed?.epoch ?? null, cursor: feed?.cursor ?? null, generation: feed?.generation ?? 0 };
}

/** @param {Database} database @param {{ id: string }[]} facts */
async function answersTo(database, facts) {
  const answers = await rows(database, "answers", Q.where("id", Q.oneOf(facts.map(({ id }) => id))));
  return new Map(answers.map((answer) => [answer.id, answer]));
}

/**
 * @param {Database} database @param {string} table @param {Clause[]} which
 * @returns {Promise<any[]>}
 */
const rows = (database, table, ...which) => database.get(table).query(...which).unsafeFetchRaw();
