"""Routes for people, and what every other route needs: its transaction, who asks, and declared problems."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.openapi.models import HTTPBearer as HTTPBearerModel
from fastapi.security.base import SecurityBase
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend import clock, spreadsheet
from backend.database import Database, Transaction
from backend.people import sign_in as door
from backend.people.actor import Actor
from backend.people.device import admitted, devices_of, revoke
from backend.people.passwords import LENGTH_LIMIT, hashed
from backend.people.roles import Role
from backend.people.staff import PAGE_LIMIT, Staff, add_staff, change_staff, list_staff
from backend.people.tokens import UNAUTHENTICATED, Claims, end_families, read_access
from backend.problems import CATALOGUE, TYPE_BASE, Problem

__all__ = [
    "ASKING",
    "CSV",
    "CSV_LIMIT_ROWS",
    "Asker",
    "Caller",
    "Format",
    "Input",
    "Line",
    "Listed",
    "Listing",
    "Output",
    "Page",
    "Paging",
    "PhoneNumber",
    "Tx",
    "admitted",
    "as_csv",
    "claims_of",
    "csv_file",
    "made_before",
    "operation_of",
    "problems_of",
    "router",
]

# What every route uses


async def transaction(request: Request) -> AsyncIterator[Transaction]:
    """The request's one transaction, committed before the answer leaves."""
    database: Database = request.app.state.database
    async with database.transaction() as tx:
        yield tx


Tx = Annotated[Transaction, Depends(transaction, scope="function")]


def claims_of(request: Request) -> Claims:
    """What the request's Bearer token says, without asking the database.

    For routes that must not hold a connection: they call `admitted` in a short transaction of their own.
    Raises `unauthenticated`, `token_expired`.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Problem("unauthenticated", "An access token is needed.", headers=UNAUTHENTICATED)
    return read_access(token.strip(), request.app.state.token_key, clock.now())


class AccessToken(SecurityBase):
    """`claims_of` as a dependency that OpenAPI shows as a lock."""

    def __init__(self) -> None:
        self.model = HTTPBearerModel(bearerFormat="JWT")
        self.scheme_name = "access_token"

    async def __call__(self, request: Request) -> Claims:
        return claims_of(request)


Caller = Annotated[Claims, Depends(AccessToken())]


def operation_of(request: Request) -> str:
    """The operation id of the route that was matched, as `access.ACCESS` names it."""
    operation_id: str = request.scope["route"].operation_id
    return operation_id


async def asker(request: Request, tx: Tx, claims: Caller) -> Actor:
    """Who asks, let in by ACCESS. Raises `unauthenticated`, `token_expired`, `device_revoked`, `role`."""
    return await admitted(tx, operation_of(request), claims)


Asker = Annotated[Actor, Depends(asker)]

ASKING = ("unauthenticated", "token_expired", "device_revoked", "role")
"""The problems of every route that has an `Asker`."""


def problems_of(*codes: str) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route: each problem it can answer, by status, beside `invalid_input`."""
    responses: dict[int | str, dict[str, Any]] = {}
    for code in dict.fromkeys((*codes, "invalid_input")):
        kind = CATALOGUE[code]
        known = responses.get(kind.status)
        examples = known["content"]["application/problem+json"]["examples"] if known else {}
        examples[code] = {"value": Problem(code).document()}
        responses[kind.status] = {
            "description": " · ".join(CATALOGUE[each].title for each in examples),
            "content": {"application/problem+json": {"schema": PROBLEM_SCHEMA, "examples": examples}},
        }
    return responses


def made_before(model: type[BaseModel], *codes: str) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route that makes something once under the caller's id, or has these problems."""
    before: dict[int | str, dict[str, Any]] = {
        200: {"model": model, "description": "Made before, with the same content"}
    }
    return before | problems_of(*ASKING, "id_reused", *codes)


PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": f"{TYPE_BASE} and the code"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "stable; what an app decides by"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
    },
}


class Input(BaseModel):
    """Something a caller says; a member that is not known is a mistake of his."""

    model_config = ConfigDict(extra="forbid")


class Output(BaseModel):
    """Something we answer, read off a row."""

    model_config = ConfigDict(from_attributes=True)


PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=PRINTABLE)
]
"""One line of text, at most 120 characters; what PostgreSQL cannot hold is no line."""
PhoneNumber = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()\-]{4,28}[0-9]$")]


class Listed(Output):
    """Something that comes in pages."""

    id: UUID


Item = TypeVar("Item", bound=Listed)


class Page(BaseModel, Generic[Item]):
    """Part of a list; `next` is what to give as `after` for the part that follows, null at the end."""

    items: list[Item]
    next: UUID | None


