"""How sure a time is, as a paper says it."""

from math import ceil

from backend.paper.times import told
from backend.reports.paper.sheet import Answer
from backend.wording import Wording

UNITS = {"d": 86_400, "h": 3600, "min": 60, "s": 1}
"""In seconds, the greatest first; a doubt is said in the greatest of which it is two or more."""


def sure(answer: Answer, zone: str, words: Wording) -> str:
    """When the customer answered, and how that is known."""
    unit, seconds = next(pair for pair in UNITS.items() if answer.doubt_s >= 2 * pair[1] or pair[1] == 1)
    doubt = words(f"paper.unit.{unit}", n=ceil(answer.doubt_s / seconds))
    return words(f"paper.quality.{answer.quality}", at=told(answer.at, zone), doubt=doubt)
