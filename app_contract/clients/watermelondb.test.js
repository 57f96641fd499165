// WatermelonDB keeps what sync.md asks of a phone, by the adapter of the examples.

import { Database } from "@nozbe/watermelondb";
import Loki from "@nozbe/watermelondb/adapters/lokijs/index.js";
import logger from "@nozbe/watermelondb/utils/common/logger/index.js";

import { NotAnswered } from "./examples/callout.mjs";
import { modelClasses, overlay, record, schema, sync } from "./examples/watermelondb.mjs";
import { scenarios } from "./scenarios.js";

const ATTEMPTS = 10;
logger.default.silence();

scenarios("WatermelonDB", async (callout) => {
  const adapter = new Loki.default({
    schema,
    useWebWorker: false,
    useIncrementalIndexedDB: false,
    extraLokiOptions: { autosave: false },
  });
  const database = new Database({ adapter, modelClasses });
  const rows = (table) => database.get(table).query().unsafeFetchRaw();
  return {
    record: (orderId, said) => record(database, callout, orderId, said),
    overlay: (orderId) => overlay(database, orderId),
    orders: async () => (await rows("orders")).map(({ document }) => JSON.parse(document)),
    facts: async () => {
      const answers = new Map((await rows("answers")).map((answer) => [answer.id, answer]));
      return (await rows("facts")).map(({ id }) => {
        const { outcome, problem } = answers.get(id) ?? {};
        return { id, outcome, problem: problem && JSON.parse(problem) };
      });
    },
    /** As an app does: again after whatever was no answer. */
    sync: async () => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await sync(database, callout);
        } catch (error) {
          if (!(error instanceof NotAnswered) || attempt === ATTEMPTS) throw error;
        }
      }
    },
    close: () => {},
  };
});
