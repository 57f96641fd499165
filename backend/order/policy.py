"""Deadlines: which rules a fault calls for (data, policy.toml), and how facts judge what they promise.

The rules chosen are journalled, so that another policy file never changes what was promised before.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID, uuid5

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, ValidationError

from backend.order.document import (
    Because,
    Deadline,
    Distance,
    Doubt,
    FaultCategory,
    Firsts,
    Moment,
    Obligation,
    Rule,
    Starts,
    Verdict,
)
from backend.order.moment import server

SHIPPED = Path(__file__).with_name("policy.toml")
"""The policy that runs unless the operator names another; whoever starts us reads it."""
BORN_PAST_DUE = "born_past_due"
"""An input of a deadline that came into force only after it was due."""
WATCH_SHARE = 0.8
"""A deadline is in danger once so much of its time has gone."""


# Which rules


def _seconds(text: object) -> int:
    found = re.fullmatch(r"([1-9]\d{0,3}) (min|h)", text) if isinstance(text, str) else None
    if found is None:
        raise ValueError('a time is written like "24 h" or "30 min"')
    return int(found[1]) * {"min": 60, "h": 3600}[found[2]]


class _Part(BaseModel):
    """A member that is misspelt must not pass for one that is absent: it would widen the rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Case(_Part):
    """One case that a rule holds in; what it does not name does not matter to it."""

    fault: FaultCategory
    within: StrictBool | None = None
    supplier_needed: StrictBool | None = None


class Clause(_Part):
    """One `[[rule]]` of a policy file."""

    id: str = Field(min_length=1, max_length=40)
    obligation: Obligation
    time: Annotated[int, BeforeValidator(_seconds)]
    starts: Starts
    when: tuple[Case, ...] = Field(min_length=1)

    def chosen_by(self, possible: Mapping[str, Iterable[object]]) -> bool:
        """Whether one of its cases agrees with what each input may be."""
        return any(
            all(getattr(case, name) in possible[name] for name in case.model_fields_set) for case in self.when
        )

    def inputs(self) -> set[str]:
        """The names of the inputs that decide whether it is chosen."""
        named = {name for case in self.when for name in case.model_fields_set}
        return named | {"km", "needs_confirmation"} if "within" in named else named


class OldParts(_Part):
    """The `[old_parts]` of a policy file."""

    days: int = Field(14, ge=1, le=365)


