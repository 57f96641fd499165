// The world around a phone: the desk that sends its orders, and the network in between, which fails when told.
// The server is the real one: `make test-clients` starts it and says where it is.

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

export const SERVER = process.env.CALLOUT_URL;
if (!SERVER) throw new Error("CALLOUT_URL says no server: run `make test-clients`");
const PASSWORD = "callout-demo";

/** What somebody is answered. */
export async function ask(server, token, method, path, said) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const reply = await fetch(`${server}/v1${path}`, { method, headers, body: said && JSON.stringify(said) });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
  return JSON.parse(text);
}

/** Somebody signs in; gives the tokens and who it is. */
export function signIn(login, deviceId = randomUUID(), server = SERVER) {
  const device = { id: deviceId, name: "phone", platform: "node" };
  return ask(server, null, "POST", "/sign-in", { login, password: PASSWORD, device });
}

/** The desks: orders are made, sent and watched as people do it, over the API. */
export class Desk {
  static async open(server = SERVER) {
    const logins = ["dispatcher", "admin"].map((login) => signIn(login, randomUUID(), server));
    const [dispatcher, admin] = await Promise.all(logins);
    return new Desk(server, dispatcher.access_token, admin.access_token);
  }

  constructor(server, dispatcher, admin) {
    this.server = server;
    this.dispatcher = dispatcher;
    this.admin = admin;
  }

  /** A technician of one test's own, so that his feed has nothing of the others. */
  technician() {
    const id = randomUUID();
    const person = { id, login: id, name: "张伟 Zhang Wei", password: PASSWORD, roles: ["technician"] };
    return ask(this.server, this.admin, "POST", "/staff", person);
  }

  /** An order for a team whose first member leads. */
  async order(team, description = "The door does not close") {
    const order = await ask(this.server, this.dispatcher, "POST", "/orders", {
      id: randomUUID(),
      customer: { id: randomUUID(), name: "Quarry", contact: "Ms Zhou", phone: "+86 27 8555 0199" },
      vehicle: { id: randomUUID(), model: "TP-40 tipper", serial: randomUUID() },
      site: { address: "Quarry road 7", place: { lat: 30.6, lon: 114.4 } },
      fault: { category: "body", description, reported_at: new Date().toISOString() },
    });
    return this.assign(order, team);
  }

  assign(order, team) {
    const members = team.map(({ id }, index) => ({ id, lead: index === 0 }));
    return this.say(order, "order.assigned", { team: members });
  }

  /** A fact of the dispatcher's about an order as he last saw it; gives the order as it is then. */
  async say({ id, version }, kind, body) {
    const fact = { id: randomUUID(), kind, v: 1, seen_version: version, body };
    return (await ask(this.server, this.dispatcher, "POST", `/orders/${id}/facts`, fact)).order;
  }

  /** Its person has lost the phone. */
  revoke(deviceId) {
    return ask(this.server, this.admin, "POST", `/devices/${deviceId}/revoke`);
  }

  see({ id }) {
    return ask(this.server, this.dispatcher, "GET", `/orders/${id}`);
  }

  /** The ids of orders that only phones know. */
  async lost() {
    return (await ask(this.server, this.dispatcher, "GET", "/lost-orders")).items.map((order) => order.id);
  }

  /** The ids of the facts in an order's journal. */
  async journal({ id }) {
    const { entries } = await ask(this.server, this.dispatcher, "GET", `/orders/${id}/journal`);
    return entries.map((entry) => entry.fact_id);
  }
}

/** The network between one phone and the server. `faults` are used up, one a request. */
export class Network {
  /** Every sync that the server answered: `{ facts, answer }`. */
  heard = [];
  /** Where requests went that nobody sent there. */
  strays = [];
  faults = [];
  down = false;
  /** What becomes of the replies to this fact, one after the other, after the server has committed it. */
  spoilt = { id: null, faults: [] };
  /** What becomes of an answer on its way. */
  rewrite = (answer) => answer;
  /** The status by which somebody on the way refuses a request. */
  refuse = (_request) => undefined;
  /** What becomes of a request on its way. */
  resay = (request) => request;

  static async open() {
    const network = new this();
    network.server = createServer((request, response) => {
      network.pass(request, response).catch((error) => response.destroy(error));
    });
    network.server.listen(0, "127.0.0.1");
    await once(network.server, "listening");
    network.url = `http://127.0.0.1:${network.server.address().port}`;
    return network;
  }

  async pass(request, response) {
    if (!request.url.startsWith("/v1/")) this.strays.push(request.url);
    const said = JSON.parse(await buffer(request));
    const fault = this.down ? "lose request" : (this.faults.shift() ?? (await this.refuse(said)));
    if (fault === "lose request") return request.socket.destroy();
    if (fault === "portal") return response.setHeader("content-type", "text/html").end("<h1>Welcome!</h1>");
    if (fault === "redirect") return response.writeHead(307, { location: "/welcome" }).end();
    if (fault === "stranger") return response.setHeader("content-type", "application/json").end('{"ok": true}');
    if (typeof fault === "number") return response.writeHead(fault).end();
    const { authorization } = request.headers;
    const headers = { authorization, "content-type": "application/json" };
    const reply = await fetch(SERVER + request.url, {
      method: "POST", headers, body: JSON.stringify(this.resay(said)),
    });
    const answer = await reply.json();
    const synced = request.url === "/v1/sync" && reply.ok;
    if (synced) this.heard.push({ facts: said.facts, answer });
    const spoilt = said.facts.some(({ id }) => id === this.spoilt.id) ? this.spoilt.faults.shift() : fault;
    if (spoilt === "lose reply") return request.socket.destroy();
    const passed = spoilt === "lose result" ? { ...answer, results: answer.results.slice(1) } : answer;
    response.writeHead(reply.status, { "content-type": reply.headers.get("content-type") });
    response.end(JSON.stringify(synced ? this.rewrite(passed) : passed));
  }

  /** A fact as the server heard it, each time. */
  sent(id) {
    return this.heard.flatMap(({ facts }) => facts.filter((fact) => fact.id === id));
  }

  /** What the server answered to a fact, each time. */
  answersTo(id) {
    return this.heard.flatMap(({ answer }) => answer.results.filter((result) => result.id === id));
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}
