"""Who asks, as far as any rule needs to know. Pure."""

from dataclasses import dataclass
from uuid import UUID

from backend.people.roles import DESK, Roles


@dataclass(frozen=True, slots=True)
class Actor:
    """An active person on a device; `revoked` says that the device may still push, and nothing else."""

    staff_id: UUID
    name: str
    roles: Roles
    device_id: UUID
    revoked: bool

    @property
    def desk(self) -> bool:
        """Whether the person works at a desk, perhaps beside being a technician."""
        return not self.roles.isdisjoint(DESK)
