"""Every kind, closed: importing this module is what fills KINDS."""

from types import MappingProxyType

from backend.order import decision, fact, office, photo, report, signature, visit
from backend.order.parts import claim, freight, issue, old_part, requisition, write_off

MODULES = (
    office, visit, report, signature, photo, requisition, issue, old_part, write_off, claim, freight, decision
)  # fmt: skip
NAMES = [module.__name__ for module in MODULES]
ORDERED = sorted(fact.KINDS.items(), key=lambda declared: NAMES.index(declared[1].__module__))
# In place: this is a view of what `fact.kind` declares, and never another truth.
fact.KINDS.clear()
fact.KINDS.update(ORDERED)
KINDS = MappingProxyType(fact.KINDS)
"""Every kind of fact by name and version, module by module, whichever was imported first.

None is ever renamed or removed.
"""
