"""The demonstration from its beginning to its end: `callout demo`."""

import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack

from rich.console import Console

from backend.demo import afternoon, evening, morning, stage
from backend.demo.cast import Day
from backend.demo.claims import Teller, Untrue

WIDTH = 120
"""Where the output goes to no terminal."""


def play() -> int:
    """Live the day on standard output; see `told`. A SIGTERM ends it as Ctrl-C does: in order."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    return told(live, Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH))


def told(story: Callable[[Teller], None], console: Console) -> int:
    """Tell a story: 0 if every claim in it held, 1 at the first that did not, which is named."""
    try:
        story(Teller(console))
    except Untrue as untrue:
        for text in (f"✗ {untrue}", *getattr(untrue, "__notes__", ())):
            console.print(text, style="red", markup=False)
        return 1
    return 0


def live(tell: Teller) -> None:
    """Live the day against a server of its own, and have what it leaves audited.

    Raises Untrue at the first claim that does not hold. Whatever ends it, the server is stopped and its
    folder removed.
    """
    began = time.monotonic()
    tell.scene(
        "A day in the field, told in seconds: its clocks are real, only the hours of driving left out."
    )
    with stage.folder() as folder:
        with stage.serving(folder) as url, ExitStack() as opened:
            tell.scene(f"A server of its own answers at {url}.")
            day = Day(url, folder, tell, opened)
            for chapter in (*morning.CHAPTERS, *afternoon.CHAPTERS, *evening.CHAPTERS):
                chapter(day)
        tell.scene("The server stops. Its journals are folded anew, their chains and photos checked.")
        found, said = stage.audit(folder)
        tell.quote(said)
        tell.claim("the audit finds nothing wrong", found, 0)
    tell.chapter(f"{tell.claims} claims, all of them true, in {time.monotonic() - began:.1f} s")