class _File(_Part):
    rule: list[Clause] = Field(min_length=1)
    old_parts: OldParts = OldParts()


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules in force; `digest` (SHA-256 of the file's text) says which file they came from."""

    digest: str
    clauses: tuple[Clause, ...]
    old_parts_days: int = OldParts().days
    """So many days after a part was replaced the old one ought to be back (S1-3.4.2Ed)."""

    @classmethod
    def parse(cls, text: str) -> "Policy":
        """The policy in a file's text. Raises ValueError naming the line, or the rule and its member."""
        try:
            raw = tomllib.loads(text)
        except tomllib.TOMLDecodeError as problem:
            raise ValueError(f"deadline policy: {problem}") from None
        try:
            file = _File.model_validate(raw)
        except ValidationError as problem:
            raise ValueError(f"deadline policy: {_named(raw, problem)}") from None
        promised = set()
        for clause in file.rule:
            promise = (clause.id, clause.obligation, clause.starts)
            if promise in promised:
                raise ValueError(f"deadline policy: {' '.join(promise)} is promised twice; give it two cases")
            promised.add(promise)
        return cls(sha256(text.encode()).hexdigest(), tuple(file.rule), file.old_parts.days)

    def choose(
        self,
        fault: FaultCategory,
        distance: Distance,
        supplier_needed: bool,  # noqa: FBT001 - an input like the two before it
    ) -> list[Rule]:
        """The rules that run, each with the inputs that chose it (S1-3.2.2, S1-3.2.3, S4-6).

        While the distance needs confirmation, those for within and for beyond the radius run together.
        """
        unsure = distance.needs_confirmation or distance.within is None
        possible = {
            "fault": [fault],
            "within": [True, False] if unsure else [distance.within],
            "supplier_needed": [supplier_needed],
        }
        values = {
            "fault": fault.value,
            "within": distance.within,
            "km": distance.km,
            "needs_confirmation": unsure,
            "supplier_needed": supplier_needed,
        }
        return [
            Rule(
                rule=clause.id,
                obligation=clause.obligation,
                seconds=clause.time,
                starts=clause.starts,
                policy=self.digest,
                inputs={name: value for name, value in values.items() if name in clause.inputs()},
            )
            for clause in self.clauses
            if clause.chosen_by(possible)
        ]


def _named(raw: dict[str, Any], problem: ValidationError) -> str:
    """The first thing that is wrong, with the number and id of its rule."""
    error = problem.errors()[0]
    where = [str(step) for step in error["loc"]]
    if len(error["loc"]) > 1:
        number = int(error["loc"][1])
        rule = raw["rule"][number]
        name = rule.get("id") if isinstance(rule, dict) else None
        where = [f"rule {number + 1} ({name})", *where[2:]]
    return f"{', '.join(where)}: {error['msg'].removeprefix('Value error, ')}"


# What becomes of what they promise


def reckon(
    standing: Sequence[Deadline],
    rules: Sequence[Rule],
    facts: Firsts,
    *,
    order_id: UUID,
    changed_at: datetime | None,
) -> list[Deadline]:
    """The order's deadlines, after a fact or, with `changed_at`, after `rules` were chosen anew.

    `rules` are those that run now, `standing` what this function gave before. Earlier facts count for new
    deadlines too. One whose rule runs no more is withdrawn, unless it was past due when that changed: then
    it stays and counts. Chosen again, a withdrawn one comes back. Each is what it was (same id) as long as
    rule, obligation, time and start are. Those that run stand last, the withdrawn ones first.
    """
    chosen = {_identity(order_id, rule, facts.reported_at): rule for rule in rules}
    before = {deadline.id: deadline for deadline in standing}
    left = [_left(deadline, facts, changed_at) for deadline in standing if deadline.id not in chosen]
    left.sort(key=lambda deadline: deadline.verdict is not Verdict.WITHDRAWN)
    return left + [_running(key, rule, before.get(key), facts, changed_at) for key, rule in chosen.items()]


def _identity(order_id: UUID, rule: Rule, reported_at: datetime) -> UUID:
    """The start of work is not part of it: an earlier arrival may become known later."""
    start = str(reported_at.timestamp()) if rule.starts is Starts.REPORTED else rule.starts
    return uuid5(order_id, "/".join((rule.rule, rule.obligation, str(rule.seconds), start)))


def _running(
    key: UUID, rule: Rule, before: Deadline | None, facts: Firsts, changed_at: datetime | None
) -> Deadline:
    """The deadline of a rule that runs. `before` is what stood under this id."""
    start = server(facts.reported_at) if rule.starts is Starts.REPORTED else facts.work_started
    time = timedelta(seconds=rule.seconds)
    due_at = start.at + time if start else None
    met = _met(facts, rule.obligation)
    late = before is not None and BORN_PAST_DUE in before.because.inputs
    if (before is None or before.verdict is Verdict.WITHDRAWN) and changed_at and due_at:
        late = late or due_at <= changed_at
    inputs = rule.inputs | {BORN_PAST_DUE: True} if late else rule.inputs
    verdict = _verdict(met, start, time) if start else Verdict.OPEN
    return Deadline(
        id=key,
        obligation=rule.obligation,
        starts=start.at if start else None,
        due_at=due_at,
        met_at=met.at if met else None,
        verdict=verdict,
        doubt=_doubt(verdict, met, start),
        because=Because(rule=rule.rule, policy=rule.policy, inputs=inputs),
    )


def _left(deadline: Deadline, facts: Firsts, changed_at: datetime | None) -> Deadline:
    """A deadline whose rule runs no more; one that stays keeps the start and time it had."""
    met = _met(facts, deadline.obligation)
    verdict, start = Verdict.WITHDRAWN, None
    counts = deadline.verdict is not Verdict.WITHDRAWN
    if counts and deadline.starts and deadline.due_at and (not changed_at or deadline.due_at < changed_at):
        work = facts.work_started
        start = work if work and work.at == deadline.starts else server(deadline.starts)
        verdict = _verdict(met, start, deadline.due_at - deadline.starts)
    met_at, doubt = met.at if met else None, _doubt(verdict, met, start)
    return deadline.model_copy(update={"met_at": met_at, "verdict": verdict, "doubt": doubt})


def _met(facts: Firsts, obligation: Obligation) -> Moment | None:
    """The moment that met it; Firsts names its members after the obligations."""
    moment: Moment | None = getattr(facts, obligation)
    return moment


def _verdict(met: Moment | None, start: Moment, time: timedelta) -> Verdict:
    """By facts only: met or missed where that is sure, whatever start and end may really have been."""
    if met is None:
        return Verdict.OPEN
    (earliest, latest), (began, began_latest) = met.span, start.span
    if latest <= began + time:
        return Verdict.MET
    return Verdict.MISSED if earliest > began_latest + time else Verdict.UNCERTAIN


def _doubt(verdict: Verdict, met: Moment | None, start: Moment | None) -> Doubt | None:
    """Why it is uncertain: what its two ends are known as."""
    return Doubt(met=met, starts=start) if verdict is Verdict.UNCERTAIN and met and start else None


def next_due(deadlines: Iterable[Deadline]) -> datetime | None:
    """When the first of the open deadlines is due."""
    return min((due_at for _, due_at in _open(deadlines)), default=None)


def watch_at(deadlines: Iterable[Deadline]) -> datetime | None:
    """When the first of the open deadlines is in danger: WATCH_SHARE of its time has gone."""
    return min(
        (starts + WATCH_SHARE * (due_at - starts) for starts, due_at in _open(deadlines)), default=None
    )


def _open(deadlines: Iterable[Deadline]) -> list[tuple[datetime, datetime]]:
    """Start and due time of the open deadlines that have begun."""
    return [
        (one.starts, one.due_at)
        for one in deadlines
        if one.verdict is Verdict.OPEN and one.starts and one.due_at
    ]
