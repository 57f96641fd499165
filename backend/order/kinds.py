"""Every kind, closed: importing this module is what fills KINDS."""

from types import MappingProxyType

from backend.order import decision, fact, office, part, photo, report, signature, visit

MODULES = (office, visit, report, signature, photo, part, decision)
NAMES = [module.__name__ for module in MODULES]
KINDS = MappingProxyType(
    dict(sorted(fact.KINDS.items(), key=lambda declared: NAMES.index(declared[1].__module__)))
)
"""Every kind of fact by name and version, module by module, whichever was imported first.

None is ever renamed or removed.
"""
