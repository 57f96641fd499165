"""Four phones that work while their server dies, and what must be true when they have come to rest."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Timer
from uuid import UUID, uuid4

import asyncpg
import httpx
import orjson

from app_contract.phone import Done, How, Phone, Work, protocol
from app_contract.phone.outbox import BATCH_LIMIT
from app_contract.phone.store import Feed, Session, keep_session
from backend import clock
from backend.database import Database
from backend.journal.audit import audit
from backend.people.actor import Actor
from backend.people.device import Device
from backend.people.tokens import issue_access
from tests.makers import DISPATCHER, LI, START, WANG, ZHAO, Case, settle_in, team
from tests.sync.conftest import KEY
from tests.test_main import ROOT, environment, free_port

WAIT_S = 120
"""Everything here answers within a second, or a database recovers in some; who is silent longer, hangs."""
LIFE = timedelta(hours=1)
SYNCS = 40
"""So many at most does a phone try in one life of the server, which is killed long before."""
SECOND = replace(LI, device_id=UUID("018f2d3a-0000-7000-8000-00000000d002"))
"""Li's other phone."""
TEAMS = ((LI, WANG), (WANG, ZHAO), (ZHAO, LI))

VIEW = "SELECT id, document FROM dispatch_order WHERE $1 = ANY(team)"
STORED = """
SELECT f.id, f.outcome, f.code, (SELECT count(*) FROM journal j WHERE j.fact_id = f.id) AS entries
FROM fact f WHERE f.device_id = ANY($1::uuid[])
"""


class Server:
    """The launcher's process."""

    def __init__(self, data: Path, launcher: str = "launcher", **settings: str) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.words = data / "words"
        self.process = subprocess.Popen(
            (sys.executable, "-m", f"tests.faults.{launcher}", str(self.words)),
            cwd=ROOT,
            env=environment(data, port) | {"CALLOUT_TOKEN_KEY": KEY} | settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            start_new_session=True,
        )

    @property
    def life(self) -> int:
        """The process that lives now."""
        return int(Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text())

    def begin(self, point: str = "none", arrival: int = 0) -> None:
        """A new life, that listens when this returns."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{point} {arrival}\n")
        assert self.hear() == ["ready"], self.words.read_text()

    def hear(self) -> list[str]:
        """The next line that it says; nothing where it says none in time, which is its end."""
        assert self.process.stdout is not None
        late = Timer(WAIT_S, os.killpg, (self.process.pid, signal.SIGKILL))
        late.start()
        line = self.process.stdout.readline().split()
        late.cancel()
        return line

    def end(self) -> None:
        """Ctrl-C, and no life after this one."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(WAIT_S)
        assert self.process.stdout is not None
        self.process.stdout.close()


