"""Which deadlines run for which fault (S1-3.2.2, S1-3.2.3, S4-6), and how a policy file is refused."""

from hashlib import sha256

import pytest

from backend.order.document import Distance, FaultCategory, Obligation, Starts
from backend.order.policy import SHIPPED, Policy

BODY, CHASSIS, EQUIPMENT = FaultCategory.BODY, FaultCategory.CHASSIS_ENGINE, FaultCategory.EQUIPMENT
TEXT = SHIPPED.read_text(encoding="utf-8")
POLICY = Policy.parse(TEXT)

NEAR = Distance(km=62, within=True, method="geodesic")
FAR = Distance(km=180, within=False, method="geodesic")
EDGE = Distance(km=100, within=True, method="geodesic", needs_confirmation=True)
BEYOND_EDGE = Distance(km=100.001, within=False, method="geodesic", needs_confirmation=True)
NOWHERE = Distance(method="no_coordinates", needs_confirmation=True)
UNKNOWN = Distance(method="no_base")
SETTLED = Distance(km=100, within=True, method="confirmed")

ARRIVE = ("S1-3.2.2a", Obligation.ARRIVE, 24 * 3600, Starts.REPORTED)
REPLY = ("S1-3.2.2b", Obligation.REPLY, 12 * 3600, Starts.REPORTED)
WRITE = ("S1-3.2.3", Obligation.WRITTEN_CONTACT, 12 * 3600, Starts.REPORTED)
CENTRE = [
    ("S4-6", Obligation.RESPOND, 30 * 60, Starts.REPORTED),
    ("S4-6", Obligation.ARRIVE, 24 * 3600, Starts.REPORTED),
    ("S4-6", Obligation.RESOLVE, 24 * 3600, Starts.WORK_STARTED),
]


@pytest.mark.parametrize(
    ("fault", "distance", "supplier_needed", "promised"),
    [
        (BODY, NEAR, False, [ARRIVE]),
        (BODY, NEAR, True, [REPLY]),
        (BODY, FAR, False, [REPLY]),
        (BODY, FAR, True, [REPLY]),
        (BODY, EDGE, False, [ARRIVE, REPLY]),
        (BODY, BEYOND_EDGE, False, [ARRIVE, REPLY]),
        (BODY, EDGE, True, [REPLY]),
        (BODY, NOWHERE, False, [ARRIVE, REPLY]),
        (BODY, UNKNOWN, False, [ARRIVE, REPLY]),
        (BODY, NOWHERE, True, [REPLY]),
        (BODY, SETTLED, False, [ARRIVE]),
        (CHASSIS, NEAR, False, [WRITE]),
        (CHASSIS, NOWHERE, True, [WRITE]),
        (EQUIPMENT, FAR, False, CENTRE),
        (EQUIPMENT, EDGE, True, CENTRE),
    ],
)
def test_the_shipped_policy_promises_what_the_handbook_demands(
    fault: FaultCategory,
    distance: Distance,
    *,
    supplier_needed: bool,
    promised: list[tuple[str, Obligation, int, Starts]],
) -> None:
    rules = POLICY.choose(fault, distance, supplier_needed)

    assert [(rule.rule, rule.obligation, rule.seconds, rule.starts) for rule in rules] == promised


def test_a_rule_carries_the_policy_and_only_the_inputs_that_it_looks_at() -> None:
    [reply] = POLICY.choose(BODY, FAR, supplier_needed=False)
    [write] = POLICY.choose(CHASSIS, FAR, supplier_needed=False)

    assert reply.policy == sha256(TEXT.encode()).hexdigest()
    assert reply.inputs == {
        "fault": "body",
        "within": False,
        "km": 180,
        "needs_confirmation": False,
        "supplier_needed": False,
    }
    assert write.inputs == {"fault": "chassis_engine"}


RULE = """\
[[rule]]
id = "R-1"
obligation = "arrive"
time = "24 h"
starts = "reported"
when = [{ fault = "body", within = true }]
"""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "rule: Field required"),
        ("rule = []", "rule: List should have at least 1 item"),
        ("[[rule]]\nid = R-1\n", "at line 2"),
        (RULE.replace("24 h", "24h"), 'rule 1 (R-1), time: a time is written like "24 h" or "30 min"'),
        (RULE.replace('"24 h"', "24"), "rule 1 (R-1), time"),
        (RULE.replace("24 h", "0 min"), "rule 1 (R-1), time"),
        (RULE + RULE.replace("R-1", "R-2").replace("body", "bodi"), "rule 2 (R-2), when, 0, fault"),
        (RULE.replace("within", "witin"), "rule 1 (R-1), when, 0, witin: Extra inputs"),
        (RULE.replace("true", '"true"'), "rule 1 (R-1), when, 0, within"),
        (RULE.replace("when = [{", "# when = [{"), "rule 1 (R-1), when: Field required"),
        (RULE.replace('id = "R-1"\n', ""), "rule 1 (None), id"),
        (RULE + RULE, "R-1 arrive reported is promised twice"),
        ("rule = [3]", "rule 1 (None)"),
    ],
)
def test_a_policy_that_cannot_be_used_is_refused_by_line_or_rule(text: str, named: str) -> None:
    with pytest.raises(ValueError, match=r"^deadline policy: ") as refusal:
        Policy.parse(text)

    assert named in str(refusal.value)
