"""The launcher for uploads: a life ends at a point on the way of a photo's bytes.

At the point `stalls` nothing ends, but who sends nothing is waited for only so many seconds as the arrival
says.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

from backend.database import Database, Transaction
from backend.photos.photo import note_stored
from backend.photos.store import FolderStore
from backend.photos.store.folder import FolderPiece
from backend.uploads import api, upload
from tests.faults.launcher import PUSHED, End, main, put

STALLS = "stalls"
LOST = (
    "begin", "secure", "secured", "commit", "committed", "keep", "move", "kept", "note", "last_commit",
)  # fmt: skip
"""Where the photo is not stored yet: before a piece is begun, before and after it is secured, before and
after a COMMIT of a part of it, before the object is made, before and after it is in its place, before its row
is written, and before the last COMMIT is sent."""
WHOLE = LOST[LOST.index("kept") :]
"""Where its object is in its place, without a row."""
STORED = ("last_committed", "drop", "answer")
"""Where it is stored: after the last COMMIT, before its pieces go, before anything is answered."""

LAST: ContextVar[bool] = ContextVar("LAST", default=False)
"""Whether the transaction is the one that says that the photo is stored."""


class UploadEnd(End):
    """The end of a life in an upload."""

    def put_points(self) -> None:
        """Those of an upload; who takes hold of one is on its way."""
        if self.point == STALLS:
            put(api, "STALL_TIMEOUT_S", self.left)
        for name in ("create", "take"):
            put(api, name, self.entered(getattr(api, name)))
        put(api, "receive", self.around_call("receive", upload.receive, "answer"))
        put(FolderStore, "begin", self.around_call("begin", FolderStore.begin, "begun"))
        put(FolderStore, "keep", self.around_call("keep", FolderStore.keep, "kept"))
        put(FolderStore, "drop", self.around_call("drop", FolderStore.drop, "dropped"))
        put(FolderStore, "move", self.before("move", FolderStore.move))
        put(FolderPiece, "secure", self.around_call("secure", FolderPiece.secure, "secured"))
        put(upload, "note_stored", self.noted(note_stored))
        put(Database, "transaction", self.around(Database.transaction))

    def entered(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function after which an upload is held."""

        async def held(*args: Any, **named: Any) -> Any:
            mine = await function(*args, **named)
            PUSHED.set([str(mine.photo_id)])
            return mine

        return held

    def around_call(self, before: str, function: Callable[..., Any], after: str) -> Callable[..., Any]:
        """A function with a point before it and one after it."""

        async def killed(*args: Any, **named: Any) -> Any:
            self.at(before)
            done = await function(*args, **named)
            self.at(after)
            return done

        return killed

    def noted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The writing of the photo's row."""

        async def killed(*args: Any, **named: Any) -> Any:
            self.at("note")
            LAST.set(PUSHED.get() is not None)
            return await function(*args, **named)

        return killed

    def around(self, transaction: Callable[[Database], Any]) -> Callable[[Database], Any]:
        """`Database.transaction`, with a point before and one after COMMIT, the last of an upload apart."""

        @asynccontextmanager
        async def killed(database: Database) -> AsyncIterator[Transaction]:
            async with transaction(database) as tx:
                yield tx
                self.at("last_commit" if LAST.get() else "commit")
            self.at("last_committed" if LAST.get() else "committed")

        return killed


if __name__ == "__main__":
    main(UploadEnd)
