"""Where an example begins: two orders with a requisition each, a part number with serials and one without.

What was said is noted as it was made, whatever became of it: what is drawn depends on no answer of the books.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID, uuid5

from backend.order.document import Account, AccountKind, Condition, Movement
from backend.order.parts.stock import STORE, Shelf, van
from backend.parts import ledger
from backend.parts.ledger import Moved
from backend.parts.tables import CataloguePart, Station, StoreEntry
from backend.problems import Problem
from tests.makers import LI, NAMES, START, STOREKEEPER, WANG, Case, new_id
from tests.parts.machine import oracle
from tests.parts.machine.acts import Act, Answer
from tests.parts.machine.model import Model
from tests.parts.machine.stage import Stage

TECHNICIANS = (LI, WANG)
OPENING = Account(kind=AccountKind.OPENING)
EXAMPLES = count(1)


class Job:
    """An order; of each of its technicians a report with two parts, in which versions he has filed it."""

    def __init__(self, lead: int) -> None:
        self.lead = lead
        self.case = Case()
        self.reports = [new_id() for _ in TECHNICIANS]
        self.parts = [(new_id(), new_id()) for _ in TECHNICIANS]
        self.versions = [0 for _ in TECHNICIANS]
        self.digests: dict[tuple[int, int], str] = {}


class Requisition:
    """What was asked for; its lines are of the numbers in turn."""

    def __init__(self, job: Job, numbers: Sequence[str]) -> None:
        self.job = job
        self.id = new_id()
        self.lines = {number: new_id() for number in numbers}


class Scene:
    """One example's orders and numbers, and the books as the model has them."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        nth = next(EXAMPLES)
        self.valve, self.pump = f"VALVE {nth}", f"PUMP {nth}"
        self.numbers = (self.valve, self.pump)
        self.station, self.opening = new_id(), new_id()
        self.now = START
        self.jobs = [Job(0), Job(1)]
        self.requisitions: list[Requisition] = []
        self.issues: list[tuple[Requisition, UUID]] = []
        self.slips: list[tuple[Job, UUID]] = []
        self.entries: list[UUID] = []
        self.model = Model({}, {}, Shelf(with_serial={self.pump}), set(self.numbers), {self.station})
        stage.run(self._furnish())

    def later(self) -> datetime:
        """A minute after whatever was last."""
        self.now += timedelta(minutes=1)
        return self.now

    def number(self, with_serial: bool) -> str:
        """One of the two."""
        return self.pump if with_serial else self.valve

    async def _furnish(self) -> None:
        """Some of both in the store and in each van, and in the store old ones too."""
        vans = [van(one.staff_id) for one in TECHNICIANS]
        new = [(self.valve, "", STORE, 4), *[(self.valve, "", one, 2) for one in vans]]
        new += [(self.pump, f"S{n}", place, 1) for n, place in enumerate([STORE, STORE, *vans])]
        old = [(self.valve, "", STORE, 2), (self.pump, "S4", STORE, 1)]
        moved = [
            Movement(number=number, serial=serial, quantity=n, source=OPENING, target=place, condition=how)
            for lots, how in ((new, Condition.NEW), (old, Condition.OLD))
            for number, serial, place, n in lots
        ]
        async with self.stage.database.transaction() as tx:
            tx.session.add(Station(id=self.station, name="Xiangyang", created_at=START))
            for number in self.numbers:
                tx.session.add(CataloguePart(id=uuid5(NAMES, number), number=number, name=number.title(),
                                             with_serial=number == self.pump,
                                             supplier_id=None, created_at=START))  # fmt: skip
            tx.session.add(StoreEntry(id=self.opening, kind="opening", by=STOREKEEPER.staff_id, at=START,
                                      by_name=STOREKEEPER.name, said="{}", content_hash=b""))  # fmt: skip
            await tx.session.flush()
            await ledger.post(
                tx.sql, [Moved(self.opening, n, None, START, one) for n, one in enumerate(moved)]
            )
        self.model.shelf.post(moved)

    def learn(self, job: Job) -> None:
        """From here on the model knows the order, as it is."""
        found = oracle.seen(self.stage, [job.case.order_id], [], self.opening)
        self.model.orders |= found.orders
        self.model.facts |= found.facts

    def requisition(self, nth: int) -> Requisition:
        """One of what was asked for."""
        return self.requisitions[nth % len(self.requisitions)]

    def issue(self, nth: int) -> tuple[Requisition, UUID]:
        """One of what was issued; before there is any, one that nobody has heard of."""
        return self.issues[nth % len(self.issues)] if self.issues else (self.requisitions[0], new_id())

    def step(self, acts: Sequence[Act], *, held: bool = False) -> None:
        """Do it all at once; then all must be as after one another, in some order."""
        answers = self.stage.at_once(acts, self.numbers if held else ())
        order_ids = [job.case.order_id for job in self.jobs if job.case.order_id in self.model.orders]
        seen = oracle.seen(self.stage, order_ids, self.numbers, self.opening)
        ends = list(serial(self.model, list(zip(acts, answers, strict=True))))
        same = [model for model in ends if model.seen() == seen]
        said = "\n".join(f"{act}\n  → {answer}" for act, answer in zip(acts, answers, strict=True))
        assert same, f"as in no order:\n{said}\n{(ends or [alone(self.model, acts)])[0].seen().differs(seen)}"
        self.model = same[0]
        wrong = oracle.wrong(self.stage, order_ids, self.numbers)
        assert not wrong, "\n".join((said, *wrong))
        assert not self.stage.deadlocks, f"{said}\n{self.stage.deadlocks}"


def tried(model: Model, act: Act) -> tuple[Model, Answer]:
    """The model after an act, and what it answers; a refusal leaves no trace."""
    after = model.copy()
    try:
        return after, act.on(after)
    except Problem as problem:
        return model, (problem.code, problem.detail)


def serial(model: Model, rest: list[tuple[Act, Answer]]) -> Iterator[Model]:
    """The models after these acts, in each order in which each is answered as it was."""
    if not rest:
        yield model
    for n, (act, answer) in enumerate(rest):
        after, told = tried(model, act)
        if told == answer:
            yield from serial(after, rest[:n] + rest[n + 1 :])


def alone(model: Model, acts: Sequence[Act]) -> Model:
    """The model after these acts in their own order, for a reader."""
    for act in acts:
        model, _ = tried(model, act)
    return model
