"""Whom to send: the nearest, and among those equally near who has least to do."""

from uuid import UUID

import orjson
import pytest

from backend import clock
from backend.dispatch.candidates import Candidate, rank
from tests.dispatch.conftest import LAT, LON, Office


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([("a", 30, 0), ("b", 12, 5)], "ba"),
        ([("a", 19.9, 0), ("b", 12, 1)], "ab"),
        ([("a", 20, 0), ("b", 19.9, 9)], "ba"),
        ([("a", 14, 1), ("b", 12, 1)], "ba"),
        ([("a", None, 0), ("b", 900, 9)], "ba"),
        ([("a", None, 2), ("b", None, 1)], "ba"),
        ([("b", 5, 1), ("a", 5, 1)], "ab"),
        ([], ""),
    ],
    ids=[
        "nearer",
        "same step, less work",
        "next step",
        "same work",
        "unknown",
        "unknown, less work",
        "name",
        "none",
    ],
)
def test_rank(found: list[tuple[str, float | None, int]], expected: str) -> None:
    people = [
        Candidate(id=UUID(int=ord(name)), name=name, km=km, place_at=None, open_orders=work)
        for name, km, work in found
    ]
    assert "".join(one.name for one in rank(people)) == expected


async def test_technicians_are_measured_from_where_they_were_last_known(office: Office) -> None:
    def at(lat: float, datum: str = "wgs84") -> str:
        return orjson.dumps({"lat": lat, "lon": LON, "datum": datum}).decode()

    async def candidates() -> list[tuple[str, float | None, int]]:
        answer = await office.get("dispatcher", f"/orders/{order['id']}/candidates")
        return [(one["name"], one["km"] and round(one["km"]), one["open_orders"]) for one in answer.json()]

    async def change(statement: str, *values: object) -> None:
        async with office.database.transaction() as tx:
            await tx.sql.execute(statement, *values)

    place = "UPDATE device SET last_place = $2, last_place_at = $3 WHERE staff_id = $1"
    order = await office.assigned(await office.issued(), "wang")
    done = await office.assigned(await office.issued(), "li")
    await office.say("dispatcher", done, "order.cancelled", {"reason": "sold"})
    assert await candidates() == [("li", None, 0), ("wang", None, 1)]
    await change(place, office.id("wang"), at(LAT), clock.now())
    await change(place, office.id("li"), at(LAT, "gcj02"), clock.now())
    assert await candidates() == [("wang", 11, 1), ("li", None, 0)]
    await change(place, office.id("li"), at(LAT + 0.2), clock.now())
    assert await candidates() == [("wang", 11, 1), ("li", 11, 0)][::-1]
    await change("UPDATE device SET revoked_at = now() WHERE staff_id = $1", office.id("wang"))
    assert await candidates() == [("li", 11, 0), ("wang", None, 1)]
    await change("UPDATE staff SET active = false WHERE id = $1", office.id("li"))
    assert await candidates() == [("wang", None, 1)]
