"""What people are here for. Pure; a person may hold several roles (design.md §8)."""

from enum import StrEnum


class Role(StrEnum):
    """A part that a person plays; kinds of fact (`by=`) and routes (access.py) name who may."""

    TECHNICIAN = "technician"
    DISPATCHER = "dispatcher"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    STOREKEEPER = "storekeeper"
    AUDITOR = "auditor"
    ADMIN = "admin"


Roles = frozenset[Role]

EVERYONE: Roles = frozenset(Role)
DESK: Roles = EVERYONE - {Role.TECHNICIAN}