@dataclass(frozen=True, slots=True)
class Pages:
    """Which part of a list is asked for."""

    after: Annotated[UUID | None, Query(description="id of the last one read before")] = None
    limit: Annotated[int, Query(ge=1, le=PAGE_LIMIT)] = 50

    @property
    def one_more(self) -> int:
        """How many to look for, so as to know whether a part follows."""
        return self.limit + 1

    def page(self, found: list[Item]) -> Page[Item]:
        """The page, of `one_more` items looked for."""
        items = found[: self.limit]
        return Page(items=items, next=items[-1].id if len(found) > self.limit else None)


Paging = Annotated[Pages, Depends()]

CSV_LIMIT_ROWS = 50_000
Format = Annotated[
    Literal["json", "csv"],
    Query(description="`csv`: all of it at once, for a spreadsheet; `after` and `limit` do not count"),
]
CSV: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "Part of the list"}
}
"""The `responses=` of a list that is there as CSV too."""


@dataclass(frozen=True, slots=True)
class Rows(Pages):
    """Which part of a list is asked for, or all of it as CSV."""

    format: Format = "json"

    @property
    def begin(self) -> UUID | None:
        """The id to begin after."""
        return None if self.format == "csv" else self.after

    @property
    def most(self) -> int:
        """How many to look for: one more than are given, so as to know whether there are more."""
        return CSV_LIMIT_ROWS + 1 if self.format == "csv" else self.one_more

    async def answer(self, name: str, model: type[Item], found: list[Item]) -> Page[Item] | Response:
        """The page, or the file of that name, of `most` items looked for."""
        return await as_csv(name, model, found) if self.format == "csv" else self.page(found)


Listing = Annotated[Rows, Depends()]


async def as_csv(name: str, model: type[BaseModel], found: Sequence[BaseModel]) -> Response:
    """A file with a row for each of these, and a column for each member of theirs.

    Raises `too_large` for more than CSV_LIMIT_ROWS.
    """
    columns = [*model.model_fields]
    return await csv_file(name, columns, ([getattr(one, column) for column in columns] for one in found))


