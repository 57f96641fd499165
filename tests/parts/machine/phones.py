"""What technicians do: ask for parts, have them, use them, send the old ones back."""

from itertools import count
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from backend.order.fact import Said
from backend.order.report import digest
from tests.makers import DISPATCHER, MANAGER, team
from tests.parts.machine.acts import Act, Desk, Phone
from tests.parts.machine.moves import FEW, JOB, NTH, SERIAL, SLOT, WHO, Moves
from tests.parts.machine.scene import TECHNICIANS, Job, Requisition, Scene

move = Moves()

STEP = st.sampled_from([1, 1, 1, 1, 2, 0, -1])
"""To the version of a report after the last, sometimes past one, or to an older one."""
LINE = st.fixed_dictionaries(
    {
        "slot": SLOT,
        "pump": st.booleans(),
        "quantity": FEW,
        "serial_in": st.none() | SERIAL,
        "serial_out": st.none() | SERIAL,
        "replaced": st.booleans(),
        "source": st.sampled_from([None, None, None, "bought_locally"]),
    }
)
LINES = st.lists(LINE, max_size=2, unique_by=lambda line: line["slot"])


SIGNATURES = count(1)
POINTS = 30


def as_drawn(nth: int) -> dict[str, Any]:
    """A signature of a shape that none has had before: each bit of its number bends the line."""
    way = [[10 * n + (nth >> n) % 2, n, 10 * n] for n in range(POINTS)]
    return {"width": 1000, "height": 400, "strokes": [way]}


def begin(scene: Scene, job: Job) -> None:
    """Issued, given to both, driven to; some of each part were asked for, and approved; each has used one."""
    case, lead = job.case, TECHNICIANS[job.lead]
    both = sorted(TECHNICIANS, key=lambda one: one is not lead)
    issued = (case.said(DISPATCHER, "order.issued"), case.said(DISPATCHER, "order.assigned", **team(*both)))
    scene.stage.at_once([Phone(issued)])
    scene.learn(job)
    asked = asking(scene, job, job.lead, 3)
    scene.step([Phone((case.said(lead, "visit.arrived"), asked))])
    scene.step([Desk(case.said(MANAGER, "part.approved", requisition_id=asked.fact.body["requisition_id"]))])
    used = {"slot": 0, "pump": False, "quantity": 1, "serial_in": None, "serial_out": None, "replaced": True}
    scene.step([Phone((filing(scene, job, who, 1, [used]),)) for who in range(len(TECHNICIANS))])
    scene.step([handing_in(job, job.lead)])
    scene.step([Desk(case.said(MANAGER, "order.approved", **newest(job, job.lead)))])


def asking(scene: Scene, job: Job, who: int, quantity: int) -> Said:
    """So many of each number."""
    asked = Requisition(job, scene.numbers)
    scene.requisitions.append(asked)
    lines = [{"id": str(line), "number": number, "name": number.title(), "quantity": quantity}
             for number, line in asked.lines.items()]  # fmt: skip
    return job.case.said(TECHNICIANS[who], "part.requested", requisition_id=str(asked.id), lines=lines)


@move(who=WHO, job=JOB, quantity=FEW)
def request(scene: Scene, who: int, job: int, quantity: int) -> Act:
    return Phone((asking(scene, scene.jobs[job], who, quantity),))


@move(2, who=WHO, nth=NTH, less=st.none() | st.integers(0, 2))
def receive(scene: Scene, who: int, nth: int, less: int | None) -> Act:
    """Confirmed whole or in part: perhaps before the store has said that it was sent."""
    asked, issue_id = scene.issue(nth)
    body: dict[str, Any] = {"requisition_id": str(asked.id), "issue_id": str(issue_id)}
    if less is not None:
        body["lines"] = [{"line_id": str(line), "quantity": less} for line in asked.lines.values()]
    return Phone((asked.job.case.said(TECHNICIANS[who], "part.received", **body),))


@move(4, who=WHO, job=JOB, step=STEP, lines=LINES)
def file(scene: Scene, who: int, job: int, step: int, lines: list[dict[str, Any]]) -> Act:
    return Phone((filing(scene, scene.jobs[job], who, step, lines),))


@move(2, who=WHO, step=STEP, first=LINES, second=LINES)
def file_on_both(scene: Scene, who: int, step: int, first: list[dict[str, Any]],
                 second: list[dict[str, Any]]) -> Act:  # fmt: skip
    """A day's work comes in one sync."""
    jobs = reversed(scene.jobs) if who else scene.jobs
    lines = (first, second)
    return Phone(tuple(filing(scene, job, who, step, some) for job, some in zip(jobs, lines, strict=True)))


def filing(scene: Scene, job: Job, who: int, step: int, lines: list[dict[str, Any]]) -> Said:
    """A version of his report on an order."""
    version = max(1, job.versions[who] + step)
    job.versions[who] = max(version, job.versions[who])
    parts = [as_line(scene, job.parts[who], **line) for line in lines]
    report = str(job.reports[who])
    content = job.case.content(version, report_id=report, parts=parts)
    job.digests[who, version] = digest(content)
    body: dict[str, Any] = {
        "report_id": report,
        "version": version,
        "content": content,
        "digest": digest(content),
    }
    return job.case.said(TECHNICIANS[who], "report.filed", **body)


def as_line(
    scene: Scene, part_ids: tuple[UUID, UUID], *, slot: int, pump: bool, **said: Any
) -> dict[str, Any]:
    """A part line; only pumps have serials."""
    number = scene.number(pump)
    serials = {} if pump else {"serial_in": None, "serial_out": None}
    named = {"id": str(part_ids[slot]), "number": number, "name": number.title()}
    return said | serials | named | {"reason": "leaks", "warranty": True}


@move(2, who=WHO, job=JOB, of=WHO, slot=SLOT)
def send(scene: Scene, who: int, job: int, of: int, slot: int) -> Act:
    """An old part goes back, perhaps before the report that names it is there."""
    one = scene.jobs[job]
    return Phone((one.case.said(TECHNICIANS[who], "old_part.sent", part_id=str(one.parts[of][slot])),))


@move(3, job=JOB, of=WHO)
def hand_in(scene: Scene, job: int, of: int) -> Act:
    """The customer signs the newest version and the lead submits it."""
    return handing_in(scene.jobs[job], of)


def handing_in(job: Job, of: int) -> Phone:
    """Of one of its reports."""
    about = newest(job, of)
    shown = about | {"digest": job.digests.get((of, about["version"]), "0" * 64)}
    lead = TECHNICIANS[job.lead]
    signed = job.case.said(lead, "report.signed", **shown, strokes=as_drawn(next(SIGNATURES)))
    return Phone((signed, job.case.said(lead, "report.submitted", **about)))


def newest(job: Job, of: int) -> dict[str, Any]:
    """Which version that is."""
    return {"report_id": str(job.reports[of]), "version": max(1, job.versions[of])}
