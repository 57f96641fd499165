// A technician on his order, who takes photos, announces them, and looks at what has become of them.

import assert from "node:assert/strict";
import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto";
import { deflateSync } from "node:zlib";

import { bring } from "./examples/tus.mjs";
import { ask, Desk, SERVER, signIn } from "./world.js";

const KEY = Buffer.from(process.env.CALLOUT_TOKEN_KEY ?? "", "hex");
const AN_HOUR_S = 3600;
const SIDE_PX = 600;
const AT_ONCE_MS = Array(50).fill(5);
const MANY = 2000;
/** A document lists the last twenty photos, by id, and these ids are in no order. */
const PHOTOS_OF_AN_ORDER = 20;

export class Photographer {
  /** The access tokens that the phone had to ask for. */
  refreshed = 0;
  #seq = 0;

  static async open(server = SERVER) {
    const desk = await Desk.open(server);
    const technician = await desk.technician();
    const deviceId = randomUUID();
    const { access_token: token } = await signIn(technician.login, deviceId, server);
    const order = await desk.order([technician]);
    return Object.assign(new Photographer(), { server, desk, technician, deviceId, token, held: token, order });
  }

  /** He comes by another network: this one. */
  on(road) {
    return Object.assign(this, { road, refreshed: 0 });
  }

  /** A photo of `side` squared pixels is taken, and its manifest has arrived. */
  async take(side = SIDE_PX) {
    const id = randomUUID();
    const file = picture(side);
    const body = { photo_id: id, purpose: "fault", sha256: sha256(file), size: file.length, content_type: "image/png" };
    const seq = (this.#seq += 1);
    if (seq % PHOTOS_OF_AN_ORDER === 0) this.order = await this.desk.order([this.technician]);
    const { order } = this;
    const fact = { id: randomUUID(), order_id: order.id, kind: "photo.taken", v: 1, device_seq: seq, body };
    const { results } = await this.#sync({ facts: [{ ...fact, actor: this.technician.id }] });
    assert.deepEqual(results.map(({ outcome }) => outcome), ["applied"]);
    return { id, file, order };
  }

  /** The photo goes through the network, tried again at once. */
  bring(photo, more = {}) {
    return bring(photo, { url: this.road.url, retryDelays: AT_ONCE_MS, token: this.tokens, ...more });
  }

  tokens = async (refused) => {
    if (refused) {
      this.refreshed += 1;
      this.held = this.token;
    }
    return this.held;
  };

  /** The token that the phone holds has expired: it is the server that says so. */
  expire() {
    const [head, said] = this.token.split(".");
    const claims = JSON.parse(Buffer.from(said, "base64url"));
    const late = { ...claims, iat: claims.iat - AN_HOUR_S, exp: claims.exp - AN_HOUR_S };
    const text = `${head}.${Buffer.from(JSON.stringify(late)).toString("base64url")}`;
    this.held = `${text}.${createHmac("sha256", KEY).update(text).digest("base64url")}`;
  }

  /** How many bytes of a photo are safe on the server, and whether it is stored. */
  async progress({ id }) {
    const { photos } = await this.#sync({ photos: [id] });
    const [{ state, received }] = photos;
    return { state, received };
  }

  /** Waits until so many bytes of a photo are safe, which those that have arrived soon are. */
  async safe(photo, bytes) {
    for (let asked = 0; asked < MANY; asked += 1) {
      if ((await this.progress(photo)).received >= bytes) return;
    }
    throw new Error(`${bytes} bytes do not become safe`);
  }

  /** The server has these bytes and no others, and everybody is told so. */
  async assertStored({ id, file, order }) {
    const headers = { authorization: `Bearer ${this.token}` };
    const reply = await fetch(`${this.server}/v1/photos/${id}`, { headers });
    assert.equal(reply.status, 200);
    assert.equal(sha256(Buffer.from(await reply.arrayBuffer())), sha256(file));
    assert.equal((await this.progress({ id })).state, "stored");
    assert.equal(await this.#said(id, order), true);
  }

  /** Nobody takes the photo for stored, and so many bytes of it are safe. */
  async assertMissing({ id, order }, received) {
    const headers = { authorization: `Bearer ${this.token}` };
    assert.equal((await fetch(`${this.server}/v1/photos/${id}`, { headers })).status, 404);
    assert.deepEqual(await this.progress({ id }), { state: "missing", received });
    assert.equal(await this.#said(id, order), false);
  }

  /** What the order's document says of the photo. */
  async #said(id, order) {
    return (await this.desk.see(order)).photos.find((photo) => photo.id === id).stored;
  }

  #sync(more) {
    const clock = { wall: new Date().toISOString(), boot: this.deviceId, uptime_ms: Math.round(performance.now()) };
    const head = { protocol: 1, epoch: null, cursor: null, device_id: this.deviceId, app: { version: "1.0.0" } };
    return ask(this.server, this.token, "POST", "/sync", { ...head, clock, facts: [], ...more });
  }
}

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** A PNG of noise: six bytes a pixel that nobody has seen before. */
function picture(side) {
  const row = () => Buffer.concat([Buffer.of(0), randomBytes(6 * side)]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([16, 2], 8);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, row)), { level: 0 });
  const parts = [part("IHDR", header), part("IDAT", pixels), part("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...parts]);
}

function part(kind, data) {
  const named = Buffer.concat([Buffer.from(kind), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}

/** As PNG has it; Node 20 has none. */
function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

const CRC = Int32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});
