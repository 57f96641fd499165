"""What a promise is, and how one is tried."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from app_contract.conformance.site import Site


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of sync.md, by the number of its section; `play` raises Broken where it does not hold."""

    section: int
    words: str
    play: "Callable[[Site], None]"


def promised(
    promises: list[Promise], section: int
) -> "Callable[[Callable[[Site], None]], Callable[[Site], None]]":
    """Put what is decorated among the promises of its module; its docstring is the promise."""

    def keep(play: "Callable[[Site], None]") -> "Callable[[Site], None]":
        promises.append(Promise(section, (play.__doc__ or "").rstrip("."), play))
        return play

    return keep


class Broken(Exception):
    """A promise that does not hold: what was found in its place."""


def expect(what: str, found: Any, wanted: Any) -> None:
    """Raises Broken where they differ."""
    if found != wanted:
        raise Broken(f"{what}: {short(found)}, and not {short(wanted)}")


def short(value: object) -> str:
    """A value for a reader, cut where it is long."""
    text = str(value)
    return text if len(text) <= 300 else f"{text[:300]}…"


def kept(promise: Promise, site: "Site", tell: Callable[[str], None]) -> bool:
    """Try a promise and tell of it in a line; whether it holds.

    Whatever else goes wrong breaks it too: an answer that cannot be read is none.
    """
    try:
        promise.play(site)
    except Broken as broken:
        reason = str(broken)
    except httpx.HTTPError as error:
        reason = f"no reply ({type(error).__name__}: {error})"
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        reason = f"the reply could not be read ({type(error).__name__}: {error})"
    else:
        tell(f"✓ §{promise.section} {promise.words}")
        return True
    tell(f"✗ §{promise.section} {promise.words}\n      {reason}")
    return False