async def csv_file(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A file with these rows, which are made beside the event loop: it would stand still for a long list.

    Raises `too_large` for more than CSV_LIMIT_ROWS.
    """
    body = await asyncio.to_thread(written, columns, rows)
    return Response(
        body,
        media_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "no-store"},
    )


def written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The bytes of such a file. Raises `too_large`."""
    found = [*islice(rows, CSV_LIMIT_ROWS + 1)]
    if len(found) > CSV_LIMIT_ROWS:
        raise Problem("too_large", f"more than {CSV_LIMIT_ROWS} rows; ask for fewer")
    return spreadsheet.written(columns, found)


# What is said and answered here


class DeviceIn(Input):
    """The installation that somebody signs in from; the id is made once, when the app is installed."""

    id: UUID
    name: Line = Field(examples=["Wei's phone"])
    platform: Line = Field(examples=["android"])


class SignInIn(Input):
    """Who somebody is; a person who signs in takes the device over."""

    login: Line = Field(examples=["wei"])
    password: str = Field(min_length=1, max_length=LENGTH_LIMIT, examples=["a long pass phrase"])
    device: DeviceIn


class RefreshIn(Input):
    """The newest refresh token that the device holds."""

    refresh_token: str = Field(max_length=200, examples=["callout_refresh_AY8tOgAAcACAAAAAAADQAQAAAAGKYdn6"])


class TokensOut(Output):
    """`expires_in` counts seconds until the access token ends; keep the refresh token before using either."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105  # the name of a scheme, no secret
    expires_in: int = Field(examples=[600])
    refresh_token: str


class Me(Output):
    """Who I am, on which device."""

    id: UUID
    name: str = Field(examples=["Li Wei"])
    roles: list[Role]
    device_id: UUID


class SignedIn(TokensOut):
    """The tokens, and whose they are."""

    me: Me


class DeviceOut(Output):
    """A device of a person."""

    id: UUID
    name: str
    platform: str
    app_version: str | None
    registered_at: datetime
    last_seen_at: datetime
    revoked_at: datetime | None


class StaffOut(Listed):
    """A person, with the devices signed in on."""

    name: str = Field(examples=["Li Wei"])
    login: str = Field(examples=["wei"])
    roles: list[Role]
    active: bool
    phone: str | None
    base_id: UUID | None
    created_at: datetime
    devices: list[DeviceOut] = []


Password = Annotated[str, StringConstraints(min_length=10, max_length=LENGTH_LIMIT)]
RoleSet = Annotated[frozenset[Role], Field(min_length=1)]


class StaffIn(Input):
    """A new person, under an id made by the caller."""

    id: UUID
    name: Line = Field(examples=["Li Wei"])
    login: Line = Field(examples=["wei"])
    password: Password = Field(examples=["a long pass phrase"])
    roles: RoleSet = Field(examples=[["technician"]])
    phone: PhoneNumber | None = Field(None, examples=["+86 571 8888 0000"])
    base_id: UUID | None = None


class StaffChange(Input):
    """What is to change of a person; an absent member stays.

    A new password ends his refresh tokens: he is out everywhere within the life of an access token.
    """

    # The defaults are never read: only members that were sent are used.
    name: Line = Field(default_factory=str)
    password: Password = Field(default_factory=str)
    roles: RoleSet = Field(default_factory=frozenset)
    active: bool = Field(default_factory=bool, examples=[False])
    phone: PhoneNumber | None = None
    base_id: UUID | None = None


# Routes

router = APIRouter(prefix="/v1", tags=["people"])


@router.post(
    "/sign-in",
    operation_id="sign_in",
    responses=problems_of("wrong_credentials", "device_revoked", "too_many_attempts"),
)
async def sign_in(request: Request, said: SignInIn) -> SignedIn:
    """Sign in from a device."""
    state = request.app.state
    address = request.client.host if request.client else ""
    device = said.device
    attempt = door.Attempt(said.login, said.password, address, device.id, device.name, device.platform)
    made, person = await door.sign_in(state.database, state.settings, state.token_key, attempt, clock.now())
    me = Me(id=person.id, name=person.name, roles=sorted(map(Role, person.roles)), device_id=device.id)
    return SignedIn(**answered(made), me=me)


@router.post("/token/refresh", operation_id="refresh_tokens", responses=problems_of("refresh_refused"))
async def refresh_tokens(request: Request, said: RefreshIn) -> TokensOut:
    """Turn the refresh token over; asking again with the same one is safe until its successor was used."""
    state = request.app.state
    made = await door.refresh(
        state.database, state.settings, state.token_key, said.refresh_token, clock.now()
    )
    return TokensOut(**answered(made))


def answered(made: door.Tokens) -> dict[str, Any]:
    """Tokens under the names of the contract."""
    return {"access_token": made.access, "expires_in": made.expires_in_s, "refresh_token": made.refresh}


@router.get("/me", operation_id="who_am_i", responses=problems_of(*ASKING))
async def who_am_i(actor: Asker) -> Me:
    """Who I am, and what my roles are now."""
    return Me(id=actor.staff_id, name=actor.name, roles=sorted(actor.roles), device_id=actor.device_id)


@router.post("/sign-out", operation_id="sign_out", status_code=204, responses=problems_of(*ASKING))
async def sign_out(tx: Tx, actor: Asker) -> None:
    """End this device's refresh tokens; the access token ends by itself within minutes."""
    await end_families(tx, [actor.device_id])


@router.get("/staff", operation_id="list_staff", responses=problems_of(*ASKING))
async def list_people(tx: Tx, _: Asker, paging: Paging, role: Role | None = None) -> Page[StaffOut]:
    """People by name, with their devices."""
    people = await list_staff(tx, role=role, after=paging.after, limit=paging.one_more)
    return paging.page(await with_devices(tx, people))


@router.post(
    "/staff",
    operation_id="add_staff",
    status_code=201,
    responses=made_before(StaffOut) | problems_of("id_reused", "login_taken"),
)
async def add_person(tx: Tx, _: Asker, said: StaffIn, response: Response) -> StaffOut:
    """Add a person; sending it again answers the same. A password that differs then is not looked at."""
    row = Staff(
        **said.model_dump(exclude={"password"}),
        password_hash=await hashed(said.password),
        created_at=clock.now(),
    )
    person, new = await add_staff(tx, row)
    response.status_code = 201 if new else 200
    return (await with_devices(tx, [person]))[0]


@router.patch("/staff/{staff_id}", operation_id="change_staff", responses=problems_of(*ASKING, "not_found"))
async def change_person(tx: Tx, _: Asker, staff_id: UUID, said: StaffChange) -> StaffOut:
    """Change a person; who is made inactive is out at once, on every device."""
    changes = said.model_dump(exclude_unset=True)
    if "password" in changes:
        changes["password_hash"] = await hashed(changes.pop("password"))
    person = await change_staff(tx, staff_id, changes)
    answer = (await with_devices(tx, [person]))[0]
    if "password_hash" in changes:
        await end_families(tx, [device.id for device in answer.devices])
    return answer


@router.post(
    "/devices/{device_id}/revoke", operation_id="revoke_device", responses=problems_of(*ASKING, "not_found")
)
async def revoke_device(tx: Tx, _: Asker, device_id: UUID) -> DeviceOut:
    """Shut a device out for good: it may push the work that it holds, to be looked at, and read nothing."""
    return DeviceOut.model_validate(await revoke(tx, device_id, clock.now()))


async def with_devices(tx: Transaction, people: list[Staff]) -> list[StaffOut]:
    """People as they are answered."""
    answers = {person.id: StaffOut.model_validate(person) for person in people}
    for device in await devices_of(tx, answers):
        answers[device.staff_id].devices.append(DeviceOut.model_validate(device))
    return list(answers.values())
