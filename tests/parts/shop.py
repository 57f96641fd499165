"""A store over HTTP: its parts, and what a storekeeper says in it."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from httpx import AsyncClient, Response

from backend.database import Database

NAMES = UUID("0d9b7c40-5a2e-4a57-9a58-2c8a7c1d6e11")
SUPPLIER, OTHER, STATION, VALVE, PUMP = (
    str(uuid5(NAMES, name)) for name in ("supplier", "other", "station", "valve", "pump")
)
ROWS: dict[str, list[dict[str, Any]]] = {
    "/suppliers": [
        {"id": SUPPLIER, "name": "Valve works", "claim_days": 30},
        {"id": OTHER, "name": "Pump works", "claim_days": 60},
    ],
    "/stations": [{"id": STATION, "name": "Xiangyang"}],
    "/parts": [
        {"id": VALVE, "number": "VALVE", "name": "Tipping valve"},
        {"id": PUMP, "number": "PUMP", "name": "Pump", "with_serial": True},
    ],
}


async def furnish(client: AsyncClient) -> None:
    """Two suppliers, a station, a valve without serials and a pump with."""
    for path, rows in ROWS.items():
        for row in rows:
            answer = await client.post(path, json=row)
            assert answer.status_code in (200, 201), answer.text


def line(number: str = "VALVE", quantity: int = 1, **more: Any) -> dict[str, Any]:
    """A line of an entry."""
    serials = more.get("serials")
    return {"number": number, "quantity": len(serials) if serials else quantity} | more


def entry(kind: str, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What is sent."""
    return {"id": str(uuid4()), "kind": kind} | ({"lines": list(lines)} if lines else {}) | more


async def say(client: AsyncClient, said: dict[str, Any]) -> Response:
    """Send an entry to where its kind belongs."""
    if said["kind"] == "receipt":
        said = said | {"lines": [{"quality": "good"} | one for one in said["lines"]]}
    return await client.post("/receipts" if said["kind"] == "receipt" else "/movements", json=said)


async def outcome(client: AsyncClient, said: dict[str, Any]) -> str:
    """`booked`, or the code of what stands against it."""
    answer = await say(client, said)
    return "booked" if answer.status_code == 201 else str(answer.json()["code"])


async def stock(client: AsyncClient, number: str | None = None) -> dict[str, int]:
    """What lies where: `VALVE new store` → 3; with serials `PUMP P1 new store`."""
    params = {"limit": 100} | ({"number": number} if number else {})
    found = dict[str, int]()
    for one in (await client.get("/stock", params=params)).json()["items"]:
        names = [one["number"], one["serial"], one["condition"], one["account"]["kind"]]
        key = " ".join(name for name in names if name)
        found[key] = found.get(key, 0) + one["quantity"]
    return found


async def sums_agree(database: Database) -> bool:
    """Whether each balance is the sum of its movements."""
    async with database.transaction() as tx:
        rows = await tx.sql.fetch(
            """
            WITH moved AS (
                SELECT number, serial, source AS account, source_holder AS holder, condition, -quantity AS q
                FROM movement
                UNION ALL
                SELECT number, serial, target, target_holder, becomes, quantity FROM movement
            ), sums AS (
                SELECT number, serial, account, holder, condition, SUM(q) AS quantity FROM moved
                GROUP BY number, serial, account, holder, condition
            )
            SELECT * FROM sums FULL JOIN balance b USING (number, serial, account, holder, condition)
            WHERE sums.quantity IS DISTINCT FROM b.quantity
            """
        )
    return not rows
