"""Phones, desks and the store's counter at once: whatever they do is as if one had come after another.

Hypothesis draws what several people do at the same time; the answers, and all that the tables show then, must
be those of some order in which they did it one by one, reckoned in memory by the rules themselves. What is
drawn depends on no answer, so an example is the same in every run; who comes first is PostgreSQL's to decide.
Some meet at the lock of the parts, where each has read all that he reads before it.

EXAMPLES of STEPS take some 10 s; `make soak` looks for new ones, for as long as it is let.
"""

from sys import exc_info
from typing import cast

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.machine.test_machine import bounds
from tests.parts.machine import desks, phones
from tests.parts.machine.moves import FEW, SERIAL, Move
from tests.parts.machine.scene import Scene
from tests.parts.machine.stage import Stage

EXAMPLES = 10
STEPS = 25
MOVE = st.one_of(*phones.move.drawn, *desks.move.drawn)
SEVERAL = st.lists(MOVE, min_size=2, max_size=3)

TAKERS = st.permutations(desks.TAKERS).map(lambda some: some[:3])


class Books(RuleBasedStateMachine):
    """Whatever moves parts."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.scene = Scene(stage)
        for job in self.scene.jobs:
            phones.begin(self.scene, job)

    @rule(moves=SEVERAL)
    def at_once(self, moves: list[Move]) -> None:
        self.scene.step([move(self.scene) for move in moves])

    @rule(moves=SEVERAL)
    def meet_at_the_lock(self, moves: list[Move]) -> None:
        self.scene.step([move(self.scene) for move in moves], held=True)

    @rule(serial=SERIAL, takers=TAKERS, held=st.booleans())
    def all_want_one(self, serial: str, takers: list[desks.Taker], held: bool) -> None:
        """The very same pump."""
        self.scene.step([take(self.scene, serial) for take in takers], held=held)

    @rule(quantity=FEW)
    def undo_what_is_being_booked(self, quantity: int) -> None:
        came = desks.receipt(self.scene, quantity=quantity, serials=[], condition="new")
        self.scene.step([came, desks.undo(self.scene, back=0)], held=True)

    @rule(move=MOVE, held=st.booleans())
    def twice(self, move: Move, held: bool) -> None:
        """Sent again while the first is under way."""
        act = move(self.scene)
        self.scene.step([act, act], held=held)

    @rule(moves=SEVERAL)
    def one_by_one(self, moves: list[Move]) -> None:
        for move in moves:
            self.scene.step([move(self.scene)])

    def teardown(self) -> None:
        if exc_info()[0] is None:
            assert self.scene.stage.findings() == []


def test_whatever_is_done_at_once_is_as_if_one_came_after_another(stage: Stage) -> None:
    run_state_machine_as_test(cast("type[Books]", lambda: Books(stage)), settings=bounds(EXAMPLES, STEPS))
