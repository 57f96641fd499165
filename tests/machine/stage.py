"""Where an example begins: three phones of two technicians, two orders, and everything in its first place."""

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self
from uuid import UUID, uuid4

import httpx

from tests.machine.desk import Desk
from tests.machine.ledger import Ledger
from tests.machine.oracle import Oracle
from tests.machine.phones import Handset
from tests.machine.says import Job
from tests.machine.world import World
from tests.makers import LI, WANG, ZHAO

TECHNICIANS = {one.name: one for one in (LI, WANG, ZHAO)}
PEOPLE = {one.staff_id: one for one in TECHNICIANS.values()}
USERS = (LI, LI, WANG)
"""Of each phone at first: Li has two."""
AT_ONCE = 8


class Stage:
    """The server and its people, prepared once; each example begins from a copy."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.folder = folder
        self.inner = httpx.HTTPTransport(limits=httpx.Limits(max_connections=2 * AT_ONCE))
        self.pool = ThreadPoolExecutor(AT_ONCE)
        self.orders: list[UUID] = []

    def prepare(self) -> None:
        """Sign the phones in, give out two orders, and keep all this."""
        self.world.open()
        scene = Scene(self, fresh=True)
        self.orders = [scene.issue(), scene.issue()]
        scene.desk.assign(self.orders[0], LI, WANG)
        scene.desk.assign(self.orders[1], WANG)
        for handset, user in zip(scene.handsets, USERS, strict=True):
            handset.hand_to(user)
            handset.drain(PEOPLE)
        scene.close()
        for number, handset in enumerate(scene.handsets):
            handset.path.replace(self.first(number))
        self.world.keep()

    def first(self, number: int) -> Path:
        """The file of a phone as each example finds it."""
        return self.folder / f"first-{number}.sqlite"

    def close(self) -> None:
        """Let go of everything."""
        self.pool.shutdown()
        self.inner.close()
        self.world.close()


class Scene:
    """One example's phones, desk, orders and ledger."""

    def __init__(self, stage: Stage, *, fresh: bool = False) -> None:
        self.world, self.pool = stage.world, stage.pool
        self.folder = stage.folder / uuid4().hex
        self.folder.mkdir()
        if not fresh:
            self.world.begin()
        self.ledger = Ledger(self.world)
        self.desk = Desk(self.ledger, stage.inner)
        self.jobs = [Job(order_id) for order_id in stage.orders]
        self.handsets = []
        for number in range(len(USERS)):
            path = self.folder / f"{number}.sqlite"
            if not fresh:
                shutil.copy(stage.first(number), path)
            self.handsets.append(Handset(self.ledger, stage.inner, path))

    def issue(self) -> UUID:
        """A new order."""
        order_id = uuid4()
        self.desk.issue(order_id)
        self.jobs.append(Job(order_id))
        return order_id

    def at_once(self, works: Sequence[Callable[[], object]]) -> None:
        """All of it at the same time, to the end."""
        for done in [self.pool.submit(work) for work in works]:
            done.result()

    def quiet(self) -> None:
        """No faults: everybody syncs, the worker sweeps, everybody reads the rest; then all is checked."""
        for handset in self.handsets:
            handset.drain(PEOPLE)
        self.world.sweep()
        for handset in self.handsets:
            handset.drain(PEOPLE)
        for handset in self.handsets:
            assert handset.phone.compare() is True, "the server's digest is of other documents"
        Oracle(self.ledger, self.handsets).check()

    def close(self) -> None:
        """Put everything away."""
        self.desk.close()
        for handset in self.handsets:
            handset.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """The example is over; no two of its transactions may ever have waited for each other in a circle."""
        self.close()
        shutil.rmtree(self.folder)
        assert self.world.end() == 0, "deadlocks"
