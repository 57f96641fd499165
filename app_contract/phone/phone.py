"""The reference phone: it records facts offline, and syncs whenever somebody asks it to.

It never waits and never decides when: every answer says how long to wait, and the app's scheduler does so.
`outgoing` and `settle` are the protocol without a network, for whoever brings another one.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from app_contract.phone import album, documents, outbox, protocol, store
from app_contract.phone.clock import Clock, SystemClock
from app_contract.phone.courier import Courier, Went
from app_contract.phone.ids import uuid7
from app_contract.phone.outbox import Entry
from app_contract.phone.protocol import Answer, Receipt, Reply
from app_contract.phone.store import Feed, Session

APP_VERSION = "1.0.0"
LOST_AT_ONCE = 50


class How(StrEnum):
    """How a sync or an upload went."""

    ANSWERED = "answered"
    NOTHING_TO_DO = "nothing_to_do"
    UNHEARD = "unheard"
    """No answer, or none by Callout; everything is kept and will be sent again."""
    REFUSED = "refused"
    """Answered with a problem; the next attempt is another one, or is the same after `wait_s`."""
    SIGN_IN = "sign_in"
    """The person must sign in again; what he recorded is kept."""


@dataclass(frozen=True, slots=True)
class Done:
    """What one attempt came to, and after how many seconds the next one may follow."""

    how: How
    wait_s: float
    problem: str | None = None
    answer: Answer | None = None
    photo_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """One sync that is on its way: whose, from where in his feed, which facts, and the bytes."""

    actor: UUID
    feed: Feed
    facts: list[UUID]
    content: bytes


class NotSignedIn(Exception):
    """Nobody has signed in on this phone yet."""


class Refused(Exception):
    """The sign-in failed: `code` of the problem, or None when nobody answered."""

    def __init__(self, code: str | None) -> None:
        self.code = code
        super().__init__(code or "no answer")


class Phone:
    """One installation of the app: one SQLite file, one person at a time, one sync at a time.

    `client` carries the server's address; `clock` is the device's.
    """

    def __init__(self, path: Path | str, client: httpx.Client, clock: Clock | None = None) -> None:
        self._db: sqlite3.Connection = store.opened(path)
        self._client = client
        self._clock = clock or SystemClock()
        self._limit = outbox.BATCH_LIMIT
        self._suspect: tuple[UUID, str] | None = None
        self._failures = 0
        self._courier = Courier(self._db, self._ask_again)

    def close(self) -> None:
        """Close the file; opened again, the phone is as it was."""
        self._db.close()

    @property
    def device_id(self) -> UUID:
        """The installation's id."""
        return store.device_id(self._db)

    @property
    def actor(self) -> UUID:
        """Who uses the phone. Raises NotSignedIn."""
        session = store.session(self._db)
        if session is None:
            raise NotSignedIn
        return session.actor

    # Who uses it

    def sign_in(self, login: str, password: str, name: str = "Reference phone") -> UUID:
        """Let a person in; gives his staff id. Raises Refused."""
        device = {"id": str(self.device_id), "name": name, "platform": "python"}
        reply = self._post("/v1/sign-in", {"login": login, "password": password, "device": device})
        said = protocol.said_in(reply, "access_token", "refresh_token")
        if said is None:
            raise Refused(protocol.problem_in(reply))
        session = Session(UUID(said["me"]["id"]), said["access_token"], said["refresh_token"])
        with self._db:
            store.keep_session(self._db, session)
            outbox.try_again(self._db)
        return session.actor

    def refresh(self) -> bool:
        """Turn the refresh token over. A lost answer does no harm: the old one is good until then."""
        session = store.session(self._db)
        if session is None or session.refresh is None:
            return False
        reply = self._post("/v1/token/refresh", {"refresh_token": session.refresh})
        said = protocol.said_in(reply, "access_token", "refresh_token")
        if said is not None:
            fresh = Session(session.actor, said["access_token"], said["refresh_token"])
        elif protocol.problem_in(reply) == "refresh_refused":
            fresh = Session(session.actor, None, None)
        else:
            return False
        with self._db:
            store.keep_session(self._db, fresh)
        return fresh.access is not None

    # What happened

    def record(
        self, order_id: UUID, kind: str, body: Mapping[str, Any], place: Mapping[str, Any] | None = None
    ) -> UUID:
        """Record a fact; gives its id. On disk before this returns, and never changed after.

        Raises NotSignedIn, and ValueError for what a server could only reject (outbox.frozen).
        """
        with self._db:
            return self._record(order_id, kind, body, place)

    def record_photo(self, order_id: UUID, content: bytes, content_type: str, purpose: str) -> UUID:
        """Record a photo and its manifest together; gives the photo's id. Raises like `record`."""
        photo_id = uuid7(self._clock.read().wall)
        manifest = {
            "photo_id": str(photo_id),
            "purpose": purpose,
            "sha256": sha256(content).hexdigest(),
            "size": len(content),
            "content_type": content_type,
        }
        with self._db:
            fact_id = self._record(order_id, "photo.taken", manifest, None)
            album.add(self._db, self.actor, album.Picture(photo_id, fact_id, content_type, content))
        return photo_id

    def _record(
        self, order_id: UUID, kind: str, body: Mapping[str, Any], place: Mapping[str, Any] | None
    ) -> UUID:
        actor, reading = self.actor, self._clock.read()
        seen = documents.one(self._db, actor, order_id)
        fact = {
            "id": str(uuid7(reading.wall)),
            "order_id": str(order_id),
            "kind": kind,
            "v": 1,
            "device_seq": outbox.next_seq(self._db),
            "seen_version": seen["version"] if seen else 0,
            "clock": reading.as_json(),
            "place": place,
            "actor": str(actor),
            "body": body,
        }
        outbox.add(self._db, fact)
        return UUID(str(fact["id"]))

    # What is known

    def orders(self) -> list[dict[str, Any]]:
        """The order documents of who uses the phone."""
        return documents.held(self._db, self.actor)

    def order(self, order_id: UUID) -> dict[str, Any] | None:
        """One order's document, if he may see it."""
        return documents.one(self._db, self.actor, order_id)

    def overlay(self, order_id: UUID) -> list[Entry]:
        """What he recorded on it that the document does not show yet."""
        return outbox.overlay(self._db, self.actor, order_id)

    def entries(self) -> list[Entry]:
        """All that the phone still holds of his facts, with what became of each."""
        return outbox.entries(self._db, self.actor)

    def receipts(self, order_id: UUID) -> list[tuple[UUID, Receipt]]:
        """His facts on an order that the server confirmed, each with its place in the journal and the hash of
        the chain there. A document whose `version` is below one of the places is of a server that lost it.
        """
        return outbox.receipts(self._db, self.actor, order_id)

    def photo_state(self, photo_id: UUID) -> str | None:
        """`kept`, `stored` or `refused`; None when the phone has let go of it."""
        return album.state(self._db, photo_id)

    def photo_problem(self, photo_id: UUID) -> str | None:
        """Why it was refused or did not go the last time; of one that is stored, why it cannot be shown."""
        return album.problem(self._db, photo_id)

    # Facts out, documents in

    def sync(self) -> Done:
        """One exchange: his unsent facts out, the answer in. Call again after `wait_s`."""
        sending = self.outgoing()
        reply = self._ask("POST", "/v1/sync", sending.content, "application/json")
        if reply and reply.status == 401 and self.refresh():
            sending = self.outgoing()
            reply = self._ask("POST", "/v1/sync", sending.content, "application/json")
        return self.settle(sending, reply)

    def outgoing(self) -> Sending:
        """What a sync would send now. Raises NotSignedIn."""
        actor = self.actor
        feed = store.feed(self._db, actor)
        batch = outbox.batch(self._db, actor, self._limit)
        raw = [entry.raw for entry in batch]
        photos = album.asked_for(self._db, actor)
        content = protocol.envelope(self.device_id, APP_VERSION, feed, self._clock.read(), raw, photos)
        return Sending(actor, feed, [entry.id for entry in batch], content)

    def settle(self, sending: Sending, reply: Reply | None) -> Done:
        """Take what came back for it, in one SQLite transaction, or leave everything as it is (I7)."""
        answer = protocol.answer_in(reply, sending.facts)
        if answer is None:
            return self._not_answered(sending, reply)
        with self._db:
            self._apply(sending, answer)
        self._suspect = None
        self._limit = min(outbox.BATCH_LIMIT, max(1, 2 * self._limit))
        if any(result.outcome == "retry" for result in answer.results):
            self._failures += 1
            return Done(How.ANSWERED, protocol.pause_s(self._failures), answer=answer)
        self._failures = 0
        again = answer.more or outbox.batch(self._db, sending.actor, 1)
        return Done(How.ANSWERED, 0 if again else max(1, answer.next_sync_s), answer=answer)

    def _apply(self, sending: Sending, answer: Answer) -> None:
        """The whole answer. Its page counts only where the feed still stands where it was asked from:
        two answers that overtook each other must not turn documents back.

        One from before a restore that the phone knows of by now counts for nothing: what the server had then
        it may have lost. So may it what it answered to a phone that had no epoch yet, which no reset tells:
        all of that is sent again with the first read.
        """
        db, actor = self._db, sending.actor
        standing = store.feed(db, actor)
        in_turn = standing == sending.feed
        if not in_turn and answer.epoch != standing.epoch:
            return
        first_read = standing.epoch is None and answer.pull == "ok"
        if in_turn and (answer.reset or first_read):
            outbox.resend(db, actor)
        if in_turn and answer.reset:
            documents.set_aside(db, actor)
            store.keep_feed(db, actor, Feed(answer.epoch, None))
        outbox.settle(db, sending.facts, answer)
        if in_turn and answer.pull == "ok":
            documents.take(db, actor, answer)
            store.keep_feed(db, actor, Feed(answer.epoch, answer.cursor))
        album.settle(db, answer)
        if self._suspect and not sending.facts:
            outbox.set_aside(db, *self._suspect)
        outbox.forget(db, answer.received_at)

    def _not_answered(self, sending: Sending, reply: Reply | None) -> Done:
        """Halve the batch where the envelope was refused, down to the one fact that does it.

        Whether it is that fact or the envelope itself, an empty sync tells: only when that is answered is
        the fact set aside.
        """
        code = protocol.refuses_envelope(reply)
        if code and sending.facts:
            self._limit = len(sending.facts) // 2
            self._suspect = None if self._limit else (sending.facts[0], code)
            return Done(How.REFUSED, 0, code)
        if code:
            self._suspect, self._limit = None, 1
        return self._failed(reply)

    # Photos

    def send_photo(self) -> Done:
        """One request for a photo whose manifest the server holds; call again until there is nothing to do.

        `photo_id` is told where that helped, if only by a part of the bytes, or another photo is next.
        """
        now = self._clock.read()
        due = self._courier.due(self.actor, now)
        if due is None:
            return Done(How.NOTHING_TO_DO, 0)
        went, reply = self._courier.bring(due, now)
        if went is Went.FAILED:
            return self._failed(reply)
        self._failures = 0
        how = How.ANSWERED if went in (Went.STORED, Went.ON) else How.REFUSED
        return Done(how, 0, protocol.problem_in(reply), photo_id=due.id)

    def catch_up(self) -> Done:
        """Sync and send photos for as long as that makes progress at once; gives the last step."""
        done = self.sync()
        while done.wait_s == 0 and done.how is not How.SIGN_IN:
            done = self.sync()
        if done.how is not How.ANSWERED:
            return done
        photo = self.send_photo()
        while photo.photo_id is not None:
            photo = self.send_photo()
        self.send_lost()
        return done if photo.how is How.NOTHING_TO_DO else photo

    # Rescue and repair

    def bundles(self) -> list[bytes]:
        """What nobody has answered for, whoever recorded it, as files to bring to the server by any channel.

        Nothing changes here: what is sent later all the same is answered as replayed.
        """
        written = self._clock.read()
        return [
            protocol.bundle(self.device_id, APP_VERSION, written, [entry.raw for entry in part], [])
            for part in outbox.parts(outbox.unsent(self._db))
        ]

    def send_lost(self) -> bool:
        """Show the server the documents that it did not send again after a reset; whether it has them all."""
        actor = self.actor
        while orders := documents.lost(self._db, actor, LOST_AT_ONCE):
            content = protocol.bundle(self.device_id, APP_VERSION, self._clock.read(), [], orders)
            reply = self._ask("POST", "/v1/sync/bundle", content, "application/json")
            if protocol.said_in(reply, "orders_kept") is None:
                return False
            with self._db:
                documents.forget_lost(self._db, actor, orders)
        return True

    def compare(self) -> bool | None:
        """Whether the documents are those that he should have; if not, the next syncs read all of them anew.

        None where that cannot be told: no answer, or the feed was not read to its end.
        """
        actor, feed = self.actor, store.feed(self._db, self.actor)
        said = protocol.said_in(self._ask("GET", "/v1/sync/digest", b"", "application/json"), "sha256")
        if said is None or (said["epoch"], said["cursor"]) != (feed.epoch, feed.cursor or 0):
            return None
        same = (said["count"], said["sha256"]) == documents.digest(self._db, actor)
        if not same:
            with self._db:
                documents.set_aside(self._db, actor)
                store.keep_feed(self._db, actor, Feed(feed.epoch, None))
        return same

    # The network

    def _failed(self, reply: Reply | None) -> Done:
        """No progress: wait, longer each time."""
        self._failures += 1
        session = store.session(self._db)
        if session is None or session.refresh is None:
            return Done(How.SIGN_IN, 0, "unauthenticated")
        code = protocol.problem_in(reply)
        wait_s = protocol.pause_s(self._failures, reply.retry_after_s if reply else 0)
        return Done(How.REFUSED if code else How.UNHEARD, wait_s, code)

    def _ask(self, method: str, path: str, content: bytes, content_type: str) -> Reply | None:
        """Send it with the access token; None without an answer, or without a token to ask with."""
        return self._ask_with(method, path, content, {"Content-Type": content_type})

    def _ask_with(self, method: str, path: str, content: bytes, headers: Mapping[str, str]) -> Reply | None:
        session = store.session(self._db)
        if session is None or session.access is None:
            return None
        return self._send(method, path, content, {**headers, "Authorization": f"Bearer {session.access}"})

    def _ask_again(self, method: str, path: str, content: bytes, headers: Mapping[str, str]) -> Reply | None:
        """Send it, and again with a fresh token where that was the trouble."""
        reply = self._ask_with(method, path, content, headers)
        if reply and reply.status == 401 and self.refresh():
            reply = self._ask_with(method, path, content, headers)
        return reply

    def _post(self, path: str, body: dict[str, Any]) -> Reply | None:
        return self._send("POST", path, json.dumps(body).encode(), {"Content-Type": "application/json"})

    def _send(self, method: str, path: str, content: bytes, headers: dict[str, str]) -> Reply | None:
        try:
            response = self._client.request(method, path, content=content, headers=headers)
        except httpx.HTTPError:
            return None
        wait = response.headers.get("Retry-After", "")
        return Reply(
            status=response.status_code,
            content_type=response.headers.get("Content-Type", ""),
            content=response.content,
            retry_after_s=float(wait) if wait.isdigit() else 0,
            headers=dict(response.headers),
        )
