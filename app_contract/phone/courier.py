"""Brings the bytes of photos to the server, one request at a time, over a network that breaks.

Small ones go whole; larger ones by tus, in parts, each from where the server says that it stands. What is
known of an upload is in the phone's file, so that a phone that was switched off goes on with it.
"""

import sqlite3
from collections.abc import Callable, Mapping
from enum import Enum, auto
from uuid import UUID

from app_contract.phone import album, protocol, tus
from app_contract.phone.album import Due
from app_contract.phone.clock import Reading
from app_contract.phone.protocol import Reply

PUT_LIMIT_BYTES = 1024 * 1024
PART_BYTES = 4 * 1024 * 1024
LEAST_PART_BYTES = 16 * 1024
REFUSALS = frozenset({"photo_mismatch", "too_large", "invalid_input"})
"""Problems that the same bytes would meet again."""

Ask = Callable[[str, str, bytes, Mapping[str, str]], Reply | None]


class Went(Enum):
    """What one request came to."""

    STORED = auto()
    ON = auto()
    """The upload has come further; there is more to send."""
    REFUSED = auto()
    LATER = auto()
    """No more are taken for now; the others may go meanwhile."""
    FAILED = auto()


class Courier:
    """`ask` sends a request under the person's login: method, path, body, headers."""

    def __init__(self, db: sqlite3.Connection, ask: Ask) -> None:
        self._db = db
        self._ask = ask
        self._part = PART_BYTES
        self._patch = True
        self._later: dict[UUID, tuple[str, float]] = {}

    def due(self, actor: UUID, now: Reading) -> Due | None:
        """The next of his photos that may be sent now."""
        waiting = {
            photo_id
            for photo_id, (boot, until_ms) in self._later.items()
            if boot == now.boot and now.uptime_ms < until_ms
        }
        return album.due(self._db, actor, waiting)

    def bring(self, due: Due, now: Reading) -> tuple[Went, Reply | None]:
        """Make one request for a photo, and note what came of it. The reply is what was answered last."""
        if due.url is None and due.size <= min(PUT_LIMIT_BYTES, self._part):
            reply, received = self._put(due)
            url = None
        elif due.url is None:
            reply = self._ask("POST", tus.UPLOADS, b"", tus.creation(due.id, due.size))
            url = tus.place_in(reply)
            received = tus.offset_in(reply, 201) if url else None
        elif due.received is None:
            reply = self._ask("HEAD", due.url, b"", tus.RESUMABLE)
            url, received = due.url, tus.offset_in(reply, 200)
        else:
            reply, received = self._append(due, due.url, due.received)
            url = due.url
        with self._db:
            return self._note(due, url, received, reply, now), reply

    def _put(self, due: Due) -> tuple[Reply | None, int | None]:
        content = album.part(self._db, due.id, 0, due.size)
        reply = self._ask("PUT", f"/v1/photos/{due.id}", content, {"Content-Type": due.content_type})
        if tus.too_large_to_pass(reply):
            self._smaller(due.size)
        return reply, due.size if album.says_stored(reply, due.id) else None

    def _append(self, due: Due, url: str, offset: int) -> tuple[Reply | None, int | None]:
        """The next part. Until the server has answered, nobody knows how far it has come."""
        with self._db:
            album.on_its_way(self._db, due.id, url, None)
        content = album.part(self._db, due.id, offset, self._part)
        headers = tus.bytes_from(offset, content)
        if self._patch:
            reply = self._ask("PATCH", url, content, headers)
        else:
            reply = self._ask("POST", url, content, headers | {"X-HTTP-Method-Override": "PATCH"})
        if tus.method_unknown(reply):
            self._patch = False
        if tus.too_large_to_pass(reply):
            self._smaller(len(content))
        received = tus.offset_in(reply, 204)
        return reply, received if received is not None and received > offset else None

    def _smaller(self, size: int) -> None:
        self._part = max(LEAST_PART_BYTES, size // 2)

    def _note(
        self, due: Due, url: str | None, received: int | None, reply: Reply | None, now: Reading
    ) -> Went:
        """Write down where the photo is now."""
        if received == due.size:
            album.stored(self._db, due.id)
            return Went.STORED
        if received is not None and received < due.size:
            album.on_its_way(self._db, due.id, url, received)
            return Went.ON
        code = protocol.problem_in(reply)
        refused = code in REFUSALS
        album.on_its_way(self._db, due.id, None if refused or tus.gone(reply) else url, None)
        album.failed(self._db, due.id, code, refused=refused)
        if code == "over_quota" and reply is not None:
            wait_s = max(protocol.LONGEST_PAUSE_S, reply.retry_after_s)
            self._later[due.id] = (now.boot, now.uptime_ms + 1000 * wait_s)
            return Went.LATER
        return Went.REFUSED if refused else Went.FAILED
