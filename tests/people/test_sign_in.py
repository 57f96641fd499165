"""Signing in, staying signed in, and being shut out, over HTTP."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import event

from backend import clock
from backend.database import Database
from backend.people import passwords
from backend.people.actor import Actor
from backend.people.device import actor_of, admitted
from backend.people.roles import Role
from backend.people.tokens import Claims, issue_access, read_access
from tests.people.makers import KEY, PASSWORD, WRONG, add_person, client_of, code_of, sign_in, signed_in


async def refreshed(client: AsyncClient, token: str) -> tuple[int, dict[str, Any]]:
    answer = await client.post("/token/refresh", json={"refresh_token": token})
    return answer.status_code, answer.json()


async def test_a_person_signs_in_and_stays_so(database: Database) -> None:
    person = await add_person(database, "wei", Role.TECHNICIAN, Role.STOREKEEPER)
    device = uuid4()
    async with client_of(database) as client:
        said = await signed_in(client, " WEI ", device)
        me = {
            "id": str(person.id),
            "name": "Wei",
            "roles": ["storekeeper", "technician"],
            "device_id": str(device),
        }
        assert said["me"] == me
        assert (said["token_type"], said["expires_in"]) == ("Bearer", 600)
        assert (await client.get("/me")).json() == me
        status, newer = await refreshed(client, said["refresh_token"])
        assert status == 200
        assert newer.keys() == {"access_token", "token_type", "expires_in", "refresh_token"}
        client.headers["Authorization"] = f"Bearer {newer['access_token']}"
        assert (await client.get("/me")).json() == me


async def test_an_expired_access_token_says_so(database: Database) -> None:
    person = await add_person(database, "wei")
    token = issue_access(person.id, uuid4(), KEY, clock.now() - timedelta(hours=1), timedelta(minutes=10))
    async with client_of(database) as client:
        answer = await client.get("/me", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, code_of(answer)) == (401, "token_expired")


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic d2VpOnB3", "Bearer é"])
async def test_without_a_token_nothing_is_answered(database: Database, header: str | None) -> None:
    async with client_of(database) as client:
        answer = await client.get("/me", headers=[(b"Authorization", header.encode())] if header else [])
    assert (answer.status_code, code_of(answer)) == (401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


class Counting(ThreadPoolExecutor):
    """The hashing threads, remembering what they were asked to do."""

    def __init__(self) -> None:
        super().__init__(1)
        self.asked: list[str] = []

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.asked.append(work.__name__)
        return super().submit(work, *args, **kwargs)


@pytest.fixture
def hashing(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """Watch the hashing of passwords."""
    counting = Counting()
    monkeypatch.setattr(passwords, "_hashing", counting)
    return counting


async def left(database: Database, login: str) -> None:
    async with database.transaction() as tx:
        await tx.sql.execute("UPDATE staff SET active = false WHERE login = $1", login)


async def test_nobody_learns_which_logins_exist(database: Database, hashing: Counting) -> None:
    await add_person(database, "wei")
    await add_person(database, "gone")
    await left(database, "gone")
    async with client_of(database) as client:
        answers = [
            await sign_in(client, "wei", password=WRONG),
            await sign_in(client, "nobody", password=WRONG),
            await sign_in(client, "gone"),
        ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(401, answers[0].text)}
    assert code_of(answers[0]) == "wrong_credentials"
    assert hashing.asked == ["verify"] * 3


async def test_failed_attempts_are_counted_and_the_limit_comes_before_any_hashing(
    database: Database, hashing: Counting
) -> None:
    await add_person(database, "wei")
    async with client_of(database) as client:
        for _ in range(10):
            assert (await sign_in(client, "wei", password=WRONG)).status_code == 401
        answer = await sign_in(client, "wei")
    assert (answer.status_code, code_of(answer)) == (429, "too_many_attempts")
    assert 0 < int(answer.headers["Retry-After"]) <= 300
    assert hashing.asked == ["verify"] * 10


async def test_guessing_from_many_addresses_is_stopped_and_locks_no_known_device_out(
    database: Database,
) -> None:
    await add_person(database, "wei")
    device = uuid4()
    async with client_of(database) as client:
        await signed_in(client, "wei", device)
    for n in range(10):
        async with client_of(database, f"198.51.100.{n}") as thief:
            await sign_in(thief, "wei", password=WRONG)
    async with client_of(database, "198.51.100.99") as thief:
        assert code_of(await sign_in(thief, "wei")) == "too_many_attempts"
    async with client_of(database) as client:
        assert (await sign_in(client, "wei", device)).status_code == 200


async def test_hashing_holds_no_connection(database: Database) -> None:
    await add_person(database, "wei")
    async with client_of(database) as client:
        answers = await asyncio.gather(*(sign_in(client, "wei") for _ in range(10)))
    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize(
    "changed",
    [
        {"login": "w\x00ei"},
        {"login": ""},
        {"password": "x" * 129},
        {"device": {"id": "7", "name": "A", "platform": "android"}},
        {"role": "admin"},
    ],
)
async def test_what_cannot_be_a_sign_in_is_not_tried(database: Database, changed: dict[str, Any]) -> None:
    said = {"login": "wei", "password": PASSWORD}
    device = {"id": str(uuid4()), "name": "A", "platform": "android"}
    async with client_of(database) as client:
        answer = await client.post("/sign-in", json=said | {"device": device} | changed)
    assert answer.status_code == 422


async def test_a_device_belongs_to_who_signed_in_last(database: Database) -> None:
    await add_person(database, "wei")
    await add_person(database, "ann")
    device = uuid4()
    async with client_of(database) as client:
        weis = await signed_in(client, "wei", device)
        anns = await signed_in(client, "ann", device)
        assert (await client.get("/me")).json()["name"] == "Ann"
        answer = await client.get("/me", headers={"Authorization": f"Bearer {weis['access_token']}"})
        assert (answer.status_code, code_of(answer)) == (401, "unauthenticated")
        assert (await refreshed(client, weis["refresh_token"]))[0] == 401
        assert (await refreshed(client, anns["refresh_token"]))[0] == 200


async def revoked(database: Database, device: UUID) -> None:
    await add_person(database, "root", Role.ADMIN)
    async with client_of(database) as admin:
        await signed_in(admin, "root")
        first = await admin.post(f"/devices/{device}/revoke")
        again = await admin.post(f"/devices/{device}/revoke")
        assert first.json()["revoked_at"] == again.json()["revoked_at"] is not None
        assert code_of(await admin.post(f"/devices/{uuid4()}/revoke")) == "not_found"


async def test_a_revoked_device_reads_nothing_but_can_still_push(database: Database) -> None:
    await add_person(database, "wei")
    device = uuid4()
    async with client_of(database) as client:
        said = await signed_in(client, "wei", device)
        await revoked(database, device)
        answer = await client.get("/me")
        assert (answer.status_code, code_of(answer)) == (403, "device_revoked")
        assert code_of(await sign_in(client, "wei", device)) == "device_revoked"
        status, newer = await refreshed(client, said["refresh_token"])
    assert status == 200
    claims = read_access(newer["access_token"], KEY, clock.now())
    async with database.transaction() as tx:
        assert (await actor_of(tx, claims)).revoked


async def test_who_asks_is_found_in_one_statement(database: Database) -> None:
    person, device = await add_person(database, "wei"), uuid4()
    async with client_of(database) as client:
        await signed_in(client, "wei", device)
    now = clock.now()
    sent: list[str] = []
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *said: sent.append(said[2]))
    async with database.transaction() as tx:
        actor = await admitted(tx, "sync", Claims(person.id, device, now, now))
    assert actor == Actor(person.id, "Wei", frozenset({Role.TECHNICIAN}), device, revoked=False)
    assert len(sent) == 1


async def test_who_has_left_is_out_at_once(database: Database) -> None:
    await add_person(database, "wei")
    async with client_of(database) as client:
        said = await signed_in(client, "wei")
        await left(database, "wei")
        assert code_of(await client.get("/me")) == "unauthenticated"
        status, problem = await refreshed(client, said["refresh_token"])
    assert (status, problem["code"]) == (401, "refresh_refused")


async def test_a_stolen_token_stays_dead_although_its_answer_was_a_refusal(database: Database) -> None:
    await add_person(database, "wei")
    async with client_of(database) as client:
        first = (await signed_in(client, "wei"))["refresh_token"]
        second = (await refreshed(client, first))[1]["refresh_token"]
        third = (await refreshed(client, second))[1]["refresh_token"]
        assert (await refreshed(client, first))[0] == 401
        assert (await refreshed(client, third))[0] == 401


async def test_signing_out_ends_the_refresh_token_of_this_device_only(database: Database) -> None:
    await add_person(database, "wei")
    async with client_of(database) as client:
        other = await signed_in(client, "wei")
        said = await signed_in(client, "wei")
        assert (await client.post("/sign-out")).status_code == 204
        assert (await refreshed(client, said["refresh_token"]))[0] == 401
        assert (await refreshed(client, other["refresh_token"]))[0] == 200
