"""Case 18 of the findings: files made to harm whoever looks at them come over HTTP, and harm nobody."""

import asyncio
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import httpx
import orjson

from backend import clock
from backend.database import Database
from backend.people.actor import Actor
from backend.people.tokens import issue_access
from tests.faults.fleet import WAIT_S, Server
from tests.faults.uploads.sender import LIFE, Sender, bites
from tests.makers import DISPATCHER, LI
from tests.photos.test_derive import ATTACKS, MIB
from tests.sync.conftest import KEY, envelope
from tests.test_main import ROOT, environment, free_port

GROWTH_BYTES = 100 * MIB
FORM_BYTES = 60 * MIB
JSON = {"Content-Type": "application/json"}
FORM = "multipart/form-data; boundary=x"
HEAD = (
    b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\nContent-Type: image/jpeg\r\n\r\n'
)
LOOKED_AT = "SELECT count(*) FROM blob WHERE state <> 'stored'"


@contextmanager
def growing_less_than(limit_bytes: int, process: int) -> Iterator[None]:
    """Its memory, at its largest."""
    Path(f"/proc/{process}/clear_refs").write_text("5")  # the peak counts from here
    before = memory(process, "VmRSS")
    yield
    assert memory(process, "VmHWM") - before < limit_bytes


def memory(process: int, name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return int(found[1]) * 1024


def client(server: Server, who: Actor | None) -> httpx.AsyncClient:
    """Somebody who asks over HTTP."""
    said = {}
    if who:
        token = issue_access(who.staff_id, who.device_id, bytes.fromhex(KEY), clock.now(), LIFE)
        said = {"Authorization": f"Bearer {token}"}
    return httpx.AsyncClient(base_url=server.url, headers=said, timeout=WAIT_S)


async def looked_at(database: Database, at_least: int) -> None:
    """The worker has looked at so many."""
    seen = 0
    async with asyncio.timeout(WAIT_S):
        while seen < at_least:
            async with database.transaction() as tx:
                seen = await tx.sql.fetchval(LOOKED_AT)


@contextmanager
def working(folder: Path, database_url: str) -> Iterator[int]:
    """The worker, a process of its own; gives its id."""
    process = subprocess.Popen(
        (sys.executable, "-m", "backend", "worker"),
        cwd=ROOT,
        env=environment(folder, free_port()) | {"CALLOUT_DATABASE_URL": database_url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    yield process.pid
    process.send_signal(signal.SIGINT)
    process.wait(WAIT_S)


async def test_files_made_to_harm_are_stored_as_evidence_and_shown_to_nobody(
    server: Server, people: Database, folder: Path, database_url: str
) -> None:
    made = {name: (reason, make()) for name, (reason, make) in ATTACKS.items()}
    await asyncio.to_thread(server.begin)
    sent: dict[str, Sender] = {}
    with growing_less_than(GROWTH_BYTES, server.life):
        for name, (_, content) in made.items():
            if content:
                sent[name] = await Sender.announced(server.url, people, folder, content)
                answer = await asyncio.to_thread(sent[name].put)
                assert answer
                assert answer.status in (200, 201)
    with working(folder, database_url) as worker:
        await looked_at(people, at_least=1)
        with growing_less_than(GROWTH_BYTES, worker):
            await looked_at(people, at_least=len(sent))
    async with client(server, LI) as phone, client(server, DISPATCHER) as desk:
        asked = envelope(LI) | {"photos": [str(one.photo_id) for one in sent.values()]}
        told = (await phone.post("/v1/sync", content=orjson.dumps(asked), headers=JSON)).json()["photos"]
        assert {one["id"]: one["quarantined"] for one in told} == {
            str(one.photo_id): made[name][0] for name, one in sent.items()
        }
        for name, one in sent.items():
            await is_quarantined(phone, desk, one, made[name][0])


async def is_quarantined(phone: httpx.AsyncClient, desk: httpx.AsyncClient, one: Sender, reason: str) -> None:
    """Everybody who looks reads why; the bytes are given out as a file, and no picture is."""
    order = (await desk.get(f"/v1/orders/{one.order_id}")).json()
    assert [photo["quarantined"] for photo in order["photos"]] == [reason]
    evidence = (await desk.get(f"/v1/orders/{one.order_id}/evidence")).json()
    assert (evidence["stored"], evidence["quarantined"]) == (1, 1)
    whole = await phone.get(f"/v1/photos/{one.photo_id}")
    assert whole.content == one.content
    assert whole.headers["Content-Disposition"].startswith("attachment")
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in whole.headers["Content-Security-Policy"]
    assert (await phone.get(f"/v1/photos/{one.photo_id}?size=320")).json()["code"] == "photo_quarantined"


async def test_a_large_form_is_refused_and_not_held_in_memory(
    server: Server, people: Database, folder: Path
) -> None:
    sender = await Sender.announced(server.url, people, folder, b"x")
    await asyncio.to_thread(server.begin)
    for who, code in ((None, "unauthenticated"), (LI, "role"), (DISPATCHER, "too_large")):
        with growing_less_than(GROWTH_BYTES // 4, server.life):
            assert await refused(server, who, sender.order_id) == code
    assert list((folder / "photos").glob("*/*")) == []


async def refused(server: Server, who: Actor | None, order_id: UUID) -> str:
    """What is answered to a form whose body is sent without its length, to its end."""

    async def body() -> AsyncIterator[bytes]:
        yield HEAD
        for _ in range(FORM_BYTES // MIB):
            for piece in bites(bytes(MIB)):
                yield piece
        yield b"\r\n--x--\r\n"

    async with client(server, who) as asker:
        answer = await asker.post(
            f"/v1/orders/{order_id}/photos", content=body(), headers={"Content-Type": FORM}
        )
    return str(answer.json()["code"])
