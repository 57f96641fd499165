"""What the manager says, and the storekeeper: for an order, and of the store itself."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from backend.parts.store import entries
from tests.makers import MANAGER, STOREKEEPER, SUPPLIER, new_id
from tests.parts.machine.acts import Act, Counter, Desk
from tests.parts.machine.moves import BACK, FEW, JOB, NTH, SERIALS, SLOT, WHO, Moves
from tests.parts.machine.phones import file, newest
from tests.parts.machine.scene import TECHNICIANS, Requisition, Scene

move = Moves()

CONDITIONS = st.sampled_from(["new", "new", "new", "old", "refurbished"])
OF_LINES: dict[str, type[entries.Said]] = {
    "receipt": entries.Receipt,
    "transfer": entries.Transfer,
    "disposal": entries.Disposal,
}


def pieces(scene: Scene, quantity: int, serials: list[str]) -> dict[str, Any]:
    """So many valves, or these pumps."""
    return {
        "number": scene.number(bool(serials)),
        "quantity": len(serials) or quantity,
        "serials": serials,
    }


def lines(scene: Scene, asked: Requisition, quantity: int, serials: list[str]) -> list[dict[str, Any]]:
    """Of a requisition."""
    some = pieces(scene, quantity, serials)
    return [some | {"line_id": str(asked.lines[some["number"]])}]


# For an order


@move(2, nth=BACK)
def approve(scene: Scene, nth: int) -> Act:
    asked = scene.requisition(-1 - nth)
    return Desk(asked.job.case.said(MANAGER, "part.approved", requisition_id=str(asked.id)))


@move(2, nth=NTH, quantity=st.integers(0, 2), serials=SERIALS)
def reserve(scene: Scene, nth: int, quantity: int, serials: list[str]) -> Act:
    """Laid aside; of nothing, what lay aside is free again."""
    asked = scene.requisition(nth)
    some = lines(scene, asked, quantity, serials) if quantity or serials else []
    said: dict[str, Any] = {"requisition_id": str(asked.id), "lines": some}
    return Desk(asked.job.case.said(STOREKEEPER, "part.reserved", **said))


@move(5, nth=NTH, quantity=FEW, serials=SERIALS, to=st.none() | WHO)
def issue(scene: Scene, nth: int, quantity: int, serials: list[str], to: int | None) -> Act:
    asked = scene.requisition(nth)
    said: dict[str, Any] = {"requisition_id": str(asked.id), "lines": lines(scene, asked, quantity, serials)}
    said |= {} if to is None else {"to": str(TECHNICIANS[to].staff_id)}
    fact = asked.job.case.said(STOREKEEPER, "part.issued", **said)
    scene.issues.append((asked, fact.id))
    scene.slips.append((asked.job, fact.id))
    return Desk(fact)


@move(nth=NTH, quantity=FEW, serials=SERIALS, who=WHO, condition=CONDITIONS)
def take_back(scene: Scene, nth: int, quantity: int, serials: list[str], who: int, condition: str) -> Act:
    asked = scene.requisition(nth)
    said: dict[str, Any] = {"requisition_id": str(asked.id), "lines": lines(scene, asked, quantity, serials)}
    said |= {"technician": str(TECHNICIANS[who].staff_id), "condition": condition}
    return Desk(asked.job.case.said(STOREKEEPER, "part.returned_unused", **said))


@move(4, job=JOB, of=WHO, slot=SLOT, quantity=st.none() | st.integers(1, 2))
def get_old(scene: Scene, job: int, of: int, slot: int, quantity: int | None) -> Act:
    return of_part(scene, (job, of, slot), "old_part.received", condition="complete", quantity=quantity)


@move(4, job=JOB, of=WHO, slot=SLOT)
def write_off(scene: Scene, job: int, of: int, slot: int) -> Act:
    return of_part(scene, (job, of, slot), "part.written_off")


@move(job=JOB, of=WHO, slot=SLOT)
def waive(scene: Scene, job: int, of: int, slot: int) -> Act:
    return of_part(scene, (job, of, slot), "old_part.waived", reason="Lost in the flood")


def of_part(scene: Scene, which: tuple[int, int, int], kind: str, **body: Any) -> Desk:
    """What becomes of a replaced part."""
    job, of, slot = which
    one = scene.jobs[job]
    by = MANAGER if kind == "old_part.waived" else STOREKEEPER
    fact = one.case.said(by, kind, part_id=str(one.parts[of][slot]), **body)
    scene.slips.append((one, fact.id))
    return Desk(fact)


@move(2, job=JOB, of=WHO)
def approve_report(scene: Scene, job: int, of: int) -> Act:
    one = scene.jobs[job]
    return Desk(one.case.said(MANAGER, "order.approved", **newest(one, of)))


@move(3, back=BACK)
def reverse(scene: Scene, back: int) -> Act:
    """One of the last slips was wrong."""
    job, fact_id = scene.slips[-1 - back % len(scene.slips)] if scene.slips else (scene.jobs[0], new_id())
    return Desk(job.case.said(STOREKEEPER, "part.reversed", fact_id=str(fact_id)))


# Of the store itself


def entry(scene: Scene, said: entries.Said) -> Counter:
    """What can be reversed."""
    scene.entries.append(said.id)
    return Counter(said, scene.later())


def said_of(scene: Scene, kind: str, line: dict[str, Any], **more: Any) -> Counter:
    """An entry with one line."""
    body = {"id": new_id(), "kind": kind, "lines": [line]} | more
    return entry(scene, OF_LINES[kind].model_validate(body))


@move(quantity=FEW, serials=SERIALS, condition=CONDITIONS)
def receipt(scene: Scene, quantity: int, serials: list[str], condition: str) -> Act:
    line = pieces(scene, quantity, serials) | {"condition": condition, "quality": "good"}
    return said_of(scene, "receipt", line, supplier_id=SUPPLIER)


@move(2, quantity=FEW, serials=SERIALS, condition=CONDITIONS, home=st.booleans())
def transfer(scene: Scene, quantity: int, serials: list[str], condition: str, home: bool) -> Act:
    ends = {"source": {}, "target": {"station_id": scene.station}}
    ends = {"source": ends["target"], "target": {}} if home else ends
    return said_of(scene, "transfer", pieces(scene, quantity, serials) | {"condition": condition}, **ends)


@move(2, quantity=FEW, serials=SERIALS, to=st.sampled_from(["scrap", "supplier", "refurbished"]),
      of=st.none() | st.tuples(JOB, WHO, SLOT))  # fmt: skip
def dispose(scene: Scene, quantity: int, serials: list[str], to: str,
            of: tuple[int, int, int] | None) -> Act:  # fmt: skip
    """Old pieces leave; of a part no more than came."""
    part_id: UUID | None = scene.jobs[of[0]].parts[of[1]][of[2]] if of else None
    line = pieces(scene, quantity, serials) | {"part_id": part_id}
    return said_of(scene, "disposal", line, to=to, supplier_id=SUPPLIER if to == "supplier" else None)


@move(found=st.integers(0, 3), serials=SERIALS, condition=CONDITIONS)
def count(scene: Scene, found: int, serials: list[str], condition: str) -> Act:
    some = pieces(scene, found, serials)
    line = {"number": some["number"], "serials": serials, "found": some["quantity"], "condition": condition}
    body = {"id": new_id(), "kind": "count", "lines": [line], "reason": "The shelf shows other"}
    return entry(scene, entries.Count.model_validate(body))


@move(3, back=BACK)
def undo(scene: Scene, back: int) -> Act:
    """One of the last entries was wrong, perhaps one that is just being made."""
    wrong = scene.entries[-1 - back % len(scene.entries)] if scene.entries else new_id()
    return entry(scene, entries.Reversal(id=new_id(), kind="reversal", reverses=wrong, reason="Wrong"))


# All after one piece

Taker = Callable[[Scene, str], Act]
TAKERS: list[Taker] = [
    lambda scene, serial: issue(scene, nth=0, quantity=1, serials=[serial], to=None),
    lambda scene, serial: issue(scene, nth=1, quantity=1, serials=[serial], to=None),
    lambda scene, serial: reserve(scene, nth=1, quantity=1, serials=[serial]),
    lambda scene, serial: transfer(scene, quantity=1, serials=[serial], condition="new", home=False),
    lambda scene, serial: receipt(scene, quantity=1, serials=[serial], condition="new"),
    lambda scene, serial: file(scene, who=0, job=0, step=1, lines=[used(serial)]),
    lambda scene, serial: file(scene, who=1, job=1, step=1, lines=[used(serial)]),
]


def used(serial: str) -> dict[str, Any]:
    """A line of a report by which this pump was fitted."""
    no = {"serial_out": None, "replaced": False, "source": None}
    return {"slot": 1, "pump": True, "quantity": 1, "serial_in": serial} | no
