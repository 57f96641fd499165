"""Links to a photo that a browser can open by itself: signed by us, good for a minute, for one picture."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import jwt
from jwt.types import Options

from backend.problems import Problem

LIFE = timedelta(seconds=60)
AUDIENCE = "callout-photo"
"""No access token is a link, and no link an access token."""
ALGORITHM = "HS256"
REQUIRED = ["aud", "exp", "photo", "author"]


@dataclass(frozen=True, slots=True)
class Link:
    """A photo by its author, in one of the derivatives' sizes or (None) as it was taken."""

    photo_id: UUID
    author_id: UUID
    size: int | None


def signed(link: Link, key: bytes, now: datetime) -> str:
    """The link as text that only we can make, for LIFE from `now`."""
    said = {
        "aud": AUDIENCE,
        "photo": str(link.photo_id),
        "author": str(link.author_id),
        "size": link.size,
        "exp": int((now + LIFE).timestamp()),
    }
    return jwt.encode(said, key, algorithm=ALGORITHM)


def opened(text: str, key: bytes, now: datetime) -> Link:
    """What a link stands for. Raises `link_refused`: not ours, or over."""
    options: Options = {"require": REQUIRED, "verify_exp": False}  # the library would ask the clock itself
    try:
        said = jwt.decode(text, key, algorithms=[ALGORITHM], audience=AUDIENCE, options=options)
        if now.timestamp() < said["exp"]:
            return Link(UUID(said["photo"]), UUID(said["author"]), said["size"])
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError):
        pass
    raise Problem("link_refused")
