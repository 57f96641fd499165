"""How a move is declared: what is drawn for it, and the act that it makes of that in a scene."""

from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import strategies as st

from tests.parts.machine.acts import Act
from tests.parts.machine.scene import Scene

Move = Callable[[Scene], Act]
WHO = JOB = st.integers(0, 1)
SLOT = st.sampled_from([0, 0, 1])
NTH = st.sampled_from([0, 0, 1, 1, 2, 3])
BACK = st.sampled_from([0, 0, 0, 1, 2])
"""From the last."""
FEW = st.sampled_from([1, 1, 2, 3])
SERIAL = st.sampled_from(["S0", "S0", "S1", "S2", "S3", "S4", "N1"])
SERIALS: st.SearchStrategy[list[str]] = st.just([]) | st.lists(SERIAL, max_size=2, unique=True)
"""Of pumps; none: it is about valves."""


class Moves:
    """The moves of somebody."""

    def __init__(self) -> None:
        self.drawn: list[st.SearchStrategy[Move]] = []

    def __call__(
        self, often: int = 1, **drawn: st.SearchStrategy[Any]
    ) -> Callable[[Callable[..., Act]], Callable[..., Act]]:
        """Declare a move, `often` times as likely as others."""

        def declare(make: Callable[..., Act]) -> Callable[..., Act]:
            def made(said: dict[str, Any]) -> Move:
                return partial(make, **said)

            self.drawn += [st.fixed_dictionaries(drawn).map(made)] * often
            return make

        return declare
