"""The teller: what is told as a fact is checked first, and the first that does not hold ends the story."""

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.rule import Rule
from rich.table import Table


class Untrue(Exception):
    """A claim that does not hold; the message names it, with what is so and what was claimed."""

    def __init__(self, claim: str, found: object, expected: object) -> None:
        super().__init__(f"{claim}\n  claimed: {expected}\n  but it is: {found}")


class Teller:
    """Tells the story on a console. `claims` counts what was claimed and held."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.claims = 0

    def chapter(self, title: str) -> None:
        """A new part of the day."""
        self._console.print()
        self._console.print(Rule(f"[bold]{escape(title)}", align="left"))

    def scene(self, text: str) -> None:
        """What people do; it claims nothing of the server."""
        self._console.print(f"[italic]{escape(text)}")

    def quote(self, text: str) -> None:
        """A line that the server said."""
        self._console.print(f"    {escape(text)}")

    def claim(self, claim: str, found: object, expected: object = True) -> None:  # noqa: FBT002  # it holds
        """Something that is so. Raises Untrue where it is not."""
        if found != expected:
            raise Untrue(claim, found, expected)
        self.claims += 1
        self._console.print(f"  [green]✓[/] {escape(claim)}")

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> None:
        """What the server or a phone answered, as it is."""
        table = Table(*columns, title=title, title_justify="left", header_style="dim", box=SIMPLE)
        for row in rows:
            table.add_row(*map(escape, row))
        self._console.print(table)
