from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from backend.people.tokens import issue_access
from backend.photos.link import LIFE, Link, opened, signed
from backend.problems import Problem

KEY, OTHER = bytes(32), bytes([1]) * 32
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
LINK = Link(UUID(int=1), UUID(int=2), 320)
A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("link", [LINK, Link(UUID(int=1), UUID(int=2), None)])
def test_a_link_opens_one_picture_for_a_minute(link: Link) -> None:
    text = signed(link, KEY, NOW)
    assert timedelta(minutes=1) == LIFE
    assert [opened(text, KEY, at) for at in (NOW, NOW + LIFE - A_SECOND)] == [link, link]
    with pytest.raises(Problem, match="link_refused"):
        opened(text, KEY, NOW + LIFE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x.y.z",
        signed(LINK, OTHER, NOW),
        signed(LINK, KEY, NOW)[:-2],
        issue_access(UUID(int=1), UUID(int=2), KEY, NOW, LIFE),
    ],
    ids=["none", "no token", "another key", "cut", "an access token"],
)
def test_what_we_did_not_sign_as_a_link_is_none(text: str) -> None:
    with pytest.raises(Problem, match="link_refused"):
        opened(text, KEY, NOW)
