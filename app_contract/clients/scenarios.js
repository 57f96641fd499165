// What a phone must live through, whatever library it keeps its facts and documents in.

import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import canonicalize from "canonicalize";

import { Callout } from "./examples/callout.mjs";
import { Desk, Network, signIn } from "./world.js";

const TIMEOUT_MS = 60_000;
const AN_HOUR_MS = 3_600_000;
const PAGE_BYTES = 256 * 1024;
const example = (kind) =>
  JSON.parse(readFileSync(new URL(`../examples/${kind}.v1.json`, import.meta.url), "utf8")).body;

/**
 * `open(callout)` gives a phone: `record(orderId, said)`, `sync()` until all is quiet, `orders()`, `facts()` with
 * `{ id, outcome, problem }`, `overlay(orderId)`, `close()`.
 */
export function scenarios(library, open) {
  describe(library, { timeout: TIMEOUT_MS }, () => {
    let desk;
    before(async () => void (desk = await Desk.open()));

    /** One case: a technician of its own, his phones, and a network for each of them. */
    const live = (what, story) =>
      test(what, async () => {
        const opened = [];
        const phone = async (technician) => {
          const network = await Network.open();
          opened.push(network);
          const clock = { aheadMs: 0 };
          const deviceId = randomUUID();
          const made = await open(await calloutOf(technician, deviceId, network, clock));
          opened.push(made);
          return Object.assign(made, { network, clock, deviceId });
        };
        try {
          const technician = await desk.technician();
          await story({ technician, phone: await phone(technician), another: () => phone(technician) });
        } finally {
          for (const one of opened.reverse()) await one.close();
        }
      });

    live("what was recorded offline arrives once, although the reply is lost", async ({ technician, phone }) => {
      const order = await desk.order([technician]);
      await phone.sync();
      phone.network.down = true;
      const visit = { visit_id: randomUUID() };
      const before = await desk.journal(order);
      const ids = [
        await phone.record(order.id, { kind: "visit.accepted", body: visit }),
        await phone.record(order.id, { kind: "visit.departed", body: visit }),
      ];
      assert.deepEqual((await phone.overlay(order.id)).map(({ id }) => id), ids);

      phone.network.faults = ["portal", "redirect", "stranger", 401, 503];
      phone.network.spoilt = { id: ids[0], faults: ["lose reply", "lose result"] };
      phone.network.down = false;
      await phone.sync();

      assert.deepEqual(phone.network.strays, [], "no redirect was followed");
      assert.deepEqual(phone.network.answersTo(ids[0]).map(({ replayed }) => replayed), [false, true, true]);
      assert.deepEqual(await desk.journal(order), [...before, ...ids]);
      assert.deepEqual(await outcomes(phone, ids), ["applied", "applied"]);
      assert.deepEqual(await phone.orders(), [await desk.see(order)]);
      assert.deepEqual(await phone.overlay(order.id), []);

      const [first, ...again] = phone.network.sent(ids[0]);
      assert.deepEqual(again, [first, first], "what is sent again is what was sent");
      assert.deepEqual([first.seen_version, first.actor], [order.version, technician.id]);
      assert.deepEqual(ids.map((id) => phone.network.sent(id)[0].device_seq), [1, 2]);
    });

    live("a poisoned fact harms none beside it, and is shown with its reason", async ({ technician, phone }) => {
      const order = await desk.order([technician]);
      await phone.sync();
      const ids = [
        await phone.record(order.id, { kind: "note.added", body: { text: "The gate code is 4711" } }),
        await phone.record(order.id, { kind: "note.added", body: { text: 4711 } }),
        await phone.record(order.id, { kind: "note.added", body: { text: "Call first" } }),
      ];
      await phone.sync();
      await phone.sync();
      assert.deepEqual(await outcomes(phone, ids), ["applied", "rejected", "applied"]);
      const bad = (await phone.facts()).find(({ id }) => id === ids[1]);
      assert.equal(bad.problem.code, "unreadable");
      for (const id of ids) assert.equal(phone.network.sent(id).length, 1);
      assert.deepEqual((await desk.journal(order)).slice(-2), [ids[0], ids[2]]);
    });

    live("a fact that no envelope gets through with holds up no other", async ({ technician, phone }) => {
      const order = await desk.order([technician]);
      await phone.sync();
      const ids = [];
      for (const text of ["one", "two", "three"]) {
        ids.push(await phone.record(order.id, { kind: "note.added", body: { text } }));
      }
      phone.network.refuse = ({ facts }) => (facts.some(({ id }) => id === ids[1]) ? 413 : undefined);
      await phone.sync();
      assert.deepEqual(await outcomes(phone, ids), ["applied", "stuck", "applied"]);
    });

    live("what is applied stays on top until its document has come", async ({ technician, phone }) => {
      const order = await desk.order([technician]);
      await phone.sync();
      const id = await phone.record(order.id, { kind: "note.added", body: { text: "Soon" } });
      let before;
      phone.network.refuse = async () => {
        if (phone.network.sent(id).length > 0) before ??= await phone.overlay(order.id);
      };
      await phone.sync();
      assert.deepEqual(before.map((fact) => fact.id), [id]);
      assert.deepEqual(await phone.overlay(order.id), []);
    });

    live("what the server could not keep is sent again", async ({ technician, phone }) => {
      const order = await desk.order([technician]);
      await phone.sync();
      const id = await phone.record(order.id, { kind: "note.added", body: { text: "Busy" } });
      phone.network.rewrite = (answer) => {
        const retry = answer.results.map((result) => ({ ...result, outcome: "retry", visible_at: null }));
        if (retry.length > 0) phone.network.rewrite = (later) => later;
        return { ...answer, results: retry };
      };
      await phone.sync();
      await phone.sync();
      assert.deepEqual(await outcomes(phone, [id]), ["applied"]);
      assert.equal(phone.network.sent(id).length, 2);
    });

    live("what the desk changes arrives, and a reassignment takes the order, never the facts", async (case_) => {
      const { technician, phone } = case_;
      const order = await desk.order([technician]);
      await phone.sync();
      const amended = await desk.say(order, "order.amended", { supplier_needed: true });
      await phone.sync();
      assert.deepEqual(await phone.orders(), [amended]);

      const sent = await phone.record(order.id, { kind: "note.added", body: { text: "Before" } });
      await phone.sync();
      phone.network.down = true;
      const unaware = await phone.record(order.id, { kind: "visit.arrived", body: { visit_id: randomUUID() } });
      await desk.assign(await desk.see(order), [await desk.technician()]);
      phone.network.down = false;
      await phone.sync();
      assert.deepEqual(await phone.orders(), []);
      assert.deepEqual(await outcomes(phone, [sent, unaware]), ["applied", "applied"]);
      const flags = (await desk.see(order)).flags.map(({ code }) => code);
      assert.deepEqual(flags, ["after_reassignment"]);
    });

    live("many orders come in pages, and a lost page comes again", async ({ technician, phone }) => {
      await phone.sync();
      const wanted = [];
      const long = "车厢举升后不能回落".repeat(220);
      while (wanted.length < 75) {
        const made = Array.from({ length: 5 }, () => desk.order([technician], long));
        wanted.push(...(await Promise.all(made)));
      }
      phone.network.faults = [undefined, "lose reply"];
      await phone.sync();
      assert.deepEqual(sorted(await phone.orders()), sorted(wanted));
      const pages = phone.network.heard.filter(({ answer }) => answer.orders.length > 0);
      assert.equal(pages[1].answer.cursor, pages[2].answer.cursor, "the lost page, and again");
      assert.equal(pages.length - 1, Math.ceil(Buffer.byteLength(JSON.stringify(wanted)) / PAGE_BYTES));
    });

    live("a restored server gets every fact again, and what it lost goes from the phone", async (case_) => {
      const { technician, phone } = case_;
      const order = await desk.order([technician]);
      // Before the restore the phone knew another epoch, and an order that the restored server never heard of.
      const lost = { ...order, id: randomUUID(), number: `DO-${randomUUID()}` };
      let epoch;
      phone.network.rewrite = (answer) => {
        epoch = answer.epoch;
        const orders = answer.orders.length > 0 ? [...answer.orders, lost] : [];
        return { ...answer, epoch: "before", orders };
      };
      phone.network.resay = (request) => ({ ...request, epoch: request.epoch && epoch });
      await phone.sync();
      const id = await phone.record(order.id, { kind: "note.added", body: { text: "Before the restore" } });
      await phone.sync();
      assert.deepEqual(sorted(await phone.orders()).map((one) => one.id), [order.id, lost.id].sort());

      phone.network.rewrite = (answer) => answer;
      phone.network.resay = (request) => request;
      await phone.sync();
      await phone.sync();
      assert.deepEqual(await phone.orders(), [await desk.see(order)]);
      assert.ok((await desk.lost()).includes(lost.id), "the desk can issue it anew");
      assert.deepEqual(phone.network.answersTo(id).map(({ replayed }) => replayed), [false, true]);
      assert.deepEqual(await outcomes(phone, [id]), ["applied"]);
      assert.equal(phone.network.heard.filter(({ answer }) => answer.reset).length, 1);
    });

    live("a revoked phone brings its work, and keeps what it holds", async ({ technician, phone }) => {
      const order = await desk.order([technician]);
      await phone.sync();
      phone.network.down = true;
      const id = await phone.record(order.id, { kind: "note.added", body: { text: "Found the phone" } });
      await desk.revoke(phone.deviceId);
      await desk.say(order, "order.amended", { supplier_needed: true });
      phone.network.down = false;
      await phone.sync();
      await phone.sync();
      assert.deepEqual(await outcomes(phone, [id]), ["parked"]);
      assert.equal(phone.network.sent(id).length, 1);
      assert.deepEqual(await phone.orders(), [order]);
      assert.deepEqual((await phone.overlay(order.id)).map((fact) => fact.id), [id]);
    });

    live("a signature waits for the arrival that another of his phones sends", async (case_) => {
      const { technician, phone, another } = case_;
      const arrivals = await another();
      const order = await desk.order([technician]);
      await Promise.all([phone.sync(), arrivals.sync()]);
      const arrived = { kind: "visit.arrived", body: { visit_id: randomUUID() } };
      arrivals.network.down = true;
      const arrival = await arrivals.record(order.id, arrived);
      arrivals.clock.aheadMs = AN_HOUR_MS;
      const filed = report(order);
      const signature = { ...example("report.signed"), ...filed, content: undefined, strokes: strokes() };
      const ids = [
        await phone.record(order.id, { kind: "report.filed", body: filed }),
        await phone.record(order.id, { kind: "report.signed", body: signature }),
      ];
      await phone.sync();
      assert.deepEqual(await outcomes(phone, ids), ["applied", "parked"]);
      assert.deepEqual((await phone.overlay(order.id)).map(({ id }) => id), [ids[1]]);
      const waits = (await phone.facts()).find(({ id }) => id === ids[1]);
      assert.equal(waits.problem.code, "before_arrival");

      arrivals.network.down = false;
      await arrivals.sync();
      await phone.sync();
      assert.deepEqual(await outcomes(phone, ids), ["applied", "applied"]);
      assert.deepEqual(await phone.overlay(order.id), []);
      for (const id of ids) assert.equal(phone.network.sent(id).length, 1);
      assert.deepEqual(await outcomes(arrivals, [arrival]), ["applied"]);
      const signed = await desk.see(order);
      assert.equal(signed.state, "signed");
      for (const device of [phone, arrivals]) {
        await device.sync();
        assert.deepEqual(await device.orders(), [signed]);
      }
    });
  });
}

