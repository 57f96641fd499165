// tus-js-client brings photos over networks, servers and phones that fail, by the example for app writers. Each case
// ends with the very bytes on the server, or with a clear problem and nothing that is taken for a photo.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { refusesPhoto } from "./examples/tus.mjs";
import { Photographer } from "./photographer.js";
import { Road } from "./road.js";

const TIMEOUT_MS = 200_000;
const MIB = 1024 * 1024;
/** So much of what has arrived may be uncommitted: less than a MiB, and what the server reads at once. */
const UNSAFE = 1.5 * MIB;
const PATIENT_MS = Array(600).fill(100);
const AS_ONE = { chunkSize: Number.POSITIVE_INFINITY, uploadDataDuringCreation: false };
const SENDER = fileURLToPath(new URL("tus.sender.js", import.meta.url));
const { CALLOUT_MORTAL_URL: MORTAL, CALLOUT_MORTAL_CONTROL: CONTROL } = process.env;

/** The server that may be killed is told to. */
async function tell(word) {
  const reply = await fetch(`${CONTROL}/${word}`, { method: "POST" });
  assert.equal(reply.status, 204, await reply.text());
}

/** What becomes of the requests that bring bytes, one each; then nothing more. */
function troubles(road, ...list) {
  road.meet = (seen) => (seen.length > 0 ? list.shift()?.(seen) : undefined);
}

/** The request is cut at a part of its body, once all that can be safe by then is. */
const cutAt = (who, photo, part, cut = "both") => ({ headers, length }) => {
  const at = Math.floor(part * length);
  const arrived = Number(headers["upload-offset"] ?? 0) + at;
  return { at, cut, meanwhile: () => who.safe(photo, arrived - UNSAFE) };
};

/** How a photo was refused: status, code, and whether to show it to its person. */
async function refusal(brought) {
  const error = await brought.then(() => assert.fail("it was taken"), (error) => error);
  return [error.status, error.problem?.code, refusesPhoto(error)];
}

/** A process of a phone's own; what it was given ends with its input. */
function sender(said) {
  const child = spawn(process.execPath, ["--preserve-symlinks", "--preserve-symlinks-main", SENDER], {
    stdio: ["pipe", "inherit", "inherit"],
  });
  child.stdin.write(`${JSON.stringify(said)}\n`);
  return Object.assign(child, { ended: once(child, "exit") });
}

