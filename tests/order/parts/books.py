"""What the books of a case say, and cases that have come so far."""

from collections.abc import Iterable
from typing import Any

from backend.order.document import Account, AccountKind, Condition, Movement, Part, Requisition
from backend.order.parts.stock import Shelf, Stock, fitted, transit, van
from backend.order.report import digest
from backend.people.actor import Actor
from tests.makers import LI, MANAGER, VALVE, WANG, Case, new_id

OPENING = Account(kind=AccountKind.OPENING)
LI_VAN, LI_TRANSIT, LI_FITTED = (place(LI.staff_id) for place in (van, transit, fitted))
WANG_VAN, WANG_TRANSIT, WANG_FITTED = (place(WANG.staff_id) for place in (van, transit, fitted))


def stocked(*lots: tuple[Account, int, str], condition: Condition = Condition.NEW) -> Case:
    """A case of Li and Wang, with so many valves (with a serial, where one is named) on these accounts, and
    none anywhere else.
    """
    case = Case()
    case.known.shelf = Shelf()
    case.known.shelf.post(
        Movement(number=VALVE, quantity=n, source=OPENING, target=where, serial=serial, condition=condition)
        for where, n, serial in lots
    )
    return case.begun(LI, WANG)


def lies(case: Case, account: Account, condition: Condition = Condition.NEW, serial: str = "") -> int:
    """How many valves lie there by the books."""
    return case.known.shelf.held(Stock(account, VALVE, serial, condition))


def old(case: Case, account: Account, serial: str = "") -> int:
    """How many old ones."""
    return lies(case, account, Condition.OLD, serial)


def flags(case: Case) -> list[str]:
    """The codes of the order's flags."""
    return [flag.code for flag in case.order.flags]


def requisition(case: Case) -> Requisition:
    """The first that was asked for."""
    return case.order.requisitions[0]


def part(case: Case) -> Part:
    """The first part of the reports."""
    return case.order.parts[0]


def pieces(case: Case, quantity: int, *serials: str) -> list[dict[str, Any]]:
    """So many valves for the case's line."""
    return [{"line_id": str(case.line), "number": VALVE, "quantity": quantity, "serials": list(serials)}]


def asked(case: Case, quantity: int = 1, by: Actor = LI) -> Case:
    """So many valves are asked for."""
    line = {"id": str(case.line), "number": VALVE, "name": "Valve", "quantity": quantity}
    assert case.say(by, "part.requested", lines=[line]) == "applied"
    return case


def approved(case: Case, quantity: int = 1, by: Actor = LI) -> Case:
    """And approved."""
    asked(case, quantity, by)
    assert case.say(MANAGER, "part.approved") == "applied"
    return case


def filed(case: Case, version: int = 1, by: Actor = LI, lines: Iterable[dict[str, Any]] | None = None,
          **line: Any) -> str:  # fmt: skip
    """A version of the report whose one line, a valve, is changed so; or whose lines are these."""
    content = case.content(version)
    [valve] = content["parts"]
    content["parts"] = [valve | {"serial_out": None} | line] if lines is None else [*lines]
    return case.say(by, "report.filed", version=version, content=content, digest=digest(content))


def signed_off(case: Case, version: int = 1) -> Case:
    """The customer signs that version, the lead submits and the manager approves it."""
    digested = next(one.digest for one in case.order.reports if one.version == version)
    case.say(LI, "visit.arrived", at=1)
    for by, kind in ((LI, "report.signed"), (LI, "report.submitted"), (MANAGER, "order.approved")):
        body: dict[str, Any] = {"version": version}
        body |= {"digest": digested} if kind == "report.signed" else {}
        assert case.say(by, kind, **body) == "applied", kind
    return case


def other_line(**changes: Any) -> dict[str, Any]:
    """A further line of a report."""
    line = {"id": str(new_id()), "name": "Hose", "quantity": 1, "reason": "burst", "warranty": True}
    return line | changes