/** A technician signs in on a phone of his own, whose clocks go on by `ahead.aheadMs`. */
async function calloutOf(technician, deviceId, network, ahead) {
  const { access_token: token } = await signIn(technician.login, deviceId);
  // The token that the phone holds has ended while it was offline.
  let held = "an old one";
  return new Callout({
    url: network.url,
    deviceId,
    actor: technician.id,
    appVersion: "1.0.0",
    clock: () => ({
      wall: new Date(Date.now() + ahead.aheadMs).toISOString(),
      boot: deviceId,
      uptime_ms: Math.round(performance.now() + ahead.aheadMs),
    }),
    token: async (refused) => {
      if (refused) held = token;
      return held;
    },
    random: () => 0,
  });
}

async function outcomes(phone, ids) {
  const facts = new Map((await phone.facts()).map((fact) => [fact.id, fact.outcome]));
  return ids.map((id) => facts.get(id));
}

const sorted = (orders) => [...orders].sort((one, other) => one.id.localeCompare(other.id));

/** The report of the examples, about this order. */
function report(order) {
  const { content, version } = example("report.filed");
  const report_id = randomUUID();
  const parts = content.parts.map((part) => ({ ...part, id: randomUUID() }));
  const said = { ...content, order_id: order.id, report_id, parts, photos: [] };
  const digest = createHash("sha256").update(canonicalize(said), "utf8").digest("hex");
  return { report_id, version, digest, content: said };
}

/** Strokes that signed nothing yet: what was drawn before counts, not when. */
function strokes() {
  const { width, height, strokes } = example("report.signed").strokes;
  const shaken = ([x, y, t]) => [x + Math.floor(Math.random() * 100), y, t];
  return { width, height, strokes: strokes.map((line) => line.map(shaken)) };
}
