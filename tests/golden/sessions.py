"""The sessions that are recorded: the reference phone's, and those of apps that others may write."""

import base64
import json
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import httpx
from httpx import Response

from app_contract.phone import FakeClock, Filed, Phone, Reply, Work, points
from app_contract.phone.store import Session, keep_session
from backend.people.roles import Role
from tests.golden.recording import SYNC, Person, Place, Player, Recording, Step, promised

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
ROLES = {
    "Li": Role.TECHNICIAN,
    "Wang": Role.TECHNICIAN,
    "Dispatcher": Role.DISPATCHER,
    "Coordinator": Role.COORDINATOR,
}
REPORT = {
    "complaint": "车厢举升后不下降",
    "inspection": {"warranty": "in", "findings": "Oil under the valve"},
    "cause": "Worn seal",
    "responsibility": "supplier",
    "work_done": "Valve replaced",
}
# What apps said of an answer before there were `shown`, `consent` and `photo`.
SIGNER = {"signer": "Mr Qian", "role": "driver", "rating": 5}


def anybody() -> dict[str, Person]:
    """People with ids of their own."""
    return {name: Person(id=uuid4(), device_id=uuid4(), roles=[role]) for name, role in ROLES.items()}


def anywhere() -> Place:
    """A base."""
    return Place(id=uuid4(), lat=30.5, lon=114.3)


class Day:
    """A session that is being recorded."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.clock = FakeClock(START)
        self.steps: list[Step] = []

    async def ask(self, by: str, path: str, content: bytes) -> Response:
        """A request, a minute after whatever was before, and what its answer promises."""
        self.clock.advance(timedelta(minutes=1))
        at, stands = self.clock.read().wall, self.player.stands.get(by)
        answer = await self.player.ask(by, at, path, content)
        try:
            body, coded = content.decode(), False
        except UnicodeDecodeError:
            body, coded = base64.b64encode(content).decode(), True
        echoes = path == SYNC and stands is not None and f'"{stands[0]}"'.encode() in content
        kept = Step(
            by=by, at=at, path=path, body=body, base64=coded, echoes=echoes, promised=promised(answer)
        )
        self.steps.append(kept)
        return answer

    async def desk(self, path: str, **said: Any) -> None:
        """Something said by the dispatcher; it must hold."""
        (await self.ask("Dispatcher", path, json.dumps(said).encode())).raise_for_status()

    async def order(self, *team: str) -> UUID:
        """An order with this team, the first its lead."""
        order_id = uuid4()
        place = {"lat": 31.0, "lon": 114.5, "datum": "wgs84"}
        fault = {"category": "body", "description": "The body stays up", "reported_at": START.isoformat()}
        await self.desk(
            "/v1/orders", id=str(order_id),
            customer={"id": str(uuid4()), "name": "Haulage", "contact": "Ms Zhou", "phone": "027 8888 1"},
            vehicle={"id": str(uuid4()), "model": "KX-40", "serial": "KX40-17"},
            site={"address": "Quarry road 7", "place": place}, fault=fault,
        )  # fmt: skip
        await self.assign(order_id, *team)
        return order_id

    async def assign(self, order_id: UUID, *team: str) -> None:
        """The order's team from now on."""
        members = [{"id": str(self.player.people[name].id), "lead": name == team[0]} for name in team]
        await self.say(order_id, "order.assigned", team=members)

    async def say(self, order_id: UUID, kind: str, **body: Any) -> None:
        """A fact of the dispatcher's."""
        await self.desk(f"/v1/orders/{order_id}/facts", id=str(uuid4()), kind=kind, v=1, body=body)

    def phone(self, by: str) -> Phone:
        """The reference phone, in the place of his device."""
        person = self.player.people[by]
        phone = Phone(":memory:", httpx.Client(), self.clock)
        with phone._db as db:
            db.execute("UPDATE phone SET device_id = ?", (str(person.device_id),))
            keep_session(db, Session(person.id, "token", "token"))
        return phone

    async def exchange(self, phone: Phone, by: str, *, heard: bool = True) -> None:
        """One sync of the reference phone, whose answer may be lost."""
        sending = phone.outgoing()
        answer = await self.ask(by, SYNC, sending.content)
        if heard:
            phone.settle(sending, Reply(answer.status_code, answer.headers["Content-Type"], answer.content))

    def head(self, by: str, **members: Any) -> dict[str, Any]:
        """An envelope without its facts, where his feed stands."""
        epoch, cursor = self.player.stands.get(by, (None, None))
        head = {"protocol": 1, "device_id": str(self.player.people[by].device_id)}
        return head | {"epoch": epoch, "cursor": cursor, "app": {"version": "2.0"}} | members

    async def send(self, by: str, *facts: dict[str, Any] | bytes, **members: Any) -> Response:
        """A sync of an app that writes compactly; bytes go as they are."""
        raw = [one if isinstance(one, bytes) else compact(one) for one in facts]
        content = compact(self.head(by, **members))[:-1] + b',"facts":[' + b",".join(raw) + b"]}"
        return await self.ask(by, SYNC, content)


