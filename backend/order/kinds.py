"""Every kind, closed: importing this module is what fills KINDS."""

from types import MappingProxyType

from backend.order import decision, fact, office, part, photo, report, signature, visit

MODULES = (office, visit, report, signature, photo, part, decision)
KINDS = MappingProxyType(fact.KINDS)
"""Every kind of fact by name and version. None is ever renamed or removed."""
