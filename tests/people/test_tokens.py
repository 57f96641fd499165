"""Access tokens as a table of forgeries; refresh tokens as the lives of a family."""

import asyncio
import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import jwt
import pytest
from pydantic import SecretStr

from backend.database import Database
from backend.people.device import Device, register
from backend.people.tokens import (
    REQUIRED,
    RefreshToken,
    issue_access,
    key_file,
    open_family,
    read_access,
    token_key,
    turn_over,
)
from backend.problems import Problem
from backend.settings import Settings
from tests.people.makers import KEY, NOW, add_person

STAFF, DEVICE = uuid4(), uuid4()
LIFE = timedelta(minutes=10)
DAYS = timedelta(days=90)
GENUINE: dict[str, Any] = {
    "iss": "callout",
    "aud": "callout-api",
    "sub": str(STAFF),
    "device": str(DEVICE),
    "iat": int(NOW.timestamp()),
    "exp": int((NOW + LIFE).timestamp()),
}


def forged(key: Any = KEY, algorithm: str = "HS256", **changed: object) -> str:
    return jwt.encode(GENUINE | changed, key, algorithm=algorithm)


FORGERIES = {
    "empty": "",
    "no token at all": "abc.def.ghi",
    "signed with another key": forged(key=bytes(32)),
    "not signed": forged(key=None, algorithm="none"),
    "another algorithm": forged(key=bytes(range(64)), algorithm="HS512"),
    "another issuer": forged(iss="somebody"),
    "another audience": forged(aud="callout-web"),
    "no person": forged(sub="root"),
    "no device": forged(device=7),
    "no time": forged(exp=10**30),
    **{
        f"without {claim}": jwt.encode({k: v for k, v in GENUINE.items() if k != claim}, KEY)
        for claim in REQUIRED
    },
}


@pytest.mark.parametrize("token", FORGERIES.values(), ids=FORGERIES.keys())
def test_an_access_token_that_is_not_ours_is_unauthenticated(token: str) -> None:
    with pytest.raises(Problem) as caught:
        read_access(token, KEY, NOW)
    assert caught.value.code == "unauthenticated"
    assert caught.value.headers == {"WWW-Authenticate": "Bearer"}


def test_an_access_token_lives_up_to_the_moment_of_its_end() -> None:
    token = issue_access(STAFF, DEVICE, KEY, NOW, LIFE)
    claims = read_access(token, KEY, NOW + LIFE - timedelta(milliseconds=1))
    assert (claims.staff_id, claims.device_id) == (STAFF, DEVICE)
    assert (claims.issued_at, claims.expires_at) == (NOW, NOW + LIFE)
    with pytest.raises(Problem) as caught:
        read_access(token, KEY, NOW + LIFE)
    assert caught.value.code == "token_expired"


def test_a_token_that_was_found_genuine_is_so_with_its_own_key_alone() -> None:
    token = issue_access(STAFF, DEVICE, KEY, NOW, LIFE)
    assert read_access(token, KEY, NOW) == read_access(token, KEY, NOW)
    with pytest.raises(Problem) as caught:
        read_access(token, bytes(32), NOW)
    assert caught.value.code == "unauthenticated"


async def opened(database: Database, device_id: UUID) -> RefreshToken:
    """The first refresh token of a new person's new device."""
    person = await add_person(database, str(device_id))
    async with database.transaction() as tx:
        device = Device(
            id=device_id, staff_id=person.id, name="A", platform="ios", registered_at=NOW, last_seen_at=NOW
        )
        await register(tx, device)
        return await open_family(tx, device_id, KEY, NOW, DAYS)


async def turned(
    database: Database, token: RefreshToken, key: bytes = KEY, now: datetime = NOW
) -> RefreshToken | None:
    async with database.transaction() as tx:
        return await turn_over(tx, token, key, now)


async def test_a_hundred_lost_answers_log_nobody_out(database: Database) -> None:
    token = await opened(database, DEVICE)
    answers = {await turned(database, token) for _ in range(100)}
    assert len(answers) == 1
    successor = answers.pop()
    assert successor
    assert await turned(database, successor)


async def test_one_request_doubled_has_one_answer(database: Database) -> None:
    token = await opened(database, DEVICE)
    answers = set(await asyncio.gather(*(turned(database, token) for _ in range(8))))
    assert len(answers) == 1
    assert None not in answers


async def test_a_stolen_old_token_ends_the_family_for_both(database: Database) -> None:
    stolen = await opened(database, DEVICE)
    newer = await turned(database, stolen)
    assert newer
    newest = await turned(database, newer)
    assert newest
    assert await turned(database, stolen) is None
    assert await turned(database, newest) is None


async def test_a_guess_at_a_token_ends_nothing(database: Database) -> None:
    token = await opened(database, DEVICE)
    other = await opened(database, uuid4())
    for guess in (
        RefreshToken(token.device_id, token.turn, other.mac),
        RefreshToken(token.device_id, 0, bytes(32)),
        RefreshToken(other.device_id, token.turn, token.mac),
        RefreshToken(uuid4(), token.turn, token.mac),
    ):
        assert await turned(database, guess) is None
    assert await turned(database, token, key=bytes(32)) is None
    assert await turned(database, token)
    assert await turned(database, other)


async def test_a_family_has_an_absolute_end(database: Database) -> None:
    token = await opened(database, DEVICE)
    almost = NOW + DAYS - timedelta(seconds=1)
    newer = await turned(database, token, now=almost)
    assert newer
    assert await turned(database, newer, now=NOW + DAYS) is None


async def test_a_database_restored_from_last_week_logs_nobody_out(database: Database) -> None:
    token = await opened(database, DEVICE)
    newest: RefreshToken | None = token
    for _ in range(5):
        assert newest
        newest = await turned(database, newest)
    async with database.transaction() as tx:
        await tx.sql.execute("UPDATE refresh_family SET used = 0")
    assert newest
    assert await turned(database, newest)
    assert await turned(database, token) is None


async def test_the_database_alone_makes_no_token(database: Database) -> None:
    token = await opened(database, DEVICE)
    async with database.transaction() as tx:
        row = dict(await tx.sql.fetchrow("SELECT * FROM refresh_family"))
    assert token.mac not in row.values()
    assert RefreshToken.read(str(token)) == token


@pytest.mark.parametrize("text", ["", "callout_refresh_", "callout_refresh_!", "x" * 80, "callout_refresh_é"])
def test_what_is_no_refresh_token_is_refused(text: str) -> None:
    with pytest.raises(Problem) as caught:
        RefreshToken.read(text)
    assert caught.value.code == "refresh_refused"


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys" / "token.key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(key_file, [path] * 8))
    assert keys == {path.read_bytes()}
    assert len(path.read_bytes()) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["token.key"]


@pytest.mark.parametrize("written", [KEY.hex(), base64.b64encode(KEY).decode(), f" {KEY.hex()}\n"])
def test_the_key_of_the_environment_is_hex_or_base64(written: str) -> None:
    assert token_key(Settings(token_key=SecretStr(written))) == KEY


@pytest.mark.parametrize("written", ["", "secret", KEY[:31].hex(), "é" * 40])
def test_a_short_or_unreadable_key_is_refused_without_being_shown(written: str) -> None:
    with pytest.raises(
        ValueError, match=r"^CALLOUT_TOKEN_KEY must be 32 bytes or more, written as hex or base64$"
    ):
        token_key(Settings(token_key=SecretStr(written)))
