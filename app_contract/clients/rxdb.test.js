// RxDB keeps what sync.md asks of a phone, by the adapter of the examples.

import { randomUUID } from "node:crypto";

import { addRxPlugin, createRxDatabase } from "rxdb";
import { disableWarnings, RxDBDevModePlugin } from "rxdb/plugins/dev-mode";
import { getRxStorageMemory } from "rxdb/plugins/storage-memory";
import { wrappedValidateAjvStorage } from "rxdb/plugins/validate-ajv";

import { collections, Phone } from "./examples/rxdb.mjs";
import { scenarios } from "./scenarios.js";

// RxDB then checks what it is given, schemas and documents.
disableWarnings();
addRxPlugin(RxDBDevModePlugin);

scenarios("RxDB", async (callout) => {
  const storage = wrappedValidateAjvStorage({ storage: getRxStorageMemory() });
  const database = await createRxDatabase({ name: `phone-${randomUUID()}`, storage, multiInstance: false });
  await database.addCollections(collections);
  const phone = new Phone(database, callout);
  await phone.orders.awaitInSync();
  return {
    record: (orderId, said) => phone.record(orderId, said),
    overlay: (orderId) => phone.overlay(orderId),
    orders: async () => (await database.orders.find().exec()).map((order) => order.toJSON().document),
    facts: async () => (await database.facts.find().exec()).map((fact) => fact.toJSON()),
    /** Out and in, then what came in may send again, and be answered. */
    sync: async () => {
      await phone.facts.awaitInSync();
      phone.orders.reSync();
      await phone.orders.awaitInSync();
      await phone.facts.awaitInSync();
      await phone.orders.awaitInSync();
    },
    close: () => database.close(),
  };
});