def compact(value: Any) -> bytes:
    """JSON as JSON.stringify writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def fact(order_id: UUID, kind: str, body: dict[str, Any], **members: Any) -> dict[str, Any]:
    """As little as a fact may be, and whatever else is given."""
    return {"kind": kind, "v": 1, "body": body, "order_id": str(order_id), "id": str(uuid4())} | members


def arrived(order_id: UUID, **members: Any) -> dict[str, Any]:
    """A visit's arrival."""
    return fact(order_id, "visit.arrived", {"visit_id": str(uuid4())}, **members)


async def whole_visit(day: Day) -> None:
    """The reference phone through a whole visit, with a lost answer and everything sent again."""
    with closing(day.phone("Li")) as phone:
        order_id = await day.order("Li", "Wang")
        await day.exchange(phone, "Li")
        work = Work(phone, order_id)
        work.accept()
        work.contact("phone", "Ms Zhou", "On our way")
        work.depart({"lat": 30.6, "lon": 114.3, "accuracy_m": 12, "datum": "wgs84"})
        await day.exchange(phone, "Li", heard=False)
        work.arrive()
        await day.exchange(phone, "Li")
        work.take_photo(b"not really a picture", "fault")
        part_id = uuid4()
        part = {"id": str(part_id), "name": "倾卸阀", "quantity": 1, "reason": "leaks"}
        filed = work.file_report(REPORT | {"parts": [part | {"warranty": True, "serial_out": "OUT-1"}]})
        strokes = points([(n, 2 * n, 10 * n) for n in range(30)])
        phone.record(
            order_id, "report.signed", filed.body | {"method": "strokes", "strokes": strokes} | SIGNER
        )
        work.submit(filed)
        work.send_old_part(part_id, "SF Express", "SF123")
        work.leave("resolved", "It tips again", ready_for_next=True)
        work.note("The gate is locked at night")
        await day.exchange(phone, "Li")
        await day.exchange(phone, "Li")


async def stamped_late(day: Day) -> None:
    """What comes too early waits, and is told of in its turn: the arrival is on a phone that syncs later."""
    with closing(day.phone("Li")) as phone, closing(day.phone("Wang")) as other:
        order_id = await day.order("Li", "Wang")
        await day.exchange(phone, "Li")
        Work(other, order_id).arrive()
        day.clock.advance(timedelta(hours=2))
        work = Work(phone, order_id)
        filed: Filed = work.file_report(REPORT)
        stamp = {"method": "stamp", "stamp": {"sha256": sha256(b"a stamp on paper").hexdigest()}}
        phone.record(order_id, "report.signed", filed.body | stamp | SIGNER)
        work.submit(filed)
        await day.exchange(phone, "Li")
        await day.exchange(other, "Wang")
        await day.exchange(phone, "Li")
        work.take_photo(b"a stamp on paper", "stamp")
        await day.exchange(phone, "Li")
        again = work.file_report(REPORT | {"cause": "A worn seal, and dirt"}, filed)
        gone = {"reason": "absent", "explanation": "The driver had gone home"}
        phone.record(order_id, "report.unsigned", again.body | gone)
        await day.exchange(phone, "Li")


async def least_app(day: Day) -> None:
    """An app that sends only what it must, in an order of its own."""
    order_id = await day.order("Li")
    visit = {"visit_id": str(uuid4())}
    for kind in ("visit.accepted", "visit.departed", "visit.arrived"):
        sending = {"facts": [fact(order_id, kind, visit)], "app": {"version": ""}, "protocol": 1}
        sending["device_id"] = str(day.player.people["Li"].device_id)
        await day.ask("Li", SYNC, compact(sending))
    left = {"result": "unfinished", "brief": "A hose is missing", "ready_for_next": False}
    await day.send("Li", fact(order_id, "visit.left", visit | left), arrived(uuid4()))


