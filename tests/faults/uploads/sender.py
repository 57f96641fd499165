"""A phone that brings a photo over HTTP, as well or as badly as a test says; and what is there of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.message import Message
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import orjson

from backend import clock
from backend.database import Database
from backend.people.actor import Actor
from backend.people.tokens import issue_access
from backend.uploads import tus
from tests.faults.fleet import WAIT_S
from tests.makers import DISPATCHER, LI, Case, team
from tests.sync.conftest import KEY
from tests.uploads.makers import about

LIFE = timedelta(hours=1)
BITE = 64 * 1024
UPLOAD = "SELECT id, committed, pieces FROM upload WHERE photo_id = $1"
PHOTO = "SELECT sha256 FROM photo WHERE id = $1"
TOLD = "SELECT count(*) FROM fact WHERE about = $1 AND kind = 'photo.stored' AND outcome = 'applied'"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    headers: Message
    content: bytes

    @property
    def offset(self) -> int:
        """How far the upload is."""
        return int(self.headers["Upload-Offset"])


@dataclass
class Sender:
    """One photo of Li's, announced on an order; `place` is where its upload is."""

    url: str
    database: Database
    folder: Path
    content: bytes
    photo_id: UUID
    order_id: UUID
    place: str = ""

    @classmethod
    async def announced(cls, url: str, database: Database, folder: Path, content: bytes) -> "Sender":
        """A photo of which nothing is there."""
        case, photo_id = Case(), uuid4()
        said: dict[str, Any] = {
            "photo_id": str(photo_id),
            "sha256": sha256(content).hexdigest(),
            "size": len(content),
        }
        await case.record(
            database,
            case.said(DISPATCHER, "order.issued"),
            case.said(DISPATCHER, "order.assigned", **team(LI)),
            case.said(LI, "photo.taken", purpose="fault", content_type="image/jpeg", **said),
        )
        return cls(url, database, folder / "photos", content, photo_id, case.order_id)

    @property
    def digest(self) -> str:
        """Of what was announced."""
        return sha256(self.content).hexdigest()

    # What it asks

    def ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: Iterable[bytes] = (),
        size: int = 0,
        by: Actor = LI,
    ) -> Answer | None:
        """One request whose body comes in pieces; None where the connection ends before an answer."""
        token = issue_access(by.staff_id, by.device_id, bytes.fromhex(KEY), clock.now(), LIFE)
        usual = {
            "Authorization": f"Bearer {token}",
            "Tus-Resumable": tus.VERSION,
            "Content-Length": str(size),
        }
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=WAIT_S)
        try:
            connection.putrequest(method, path)
            for name, value in (usual | dict(headers or {})).items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            for piece in body:
                connection.send(piece)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        except (ConnectionError, BrokenPipeError):
            return None
        finally:
            connection.close()

    def create(self) -> Answer | None:
        """Ask for the upload."""
        answer = self.ask("POST", "/v1/uploads", about(self.photo_id, self.content))
        if answer and answer.status == 201:
            self.place = answer.headers["Location"]
        return answer

    def look(self) -> Answer | None:
        """Ask how far it is."""
        return self.ask("HEAD", self.place)

    def patch(self, offset: int, body: Iterable[bytes] | None = None) -> Answer | None:
        """Bring what follows; `body` where it is not to come as it is."""
        rest = self.content[offset:]
        headers = {"Upload_Offset": str(offset), "Content_Type": tus.BYTES}
        return self.ask("PATCH", self.place, headers, bites(rest) if body is None else body, len(rest))

    def put(self, body: Iterable[bytes] | None = None) -> Answer | None:
        """Bring all of it at once."""
        path = f"/v1/photos/{self.photo_id}"
        return self.ask("PUT", path, {}, bites(self.content) if body is None else body, len(self.content))

    def resume(self) -> Answer | None:
        """Go on where it is, by tus."""
        if not self.place:
            self.create()
        looked = self.look()
        return looked and self.patch(looked.offset)

    # What is there of it

    async def see(self) -> tuple[int, bool, bool]:
        """Committed bytes, whether its object is in its place, and whether it is stored.

        Raises AssertionError where anything of it is not as it must be at any moment.
        """
        async with self.database.transaction() as tx:
            row = await tx.sql.fetchrow(UPLOAD, self.photo_id)
            digest = await tx.sql.fetchval(PHOTO, self.photo_id)
            told = await tx.sql.fetchval(TOLD, self.photo_id)
        place = self.folder / self.digest[:2] / self.digest[2:]
        whole = place.exists()
        assert not whole or place.read_bytes() == self.content
        assert (digest, told) == ((self.digest, 1) if digest else (None, 0))
        assert whole or not digest
        committed = row["committed"] if row else 0
        assert (committed == len(self.content)) == (digest is not None)
        if row and not whole:
            pieces = orjson.loads(row["pieces"])
            paths = [(self.folder / "uploads" / str(row["id"]) / name, length) for name, length in pieces]
            arrived = b"".join(path.read_bytes()[:length] for path, length in paths)
            assert arrived == self.content[:committed]
        return committed, whole, digest is not None


def drawn(size: int) -> bytes:
    """So many bytes that no other photo has."""
    return Random(uuid4().int).randbytes(size)  # noqa: S311  # not for secrets


def bites(content: bytes) -> Iterable[bytes]:
    """Piece by piece."""
    for at in range(0, len(content), BITE):
        yield content[at : at + BITE]
