"""The requests of phones on good and on broken networks, as a machine draws them, and how they may end."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal
from uuid import UUID

from backend.problems import Problem
from backend.uploads.upload import Dock, Held, create, forget, receive, take
from tests.uploads.harbour import RUNNING, Process, Shot, StoppingStore, Watch, stop
from tests.uploads.makers import claims

ALL = 1_000_000
BEYOND = b"and more"
Way = Literal["create", "create_with", "put", "patch", "look", "forget"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a phone means to do, and what the network makes of it.

    The body comes in bites of these `sizes`, ALL for whatever is left; then it is over, or breaks off with
    the problem that it `ends` with.
    """

    shot: int
    way: Way
    sizes: tuple[int, ...] = (ALL,)
    ends: str = ""
    checksum: Literal["none", "right", "wrong"] = "none"
    damaged: bool = False
    beyond: bool = False

    def bites(self, left: bytes) -> list[bytes]:
        """The body of a phone that has so much left to send."""
        bites, place = list[bytes](), 0
        for size in self.sizes:
            bites.append(left[place : place + size])
            place += size
        if self.beyond:
            bites.append(left[place:] + BEYOND)
        if self.damaged and bites[0]:
            bites[0] = bites[0][:-1] + bytes([bites[0][-1] ^ 1])
        return [bite for bite in bites if bite]


@dataclass
class Visit:
    """A request on its way."""

    plan: Plan
    shot: Shot
    dock: Dock
    store: StoppingStore
    watch: Watch
    upload_id: UUID | None

    @property
    def process(self) -> Process:
        """Who does it."""
        return RUNNING.get() or Process(self.go())

    async def go(self) -> None:
        """Do as planned. Raises AssertionError where it ends as it must not."""
        try:
            await self.do()
        except Problem as problem:
            if problem.code not in self.may_end_with():
                raise AssertionError(f"it must not end with {problem.code}") from problem

    async def do(self) -> None:
        """As planned."""
        mine = await self.held()
        self.upload_id = mine.id
        self.process.builds_on = self.store.wrote(mine)
        if mine.stored:
            self.said_to_be_stored()
        elif self.plan.way == "forget":
            await forget(self.dock, mine)
        elif self.plan.way in ("create_with", "put", "patch"):
            bites = self.plan.bites(self.shot.content[mine.committed :])
            checksum = {"none": None, "wrong": bytes(32)}.get(
                self.plan.checksum, sha256(b"".join(bites)).digest()
            )
            done = await receive(self.dock, claims(self.shot.by), mine, self.body(bites), checksum)
            assert not self.plan.ends
            assert done.committed == mine.committed + sum(map(len, bites))
            if done.stored:
                self.said_to_be_stored()

    async def held(self) -> Held:
        """The upload, taken over; a new one is stored at once where the asker may see these bytes."""
        who, operation = claims(self.shot.by), "append_to_upload"
        if self.plan.way in ("look", "patch", "forget") and self.upload_id:
            return await take(self.dock, who, self.upload_id, operation)
        size, anew = len(self.shot.content), self.plan.way == "put"
        mine = await create(self.dock, who, self.shot.photo_id, size, operation, anew=anew)
        assert mine.stored == self.is_known()
        assert not anew or mine.stored or mine.committed == 0
        return mine

    def is_known(self) -> bool:
        """Whether he sees such bytes on a photo of his own, or of an order of his."""
        stored = [self.watch.shots[key] for key in self.process.knew]
        mine = {order for order, team in self.watch.teams.items() if self.shot.by.staff_id in team}
        return any(
            one.content == self.shot.content and (one.by == self.shot.by or mine & {*one.orders})
            for one in stored
        )

    def said_to_be_stored(self) -> None:
        """A phone forgets what it hears this of."""
        assert self.shot.key in self.watch.stored

    async def body(self, bites: list[bytes]) -> AsyncIterator[bytes]:
        """As it comes."""
        for bite in bites:
            await stop()
            self.process.damaged |= self.plan.damaged
            yield bite
        if self.plan.ends:
            raise Problem(self.plan.ends)

    def may_end_with(self) -> set[str]:
        """The problems that say what went wrong."""
        codes = {"upload_taken_over", "not_found", self.plan.ends}
        if self.process.spoilt or self.plan.beyond:
            codes.add("photo_mismatch")
        if self.plan.checksum == "wrong":
            codes.add("upload_checksum")
        limit = self.dock.settings.photos_per_order
        if any(self.watch.counted.photos[f"order:{one}"] >= limit for one in self.shot.orders):
            codes.add("over_quota")
        return codes
