"""The counters of the feed: everybody wants them, so all are taken at once, in one order."""

from uuid import UUID

from backend.database import Database
from backend.journal import feed
from tests.journal.conftest import all_of
from tests.makers import new_id

# PostgreSQL puts a table's rows where it wrote them, one after the other.
AS_WRITTEN = "SELECT technician_id, seq FROM feed_head ORDER BY ctid"


async def test_counters_are_taken_in_the_order_of_their_ids(office: Database) -> None:
    """Else two writers who tell the same people would each hold what the other waits for."""
    people = [new_id() for _ in range(30)]
    assert people != sorted(people)
    for order_id, factor in ((new_id(), 1), (new_id(), 2)):
        rows: list[tuple[UUID, str, UUID, str | None]] = [(one, "order", order_id, None) for one in people]
        async with office.transaction() as tx:
            await feed.tell(tx.sql, rows)
        written = [(row["technician_id"], row["seq"]) for row in await all_of(office, AS_WRITTEN)]
        assert written == [(one, factor) for one in sorted(people)]
