"""Phones that are offline, killed, wiped and lied to by the network, against the real server (T1).

Hypothesis chooses what happens; whenever all is quiet, and at the end, `oracle.py` must find nothing. What is
drawn depends on no answer of the server, so an example is the same in every run; which of several requests
that are under way at once comes first is PostgreSQL's to decide.

In CI EXAMPLES of STEPS moves each take about 45 s of CPU, half of it PostgreSQL's; a failure is shown as it
was found. `make soak` looks for new ones, for as long as it is let, and shortens what it finds.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from sys import exc_info
from typing import cast
from uuid import uuid4

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from app_contract.phone import Fault, Work
from backend.people.actor import Actor
from tests.machine import poison
from tests.machine.phones import OPEN, STATEMENTS, STRICT, Handset, Letter, photograph
from tests.machine.says import GOOD_DAY, SAYINGS, Job
from tests.machine.stage import TECHNICIANS, USERS, Scene, Stage
from tests.machine.world import Backup

EXAMPLES = 28
STEPS = 40
MOST_ORDERS = 4
MOST_BACKUPS = MOST_RESTORES = 2

PHONES = st.integers(0, len(USERS) - 1)
ORDERS = st.integers(0, MOST_ORDERS - 1)
NTH = st.integers(0, 7)
TEAMS = st.sampled_from(["Li", "Wang", "Li Wang", "Wang Li", "Zhao", "Zhao Li", ""])
PEOPLE = st.sampled_from(sorted(TECHNICIANS))
GATES = st.sampled_from([OPEN, OPEN, OPEN, STRICT])
WALLS = st.sampled_from(
    [datetime.fromisoformat(f"{year}-06-01T00:00:00Z") for year in (1970, 2019, 2026, 2090)]
)
AGES = st.sampled_from([timedelta(minutes=3), timedelta(hours=5), timedelta(days=3)])
CHANGES = st.sampled_from(["assign", "amend", "amend_on", "finish"])


def people(names: str) -> list[Actor]:
    """A team by names, who leads first."""
    return [TECHNICIANS[name] for name in names.split()]


class Phones(RuleBasedStateMachine):
    """Every move there is."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.scene = Scene(stage)
        self.world, self.desk = self.scene.world, self.scene.desk
        self.backup: Backup | None = None
        self.backups = 0

    def phone(self, number: int) -> Handset:
        return self.scene.handsets[number]

    def job(self, number: int) -> Job:
        return self.scene.jobs[number % len(self.scene.jobs)]

    def letter(self, number: int) -> tuple[Handset, Letter] | None:
        """One of what is on its way."""
        under_way = [(handset, letter) for handset in self.scene.handsets for letter in handset.letters]
        return under_way[number % len(under_way)] if under_way else None

    # What technicians record

    @rule(phone=PHONES, order=ORDERS, what=st.lists(st.sampled_from(sorted(SAYINGS)), min_size=1, max_size=4))
    def record(self, phone: int, order: int, what: list[str]) -> None:
        self.say(self.phone(phone), self.job(order), what)

    @rule(phone=PHONES, order=ORDERS)
    def work_a_day(self, phone: int, order: int) -> None:
        self.say(self.phone(phone), self.job(order), GOOD_DAY)

    def say(self, handset: Handset, job: Job, what: "list[str] | tuple[str, ...]") -> None:
        before = handset.ids()
        work = Work(handset.phone, job.order_id)
        for one in what:
            handset.clock.advance(timedelta(minutes=2))
            SAYINGS[one](job, work)
        handset.made(before)

    @rule(phone=PHONES, order=ORDERS, sort=st.sampled_from(sorted(poison.SORTS)))
    def spoil(self, phone: int, order: int, sort: str) -> None:
        poison.record(self.phone(phone), self.job(order).order_id, sort)

    # What the network does

    @rule(phone=PHONES, faults=st.lists(st.sampled_from(Fault), max_size=3))
    def sync(self, phone: int, faults: list[Fault]) -> None:
        self.phone(phone).sync(faults)

    @rule(phone=PHONES, faults=st.lists(st.sampled_from(Fault), max_size=3))
    def send_photos(self, phone: int, faults: list[Fault]) -> None:
        self.phone(phone).send_photos(faults)

    @rule(phone=PHONES)
    def sync_with_an_old_app(self, phone: int) -> None:
        handset = self.phone(phone)
        _, _, *before = photograph(handset.db)
        done = handset.sync(gate=STRICT)
        if done.answer:
            assert done.answer.pull == "upgrade_required"
            assert photograph(handset.db)[2:] == before

    @rule(phone=PHONES)
    def send(self, phone: int) -> None:
        self.phone(phone).send()

    @rule(nth=NTH, gate=GATES)
    def deliver(self, nth: int, gate: int) -> None:
        if one := self.letter(nth):
            handset, letter = one
            handset.deliver(letter, gate)

    @rule(nth=NTH)
    def hear(self, nth: int) -> None:
        if one := self.letter(nth):
            handset, letter = one
            handset.hear(letter)

    @rule(
        phones=st.lists(PHONES, min_size=2, max_size=4),
        twice=st.booleans(),
        gates=st.tuples(GATES, GATES, GATES, GATES),
        turn=st.permutations(range(4)),
    )
    def cross(self, phones: list[int], twice: bool, gates: tuple[int, ...], turn: list[int]) -> None:
        """Several syncs under way, of one phone too; the replies are heard in another order."""
        sent = [(self.phone(phone), self.phone(phone).send()) for phone in phones]
        works = [
            partial(handset.deliver, letter, gate)
            for (handset, letter), gate in zip(sent, gates, strict=False)
        ]
        self.scene.at_once([*works, *works[:1]] if twice else works)
        for place in turn:
            if place < len(sent):
                handset, letter = sent[place]
                handset.hear(letter)

    @rule(
        phones=st.lists(PHONES, min_size=1, unique=True),
        notes=st.booleans(),
        team=TEAMS,
        said=st.lists(st.tuples(CHANGES, ORDERS, TEAMS), min_size=1, max_size=4),
    )
    def rush(self, phones: list[int], notes: bool, team: str, said: list[tuple[str, int, str]]) -> None:
        """Phones sync again and again, with notes on every order, while desks change things."""
        self.assign_all(team)
        for phone in phones if notes else ():
            for job in self.scene.jobs:
                self.say(self.phone(phone), job, ("note",))
        works: list[Callable[[], object]] = [self.phone(phone).sync_on for phone in phones]
        self.scene.at_once([*works, *(partial(self.change, *change) for change in said)])

    # What the office does

    def change(self, what: str, order: int, team: str) -> None:
        """One of the office's changes."""
        order_id = self.job(order).order_id
        if what == "assign":
            self.desk.assign(order_id, *people(team))
        else:
            getattr(self.desk, what)(order_id)

    @precondition(lambda self: len(self.scene.jobs) < MOST_ORDERS)
    @rule(team=TEAMS)
    def issue(self, team: str) -> None:
        self.desk.assign(self.scene.issue(), *people(team))

    @rule(order=ORDERS, team=TEAMS)
    def assign(self, order: int, team: str) -> None:
        self.desk.assign(self.job(order).order_id, *people(team))

    @rule(team=TEAMS)
    def assign_all(self, team: str) -> None:
        group_id = uuid4()
        for job in self.scene.jobs:
            self.desk.assign(job.order_id, *people(team), group_id=group_id)

    @rule(order=ORDERS, what=st.sampled_from(["amend", "send_back", "finish", "issue_again"]))
    def settle_at_the_desk(self, order: int, what: str) -> None:
        self.change(what, order, "")

    @rule(order=ORDERS, kind=st.sampled_from(["fact.applied", "fact.closed"]))
    def decide(self, order: int, kind: str) -> None:
        self.desk.decide(self.job(order).order_id, kind)

    @rule(order=ORDERS)
    def cancel(self, order: int) -> None:
        self.desk.cancel(self.job(order).order_id)

    # What happens to phones

    @rule(phone=PHONES)
    def kill(self, phone: int) -> None:
        self.phone(phone).start()

    @rule(phone=PHONES, at=st.integers(0, STATEMENTS))
    def power_cut(self, phone: int, at: int) -> None:
        self.phone(phone).power_cut(at)

    @rule(phone=PHONES, person=PEOPLE)
    def wipe(self, phone: int, person: str) -> None:
        self.phone(phone).wipe()
        self.phone(phone).hand_to(TECHNICIANS[person])

    @rule(phone=PHONES, person=PEOPLE)
    def hand_over(self, phone: int, person: str) -> None:
        self.phone(phone).hand_to(TECHNICIANS[person])

    @rule(phone=PHONES, faults=st.lists(st.sampled_from(Fault), max_size=2))
    def sync_after_a_night(self, phone: int, faults: list[Fault]) -> None:
        """The access token has expired; the reply to the refresh may be lost."""
        self.phone(phone).expire()
        self.phone(phone).sync([Fault.FINE, *faults])

    @rule(phone=PHONES, wall=WALLS)
    def set_the_clock(self, phone: int, wall: datetime) -> None:
        self.phone(phone).clock.set_wall(wall)

    @rule(phone=PHONES, off=AGES)
    def reboot(self, phone: int, off: timedelta) -> None:
        self.phone(phone).clock.reboot(off)

    # What happens to the server

    @precondition(lambda self: self.backups < MOST_BACKUPS)
    @rule()
    def back_up(self) -> None:
        self.backup = self.world.backup()
        self.backups += 1

    @precondition(lambda self: self.backup is not None and len(self.world.restores) < MOST_RESTORES)
    @rule()
    def restore(self) -> None:
        assert self.backup
        self.world.restore(self.backup)

    # What must hold

    @rule()
    def quiet(self) -> None:
        self.scene.quiet()

    def teardown(self) -> None:
        try:
            if exc_info()[0] is None:
                self.scene.quiet()
        finally:
            self.scene.end()


def test_nothing_is_lost_doubled_or_silently_refused(stage: Stage) -> None:
    run_state_machine_as_test(cast("type[Phones]", lambda: Phones(stage)), settings=bounds(EXAMPLES, STEPS))


def bounds(examples: int, steps: int) -> settings:
    """So many examples of so many steps, as in CI, unless a profile was asked for that draws freely."""
    asked = settings.get_profile(settings.get_current_profile_name())
    ours = settings(asked, suppress_health_check=list(HealthCheck), report_multiple_bugs=False)
    if not asked.derandomize:
        return ours
    return settings(ours, max_examples=examples, stateful_step_count=steps, phases=[Phase.generate])
