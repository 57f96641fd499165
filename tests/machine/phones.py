"""Virtual phones: the reference phone on its own file and clock, and all that happens to one."""

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx

from app_contract.phone import Done, FakeClock, Fault, FlakyTransport, How, Phone, Reply, Sending, outbox
from app_contract.phone.store import Session, feed, keep_session, session
from backend import clock
from backend.people.actor import Actor
from backend.people.tokens import issue_access
from tests.machine.ledger import Ledger, Line, Made, as_reply
from tests.machine.waits import unseen
from tests.machine.world import KEY, PASSWORD
from tests.makers import START

OPEN, STRICT = 0, 1
"""The gates."""
ROUNDS = 60
"""Far more syncs than any backlog here needs."""
MANY = 4
PART_BYTES = 10
"""Half of a photo and a bit: every photo here has 16."""
STATEMENTS = 25
"""So many of an answer's are tried."""
BASE_URL = "http://127.0.0.1"
HIS = """
SELECT f.id FROM fact f JOIN dispatch_order o ON o.id = f.order_id
WHERE f.id = ANY($1::uuid[]) AND $2 = ANY(o.team)
"""
KEPT = (
    "SELECT * FROM fact ORDER BY id",
    "SELECT id, state FROM photo ORDER BY id",
    "SELECT * FROM document ORDER BY actor, order_id",
    "SELECT * FROM feed ORDER BY actor",
)


@dataclass(eq=False)
class Letter:
    """A sync that was sent and is still on its way: there, or back with `replies`."""

    life: int
    sending: Sending
    token: str | None
    replies: list[Reply]