class Fleet:
    """The phones, and the orders that they work on."""

    def __init__(self, folder: Path, database: Database, url: str) -> None:
        self.database = database
        self.cases = [Case() for _ in TEAMS]
        self.first: dict[UUID, str] = {}
        self.replayed = 0
        self.phones: list[tuple[Actor, Phone]] = []
        for number, actor in enumerate((LI, SECOND, WANG, ZHAO)):
            client = httpx.Client(base_url=url, timeout=WAIT_S)
            phone = Phone(folder / f"phone-{number}", client)
            said = issue_access(actor.staff_id, actor.device_id, bytes.fromhex(KEY), clock.now(), LIFE)
            with phone._db as db:
                db.execute("UPDATE phone SET device_id = ?", (str(actor.device_id),))
                keep_session(db, Session(actor.staff_id, said, "token"))
            self.phones.append((actor, phone))

    async def settle_in(self) -> None:
        """The people, Li's second phone and the orders."""
        await settle_in(self.database)
        async with self.database.transaction() as tx:
            tx.session.add(
                Device(id=SECOND.device_id, staff_id=LI.staff_id, name="Another phone", platform="test",
                       registered_at=START, last_seen_at=START)
            )  # fmt: skip
        for case, members in zip(self.cases, TEAMS, strict=True):
            issued = case.said(DISPATCHER, "order.issued")
            await case.record(
                self.database, issued, case.said(DISPATCHER, "order.assigned", **team(*members))
            )

    async def reassign(self, turn: int) -> None:
        """The dispatcher sends other people to one of the orders."""
        case, members = self.cases[turn % len(TEAMS)], TEAMS[(turn + turn // len(TEAMS) + 1) % len(TEAMS)]
        async with self.database.transaction() as tx:
            query = "SELECT version FROM dispatch_order WHERE id = $1"
            version = await tx.sql.fetchval(query, case.order_id)
        said = case.said(DISPATCHER, "order.assigned", seen=version, **team(*members))
        assert [one.outcome for one in await case.record(self.database, said)] == ["applied"]

    def work(self, on_sync: Callable[[], None] = lambda: None) -> None:
        """All record and sync until their server is gone; `on_sync` is called before each sync."""

        def until_it_dies(phone: Phone) -> None:
            for _ in range(SYNCS):
                for order in phone.orders():
                    Work(phone, UUID(order["id"])).note("The road is closed")
                    Work(phone, UUID(order["id"])).arrive()
                Work(phone, uuid4()).note("Nobody knows of this order")
                on_sync()
                if self.sync(phone).how is How.UNHEARD:
                    return
            raise AssertionError("the server lives")

        self.each(until_it_dies)

    def rest(self) -> None:
        """All send what they have left, then hear what the others have sent."""

        def empty(phone: Phone) -> None:
            for _ in range(SYNCS):
                done = self.sync(phone)
                if done.how is How.ANSWERED and all(entry.state != "unsent" for entry in phone.entries()):
                    return
            raise AssertionError("it does not come to rest")

        self.each(empty)
        for _, phone in self.phones:
            while (done := self.sync(phone)).answer and done.answer.more:
                continue
            assert done.how is How.ANSWERED

    def each(self, do: Callable[[Phone], None]) -> None:
        """All phones at the same time."""
        with ThreadPoolExecutor(len(self.phones)) as threads:
            list(threads.map(do, [phone for _, phone in self.phones]))

    def sync(self, phone: Phone) -> Done:
        """One sync; what is answered to a fact for the first time is remembered."""
        done = phone.sync()
        for result in done.answer.results if done.answer else ():
            if result.id and result.outcome != "retry":
                self.first.setdefault(result.id, result.outcome)
                self.replayed += result.replayed
        return done

    async def stored(self) -> dict[UUID, asyncpg.Record]:
        """What the database holds of what the phones sent, by id."""
        async with self.database.transaction() as tx:
            rows = await tx.sql.fetch(STORED, [actor.device_id for actor, _ in self.phones])
        return {row["id"]: row for row in rows}

    async def check(self) -> None:
        """Every fact is there once with its effect and its answer, and every phone sees what is."""
        stored = await self.stored()
        held = {entry.id: entry.outcome for _, phone in self.phones for entry in phone.entries()}
        assert held == {fact_id: row["outcome"] for fact_id, row in stored.items()}
        assert {row["entries"] - (row["outcome"] == "applied") for row in stored.values()} == {0}
        assert held.keys() == self.first.keys()
        assert {told for fact_id, told in self.first.items() if told != held[fact_id]} <= {"parked"}
        for actor, phone in self.phones:
            async with self.database.transaction() as tx:
                view = await tx.sql.fetch(VIEW, actor.staff_id)
            shown = {order["id"]: order for order in phone.orders()}
            assert shown == {str(row["id"]): orjson.loads(row["document"]) for row in view}
        assert await audit(self.database) == []

    def ask_again(self) -> None:
        """Whatever was answered is answered the same again."""
        for _, phone in self.phones:
            entries = phone.entries()
            for at in range(0, len(entries), BATCH_LIMIT):
                part = entries[at : at + BATCH_LIMIT]
                body = protocol.envelope(
                    phone.device_id, "1.0.0", Feed(None, None), phone._clock.read(), [one.raw for one in part]
                )
                answer = protocol.answer_in(
                    phone._ask("POST", "/v1/sync", body, "application/json"), [one.id for one in part]
                )
                assert answer
                assert [(one.outcome, one.problem) for one in part] == [
                    (result.outcome, result.problem) for result in answer.results
                ]
                assert all(result.replayed for result in answer.results)

    def close(self) -> None:
        """Put the phones away."""
        for _, phone in self.phones:
            phone.close()
            phone._client.close()