async def talkative_app(day: Day) -> None:
    """An app that writes with spaces, escapes and members that no server knew when it was recorded."""
    order_id = await day.order("Li", "Wang")
    news = {"mood": {"level": [1, 2.5, None, "高"]}}
    known = arrived(order_id, device_seq=1, seen_version=2, actor=str(day.player.people["Li"].id), **news)
    later = fact(order_id, "visit.teleported", {"to": "anywhere"})
    newer = arrived(order_id) | {"v": 2}
    odd = arrived(order_id) | {"id": str(uuid4()).upper()}
    clocks = {"wall": "2026-03-02T16:30:00+08:00", "boot": "b7", "uptime_ms": 86_400_000, "zone": "CST"}
    timed = arrived(order_id, clock=clocks | {"uptime_ms": 86_000_000}, place={"lat": 91, "lon": 0})
    whole = day.head("Li", clock=clocks, battery=0.4) | {"facts": [known, later, newer, odd, timed]}
    for _ in range(2):
        await day.ask("Li", SYNC, json.dumps(whole, indent=2).encode())


async def poisoned(day: Day) -> None:
    """What is no fact is rejected alone, beside good ones, and answered the same again."""
    order_id = await day.order("Li")
    good, used = arrived(order_id), arrived(order_id)
    bad = [
        b'{"id":"%b","body":{"a":"\\u0000"}}' % str(uuid4()).encode(),
        b'{"id":"%b","body":{"a":"\xff\xfe"}}' % str(uuid4()).encode(),
        b'{"id":"%b","body":{"a":1e400000}}' % str(uuid4()).encode(),
        b'{"id":"%b","body":%b}' % (str(uuid4()).encode(), b"[" * 300 + b"]" * 300),
        b'{"id":"%b","id":1}' % str(uuid4()).encode(),
        b"NaN",
    ]
    for _ in range(2):
        await day.send("Li", *bad, good, used, used | {"v": 3})
    wrong = [
        fact(order_id, "visit.departed", {}),
        fact(order_id, "order.cancelled", {"reason": "I say so"}),
        fact(order_id, "report.filed", {"report_id": str(uuid4()), "version": 1, "digest": "0" * 64,
                                        "content": REPORT}),
        arrived(order_id, v="one"),
    ]  # fmt: skip
    await day.send("Li", *wrong, arrived(order_id))


async def reassigned(day: Day) -> None:
    """An order changes hands while its technician works on it; others speak where it is not theirs."""
    order_id, other = await day.order("Li"), await day.order("Li")
    await day.send("Li", arrived(order_id, seen_version=2))
    early = arrived(order_id)
    await day.send("Wang", early, arrived(other, actor=str(day.player.people["Li"].id)))
    await day.assign(order_id, "Wang")
    await day.send("Wang")
    await day.send("Li", arrived(order_id, seen_version=2), arrived(order_id, seen_version=9))
    await day.say(other, "order.cancelled", reason="Called off")
    await day.send("Li", arrived(other), fact(other, "note.added", {"text": "Was there all the same"}))
    await day.send("Wang", early)


async def refused(day: Day) -> None:
    """Envelopes that cannot be used are refused whole, and a place in another feed begins anew."""
    order_id = await day.order("Li")
    good = compact(arrived(order_id))
    await day.ask("Li", SYNC, b'{"protocol":1,"facts":[' + good)
    await day.send("Li", good, protocol=2)
    await day.send("Li", good, device_id="mine")
    await day.send("Li", good, device_id=str(uuid4()))
    await day.send("Li", *[good] * 51)
    await day.send("Li", good, epoch="another", cursor=7)
    await day.send("Li", good)


async def rescued(day: Day) -> None:
    """A phone cannot sync: a coordinator brings its outbox as a file; what it sends later is a replay."""
    with closing(day.phone("Li")) as phone:
        work = Work(phone, await day.order("Li"))
        work.accept()
        work.arrive()
        for _ in range(2):
            (bundle,) = phone.bundles()
            await day.ask("Coordinator", "/v1/sync/bundle", bundle)
        await day.exchange(phone, "Li")


SESSIONS: tuple[Callable[[Day], Awaitable[None]], ...] = (
    whole_visit,
    stamped_late,
    least_app,
    talkative_app,
    poisoned,
    reassigned,
    refused,
    rescued,
)


async def recorded(player: Player, base: Place, session: Callable[[Day], Awaitable[None]]) -> Recording:
    """The session as it goes today."""
    day = Day(player)
    await session(day)
    return Recording(
        about=" ".join((session.__doc__ or "").split()),
        app="reference phone 1.0.0 and others, as of protocol 1",
        people=player.people,
        base=base,
        members=sorted(player.members),
        steps=day.steps,
    )