class Handset:
    """One phone in somebody's hand. `life` counts its starts: what is on its way to an earlier is lost."""

    def __init__(self, ledger: Ledger, inner: httpx.BaseTransport, path: Path) -> None:
        self.ledger = ledger
        self.path = path
        self.line = Line(ledger, inner)
        self.network = FlakyTransport(self.line)
        self.client = httpx.Client(transport=self.network, base_url=BASE_URL, trust_env=False)
        self.clock = FakeClock(START)
        self.phone = self.opened()
        self.life = 0
        self.letters: list[Letter] = []
        self.promised: set[UUID] = set()

    def opened(self) -> Phone:
        """The app on its file. It holds that photos of a few bytes are large: they go in parts, by tus."""
        phone = Phone(self.path, self.client, self.clock)
        phone._courier._part = PART_BYTES
        return phone

    @property
    def db(self) -> sqlite3.Connection:
        """Its file."""
        return self.phone._db

    def close(self) -> None:
        """Put it away."""
        self.phone.close()
        self.client.close()

    # Who has it

    def hand_to(self, person: Actor) -> None:
        """This person signs in."""
        self.ledger.world.forgive()
        assert self.phone.sign_in(person.name.casefold(), PASSWORD) == person.staff_id

    def expire(self) -> None:
        """The access token is as old as after a night without a network."""
        held = session(self.db)
        if held is None or held.access is None:
            return
        old = clock.now() - timedelta(hours=9)
        token = issue_access(held.actor, self.phone.device_id, bytes.fromhex(KEY), old, timedelta(minutes=60))
        with self.db:
            keep_session(self.db, Session(held.actor, token, held.refresh))

    # What is recorded

    def made(self, before: set[UUID]) -> None:
        """Tell the ledger what was recorded since."""
        for entry in self.phone.entries():
            if entry.id not in before:
                self.ledger.add(Made(self, entry.id, self.phone.actor, entry.raw, "good", entry.kind))

    def ids(self) -> set[UUID]:
        """The facts that it holds of whoever uses it."""
        return {entry.id for entry in self.phone.entries()}

    def slip_in(self, fact_id: UUID, raw: bytes, sort: str, *, stuck: bool) -> None:
        """What an old or broken app would have recorded."""
        columns = (str(fact_id), str(self.phone.actor), str(uuid4()), sort, raw)
        with self.db as db:
            seq = outbox.next_seq(db)
            db.execute(
                "INSERT INTO fact (id, actor, order_id, kind, raw, device_seq) VALUES (?, ?, ?, ?, ?, ?)",
                (*columns, seq),
            )
        self.ledger.add(Made(self, fact_id, self.phone.actor, raw, sort, "poison", stuck))

    # How it syncs

    def sync(self, faults: Iterable[Fault] = (), gate: int = OPEN) -> Done:
        """One sync of the phone's own, with the faults in turn."""
        self.line.gate = gate
        self.network.script.extend(faults)
        done = self.phone.sync()
        self.network.script.clear()
        self.line.gate = OPEN
        self.look(done)
        self.look_up(done)
        return done

    def send_photos(self, faults: Iterable[Fault]) -> None:
        """Photos follow their manifests, with the faults in turn."""
        faults = list(faults)
        self.network.script.extend(faults)
        for _ in range(len(faults) + 2):
            self.phone.send_photo()
        self.network.script.clear()

    def sync_on(self) -> None:
        """Sync again and again."""
        for _ in range(MANY):
            letter = self.send()
            self.deliver(letter)
            self.hear(letter)

    def send(self) -> Letter:
        """Begin a sync, and let it be on its way."""
        held = session(self.db)
        letter = Letter(self.life, self.phone.outgoing(), held.access if held else None, [])
        self.letters.append(letter)
        return letter

    def deliver(self, letter: Letter, gate: int = OPEN) -> None:
        """The request arrives, perhaps once more; its reply is on its way back."""
        headers = {"Authorization": f"Bearer {letter.token}", "Content-Type": "application/json"}
        line = Line(self.ledger, self.line._inner)
        line.gate = gate
        request = httpx.Request(
            "POST", f"{BASE_URL}/v1/sync", headers=headers, content=letter.sending.content
        )
        letter.replies.append(as_reply(line.handle_request(request)))

    def hear(self, letter: Letter) -> None:
        """The reply arrives, or the phone gives up waiting; a phone that was started anew hears nothing."""
        self.letters.remove(letter)
        if letter.life == self.life:
            done = self.phone.settle(letter.sending, letter.replies.pop(0) if letter.replies else None)
            if letter.replies:
                self.letters.append(letter)
            self.look(done)

    def look(self, done: Done) -> None:
        """What was acknowledged is to be seen, at any time (I10).

        `promised` is what the server said is to be seen; of an order that was not his it says nothing.
        """
        answer = done.answer
        if answer and answer.epoch == feed(self.db, self.phone.actor).epoch:
            if answer.reset:
                self.promised.clear()
            told = [one for one in answer.results if one.visible_at] + answer.verdicts
            self.promised |= {one.id for one in told if one.id and one.outcome == "applied"}
        hidden = unseen(self.db, self.promised)
        assert not hidden, "\n".join(hidden)

    def look_up(self, done: Done) -> None:
        """What took effect on an order that is his, by the tables, comes with a number to look out for."""
        results = done.answer.results if done.answer else []
        unnumbered = [one.id for one in results if one.outcome == "applied" and one.visible_at is None]
        his = self.ledger.world.fetch(HIS, unnumbered, self.phone.actor) if unnumbered else []
        assert not his, f"I10: nobody says when {his} is to be seen"

    # What happens to it

    def start(self) -> None:
        """The app is killed, whatever it was doing, and started again."""
        self.phone.close()
        self.life += 1
        self.phone = self.opened()

    def wipe(self) -> None:
        """The app is installed anew: what was only here is gone, and the ledger says so."""
        unsent = {
            row["id"] for row in self.db.execute("SELECT id FROM fact WHERE state IN ('unsent', 'stuck')")
        }
        raws = {row["id"]: row["raw"] for row in self.db.execute("SELECT id, raw FROM fact")}
        for made in self.ledger.all():
            if made.lost_at is None and raws.get(str(made.id)) == made.raw:
                made.lost_at, made.unsent_then = self.ledger.world.tick(), str(made.id) in unsent
        self.phone.close()
        self.life += 1
        self.path = self.path.with_name(f"{uuid4().hex}.sqlite")
        self.phone = self.opened()

    def power_cut(self, at: int) -> None:
        """The power goes as the phone takes a reply in, at its `at`-th statement; then it starts again.

        Whenever it goes, the file is as before or as after: in one transaction, or not at all (I7).
        """
        letter = self.send()
        self.deliver(letter)
        spares: list[Path] = []

        def trace(_: str) -> None:
            if len(spares) < STATEMENTS:
                spares.append(self.copy())

        before = photograph(self.db)
        self.db.set_trace_callback(trace)
        self.hear(letter)
        self.db.set_trace_callback(None)
        after = photograph(self.db)
        for spare in spares:
            with closing(sqlite3.connect(spare)) as db:
                assert photograph(db) in (before, after), "I7: half an answer was taken"
        self.path = spares[at] if at < len(spares) else self.path
        self.start()

    def copy(self) -> Path:
        """Its file as it is on the disk now."""
        spare = self.path.with_name(f"{uuid4().hex}.sqlite")
        for end in ("", "-wal"):
            shutil.copy(f"{self.path}{end}", f"{spare}{end}")
        return spare

    # Quiet

    def users(self) -> list[UUID]:
        """Who ever read or recorded on it, who uses it now being the last."""
        rows = self.db.execute("SELECT actor FROM feed UNION SELECT actor FROM fact")
        return sorted((UUID(row["actor"]) for row in rows), key=lambda one: (one == self.phone.actor, one))

    def drain(self, people: dict[UUID, Actor]) -> None:
        """Without faults, everybody who ever used it syncs until he has nothing left to send or to read."""
        for user in [*self.users(), self.phone.actor]:
            if user != self.phone.actor:
                self.hand_to(people[user])
            self._catch_up(people[user])

    def _catch_up(self, person: Actor) -> None:
        assert any(self._caught_up(self.sync(), person) for _ in range(ROUNDS)), (
            "I5: the outbox never empties"
        )
        assert self.phone.send_lost(), "what a backup has lost was not taken"
        sent = (self.phone.send_photo().how for _ in range(4 * ROUNDS))
        assert How.NOTHING_TO_DO in sent, "the album never empties"

    def _caught_up(self, done: Done, person: Actor) -> bool:
        if done.how is How.SIGN_IN:
            self.hand_to(person)
        read = done.answer is not None and not done.answer.more
        return read and not outbox.batch(self.db, person.staff_id, 1)


def photograph(db: sqlite3.Connection) -> list[list[Any]]:
    """All that a phone's file holds."""
    return [[tuple(row) for row in db.execute(query)] for query in KEPT]