describe("tus-js-client", { timeout: TIMEOUT_MS }, () => {
  let technician;
  before(async () => void (technician = await Photographer.open()));

  /** One case: photos of its own on a network of its own. */
  const live = (what, story, whose = async () => technician) =>
    test(what, async () => {
      const who = await whose();
      const road = await Road.to(who.server);
      try {
        await story(who.on(road), road);
      } finally {
        road.close();
      }
    });

  live("brings a photo in parts, in one, or with its creation; and a second time at once", async (who, road) => {
    const ways = [
      [{}, ["POST 201", "PATCH 204", "PATCH 204"]],
      [{ uploadDataDuringCreation: false }, ["POST 201", "PATCH 204", "PATCH 204", "PATCH 204"]],
      [{ chunkSize: Number.POSITIVE_INFINITY }, ["POST 201"]],
      [AS_ONE, ["POST 201", "PATCH 204"]],
      [{ overridePatchMethod: true }, ["POST 201", "POST 204", "POST 204"]],
    ];
    for (const [way, story] of ways) {
      const photo = await who.take();
      await who.assertMissing(photo, 0);
      road.requests = [];
      await who.bring(photo, way);
      assert.deepEqual(road.story, story);
      assert.equal(road.bytes, photo.file.length);
      await who.assertStored(photo);
      road.requests = [];
      await who.bring(photo);
      assert.deepEqual(road.story, ["POST 201"]);
      road.requests = [];
      // Without its first bytes the client does not read how much is there.
      await who.bring(photo, AS_ONE);
      assert.deepEqual(road.story, ["POST 201", "PATCH 409 upload_offset", "HEAD 200"]);
      await who.assertStored(photo);
    }
  });

  const ends = {
    "is aborted": [(child) => child.stdin.end(), [3, null]],
    "is killed": [(child) => child.kill("SIGKILL"), [null, "SIGKILL"]],
  };
  for (const [how, [end, exit]] of Object.entries(ends)) {
    live(`goes on in a new process where the old one ${how}`, async (who, road) => {
      const photo = await who.take();
      const folder = await mkdtemp(join(tmpdir(), "callout-phone-"));
      try {
        const said = { id: photo.id, path: join(folder, "photo"), url: road.url, token: who.token };
        const uploads = join(folder, "uploads.json");
        await writeFile(said.path, photo.file);
        let first;
        const ended = () => {
          end(first);
          return first.ended;
        };
        troubles(road, () => undefined, () => ({ at: MIB / 2, meanwhile: ended, cut: "both" }));
        first = sender({ ...said, uploads });
        assert.deepEqual(await first.ended, exit);
        road.requests = [];
        assert.deepEqual(await sender({ ...said, uploads }).ended, [0, null]);
        const [asked, ...rest] = road.requests;
        assert.ok(asked.offset >= MIB, "what was committed stays");
        assert.equal(road.bytes, photo.file.length - asked.offset);
        assert.deepEqual([...new Set(rest.map(({ method }) => method))], ["PATCH"]);
        await who.assertStored(photo);
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  }

  const ofMortal = async () => {
    await tell("begin");
    return Photographer.open(MORTAL);
  };
  live("comes home by itself after kill -9 of the server and its database in mid-request", async (who, road) => {
    const photo = await who.take(700);
    let back;
    const killed = async () => {
      await who.safe(photo, MIB);
      await tell("kill");
      back = tell("begin");
    };
    troubles(road, () => ({ at: MIB + UNSAFE, meanwhile: killed, cut: "both" }));
    await who.bring(photo, { ...AS_ONE, retryDelays: PATIENT_MS });
    await back;
    assert.ok(road.bytes <= photo.file.length + UNSAFE, "what was committed is not sent again");
    await who.assertStored(photo);
  }, ofMortal);

  live("goes on when the access token expires on its way, whatever is asked then", async (who, road) => {
    const photo = await who.take();
    who.expire();
    troubles(
      road,
      () => undefined,
      () => void who.expire(),
      () => undefined,
      () => ({ at: 0, cut: "both", meanwhile: async () => who.expire() }),
    );
    await who.bring(photo);
    assert.equal(who.refreshed, 3);
    assert.deepEqual(road.story, [
      "POST 401 token_expired", "POST 201",
      "PATCH 401 token_expired", "HEAD 200", "PATCH -",
      "HEAD 401", "POST 401 token_expired", "POST 201", "PATCH 204", "PATCH 204",
    ]);
    await who.assertStored(photo);
  });

  live("takes nothing that a portal says for an answer", async (who, road) => {
    const photo = await who.take();
    const page = (status, more = {}) => () => ({
      answer: { status, headers: { "content-type": "text/html", ...more }, body: "<h1>Welcome!</h1>" },
    });
    const done = { "upload-offset": `${photo.file.length}`, location: "http://127.0.0.1:1/v1/uploads" };
    const pages = [page(200, done), page(201, done), page(302, done), page(401), page(403), page(404), page(503)];
    const meets = [...pages, () => undefined, ...pages, () => ({ at: 0, cut: "both" }), ...pages];
    road.meet = () => meets.shift()?.();
    await who.bring(photo);
    assert.equal(meets.length, 0);
    assert.equal(who.refreshed, 0);
    await who.assertStored(photo);
  });

  live("takes its token nowhere else, whatever a Location says", async (who, road) => {
    const photo = await who.take();
    const elsewhere = await Road.to();
    try {
      const location = `${elsewhere.url}/v1/uploads/1`;
      const headers = { "tus-resumable": "1.0.0", "upload-offset": "0", location };
      troubles(road, () => ({ answer: { status: 201, headers, body: "" } }));
      assert.deepEqual(await refusal(who.bring(photo, { retryDelays: [] })), [0, undefined, false]);
      assert.deepEqual(elsewhere.story, []);
      await who.bring(photo);
      await who.assertStored(photo);
    } finally {
      elsewhere.close();
    }
  });

  live("sends less at a time where a proxy takes no more", async (who, road) => {
    const photo = await who.take();
    const narrow = { status: 413, headers: { "content-type": "text/html" }, body: "<h1>Too large</h1>" };
    road.meet = ({ length }) => (length > MIB / 4 ? { answer: narrow } : undefined);
    await who.bring(photo);
    assert.ok(road.requests.some(({ sent }) => sent === MIB / 4));
    await who.assertStored(photo);
  });

  for (const at of [MIB / 4, 1.5 * MIB]) {
    live(`two connections at once: the older, at ${at} bytes, is told, and sees that all is there`, async (who, road) => {
      const photo = await who.take();
      const newer = await Road.to();
      try {
        troubles(road, () => ({ at, meanwhile: () => who.bring(photo, { url: newer.url }) }));
        await who.bring(photo, AS_ONE);
        assert.equal(newer.story.at(-1), "PATCH 204");
        assert.deepEqual(road.story, ["POST 201", "PATCH 409 upload_taken_over", "HEAD 200"]);
        await who.assertStored(photo);
      } finally {
        newer.close();
      }
    });
  }

  for (const declared of [true, false]) {
    live(`more bytes than were announced, ${declared ? "" : "un"}declared, are refused`, async (who) => {
      const photo = await who.take();
      const long = Buffer.concat([photo.file, Buffer.of(0)]);
      const value = Object.assign(long, { size: declared ? long.length : undefined });
      const source = { size: photo.file.length, slice: async () => ({ value, done: false }), close() {} };
      const longer = who.bring(photo, { ...AS_ONE, fileReader: { openFile: async () => source } });
      assert.deepEqual(await refusal(longer), [422, "photo_mismatch", true]);
      await who.assertMissing(photo, 0);
      await who.bring(photo);
      await who.assertStored(photo);
    });
  }

  live("a part that is damaged on its way is sent again", async (who, road) => {
    const photo = await who.take();
    const damaged = () => ({ damage: MIB / 2 });
    troubles(road, damaged, () => undefined, damaged);
    const tried = who.bring(photo, { retryDelays: [] });
    assert.deepEqual(await refusal(tried), [460, "upload_checksum", false]);
    await who.assertMissing(photo, 0);
    await who.bring(photo);
    assert.deepEqual(road.story, [
      "POST 460 upload_checksum", "POST 201", "PATCH 460 upload_checksum", "HEAD 200", "PATCH 204", "PATCH 204",
    ]);
    await who.assertStored(photo);
  });

  live("a photo that is not what was announced is refused, and the right one is taken", async (who, road) => {
    const photo = await who.take();
    const file = Buffer.from(photo.file);
    file[MIB] ^= 1;
    assert.deepEqual(await refusal(who.bring({ ...photo, file })), [422, "photo_mismatch", true]);
    assert.deepEqual(road.story, ["POST 201", "PATCH 204", "PATCH 422 photo_mismatch"]);
    await who.assertMissing(photo, 0);
    await who.bring(photo);
    await who.assertStored(photo);
  });

  for (const [way, options] of [["in parts", {}], ["in one", AS_ONE]]) {
    live(`comes home ${way} through cuts at 1, 50 and 99 %, and sends little again`, async (who, road) => {
      const photo = await who.take(1000);
      const cuts = ["both", "phone"].flatMap((cut) => [0.01, 0.5, 0.99].map((part) => cutAt(who, photo, part, cut)));
      road.meet = (seen) => (seen.method === "PATCH" ? cuts.shift()?.(seen) : undefined);
      await who.bring(photo, options);
      const broken = road.requests.filter(({ status, sent }) => sent > 0 && status === undefined);
      assert.equal(broken.length, 6);
      const twice = broken.reduce((sum, { sent }) => sum + Math.min(sent, UNSAFE), 0);
      assert.ok(road.bytes <= photo.file.length + twice, "what was committed is not sent again");
      await who.assertStored(photo);
    });
  }

  live("a creation that is cut costs its own bytes at most", async (who, road) => {
    const photo = await who.take();
    troubles(road, cutAt(who, photo, 0.5));
    await who.bring(photo);
    assert.deepEqual(road.story.slice(0, 2), ["POST -", "POST 201"]);
    assert.ok(road.bytes <= photo.file.length + 1.5 * MIB);
    await who.assertStored(photo);
  });

  live("a lost reply, to the creation or to the last bytes, leaves no second upload", async (who, road) => {
    const deaf = () => ({ deaf: true });
    for (const options of [{}, AS_ONE]) {
      const photo = await who.take();
      road.requests = [];
      road.meet = ({ headers, length }) => {
        const last = Number(headers["upload-offset"] ?? 0) + length === photo.file.length;
        return road.requests.length === 1 || last ? deaf() : undefined;
      };
      await who.bring(photo, options);
      const [first, second] = road.requests;
      assert.deepEqual([first.method, second.method, second.location], ["POST", "POST", first.location]);
      assert.deepEqual(road.story.slice(-2), ["PATCH 204", "HEAD 200"]);
      await who.assertStored(photo);
    }
  });
});
