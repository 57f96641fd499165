"""A real Callout on loopback, an order of Li's and Wang's, and phones before it on networks that break."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4

import httpx

from app_contract.phone import Done, FakeClock, Fault, FlakyTransport, How, Phone
from backend import clock, postgres
from backend.people.actor import Actor
from backend.uploads.sweep import expire
from tests.machine.world import PASSWORD, World
from tests.makers import DISPATCHER, LI, START, WANG, Case, team

MIB = 1024 * 1024
PATIENCE_S = 60
STORED = """
SELECT photo.sha256, (SELECT count(*) FROM fact WHERE kind = 'photo.stored' AND about = photo.id) AS said
FROM photo WHERE id = $1
"""
SEEDS = count(1)


def picture(size: int) -> bytes:
    """So many bytes that no other picture here begins with."""
    seed = sha256(next(SEEDS).to_bytes(8)).digest()
    return (seed * (size // len(seed) + 1))[:size]


class Hand:
    """A phone that somebody has signed in on, real HTTP and the faults on its way."""

    def __init__(self, world: World, path: Path) -> None:
        self.world, self.path = world, path
        self.network = FlakyTransport(httpx.HTTPTransport())
        self.client = httpx.Client(
            transport=self.network, base_url=f"http://127.0.0.1:{world.gates[0].port}", timeout=60
        )
        self.clock = FakeClock(START)
        self.phone = Phone(path, self.client, self.clock)

    def signed_in(self, person: Actor = LI) -> "Hand":
        """The phone, with this person on it."""
        self.world.forgive()
        self.phone.sign_in(person.name.casefold(), PASSWORD)
        return self

    def restart(self) -> None:
        """The app is killed and started again."""
        self.phone.close()
        self.phone = Phone(self.path, self.client, self.clock)

    def take(self, order_id: UUID, content: bytes) -> UUID:
        """A photo whose manifest the server has."""
        photo_id = self.phone.record_photo(order_id, content, "image/jpeg", "fault")
        assert self.phone.sync().how is How.ANSWERED
        return photo_id

    def send(self, *faults: Fault) -> Done:
        """One step, with what the network does to it."""
        self.network.script.extend(faults)
        return self.phone.send_photo()

    def rest(self, most: int) -> int:
        """Without faults, until there is nothing to send; gives in how many steps. No more than `most`."""
        self.network.script.clear()
        for steps in range(most + 1):
            if self.phone.send_photo().how is How.NOTHING_TO_DO:
                return steps
        raise AssertionError(f"not sent in {most} steps")

    def close(self) -> None:
        """Put it away."""
        self.phone.close()
        self.client.close()


@dataclass
class Site:
    """The server, and the phones that were brought here."""

    world: World
    hands: list[Hand] = field(default_factory=list)
    first: tuple[Hand, UUID] | None = None

    def usual(self) -> tuple[Hand, UUID]:
        """A phone of Li's to be copied, and an order, the same each time."""
        self.first = self.first or (self.hand(), self.order())
        return self.first

    def order(self) -> UUID:
        """An order of Li's and Wang's."""
        case = Case(order_id=uuid4())
        said = (
            case.said(DISPATCHER, "order.issued"),
            case.said(DISPATCHER, "order.assigned", **team(LI, WANG)),
        )
        results = self.world.run(case.record(self.world.databases[0], *said))
        assert [one.outcome for one in results] == ["applied", "applied"]
        return case.order_id

    def hand(self, person: Actor = LI, copy_of: Hand | None = None) -> Hand:
        """A new phone, or one onto which the backup of another was loaded."""
        path = self.world.folder / f"{uuid4().hex}.sqlite"
        if copy_of:
            copy_of.restart()
            shutil.copy(copy_of.path, path)
        hand = Hand(self.world, path)
        self.hands.append(hand)
        return hand if copy_of else hand.signed_in(person)

    def until(self, query: str, *values: object) -> None:
        """Wait until the database has such a row: a request that was cut is taken in a moment later."""
        began = time.monotonic()
        while not self.world.fetch(query, *values):
            assert time.monotonic() - began < PATIENCE_S

    def expire(self) -> None:
        """A month passes in which nobody goes on with his upload."""
        store = self.world._apps[0].state.store
        self.world.run(expire(self.world.databases[0], store, clock.now() + timedelta(days=31)))

    def holds(self, hand: Hand, photo_id: UUID, content: bytes) -> bool:
        """The server has stored just these bytes, said so once, and gives them back."""
        [row] = self.world.fetch(STORED, photo_id)
        read = hand.phone._ask("GET", f"/v1/photos/{photo_id}", b"", "")
        assert read is not None
        return (row["said"], read.content) == (1, content)

    def close(self) -> None:
        """Put everything away."""
        for hand in self.hands:
            hand.close()
        self.world.end()
        self.world.close()


@contextmanager
def opened(cluster: postgres.Cluster, folder: Path) -> Iterator[Site]:
    """A server for as long as the block lasts."""
    world = World(cluster, folder)
    world.open()
    site = Site(world)
    yield site
    site.close()
