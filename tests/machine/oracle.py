"""What must hold when all is quiet (findings/sync.md, I1-I10), read off the tables by plain SQL.

It asks no code of the server's how things ought to be, but for the audit, which folds every chain anew.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any
from uuid import UUID

from tests.machine import waits
from tests.machine.ledger import Answered, Ledger, Made
from tests.machine.phones import Handset
from tests.machine.poison import SERVERS, SORTS

FACTS = """
SELECT f.*, j.body AS journalled, j.settled::jsonb #>> '{author,id}' AS credited
FROM fact f LEFT JOIN journal j ON j.fact_id = f.id
"""
ORDERS = "SELECT id, document, desk, team, state FROM dispatch_order"
FEED = "SELECT technician_id, id, seq FROM feed WHERE kind = 'order' AND removed IS NULL"
TWICE = """
SELECT 'entries of one fact', fact_id::text, count(*) FROM journal GROUP BY fact_id HAVING count(*) > 1
UNION ALL
SELECT 'rows of one feed number', technician_id || ' ' || seq, count(*) FROM feed
GROUP BY technician_id, seq HAVING count(*) > 1
UNION ALL
SELECT 'a number beyond the counter', technician_id || ' ' || feed.seq, 1
FROM feed JOIN feed_head USING (technician_id) WHERE feed.seq > feed_head.seq
"""
AS_IT_CAME = "SELECT FROM raw_request WHERE position($1::bytea IN body) > 0"
MOVES = {
    "applied": {"applied"},
    "rejected": {"rejected"},
    "closed": {"closed"},
    "parked": {"parked", "applied", "rejected", "closed"},
}
"""What an answer may be followed by: parked moves once."""


@dataclass
class Oracle:
    """The tables as they stand, the ledger, and the phones. `wrong` collects what does not hold."""

    ledger: Ledger
    handsets: list[Handset]
    wrong: list[str] = field(default_factory=list)

    def check(self) -> None:
        """Everything; nobody may be sending while it looks."""
        world = self.ledger.world
        self.facts = {row["id"]: row for row in world.fetch(FACTS)}
        self.orders = {row["id"]: row for row in world.fetch(ORDERS)}
        self.wrong += [" ".join(map(str, row)) for row in world.fetch(TWICE)]
        self.wrong += world.findings()
        for made in self.ledger.all():
            self.stored(made)
            self.outcome(made)
        for key, answers in self.ledger.answers.items():
            self.wrong += [f"I2: {key[0]} was answered {told}" for told in contradictions(answers)]
        for handset in self.handsets:
            for user in handset.users():
                self.documents(handset, user)
            self.outbox(handset)
        self.feed()
        assert not self.wrong, "\n".join(self.wrong)

    # The server's side

    def stored(self, made: Made) -> None:
        """I1: it is there, once (its id is the key), and says what was recorded."""
        row = self.facts.get(made.id)
        if made.id.version == SERVERS:
            if row is not None or not (self.forgotten(made) or self.ledger.world.fetch(AS_IT_CAME, made.raw)):
                self.wrong.append(f"I1: {made.id} ({made.sort}) has the server's own id, or is nowhere")
            return
        if row is None:
            if not made.stuck and not self.forgotten(made):
                self.wrong.append(f"I1: {made.kind} {made.id} ({made.sort}) is nowhere")
            return
        if made.sort == "good" and not self.ledger.contested(made.id):
            kept = json.loads(row["journalled"] or row["body"] or "null")
            if kept != json.loads(made.raw)["body"]:
                self.wrong.append(f"I1: {made.kind} {made.id} says {kept}")
        if (row["outcome"] == "applied") != (row["journalled"] is not None):
            self.wrong.append(f"{made.kind} {made.id} is {row['outcome']}, and its entry disagrees")

    def forgotten(self, made: Made) -> bool:
        """Its phone was wiped before it was sent, or the server went back to before it came."""
        if made.lost_at is None:
            return False
        given = self.ledger.answers.get(made.key, [])
        first = min((one.answered for one in given), default=None)
        if first is None:
            return made.unsent_then
        return any(restored > first > dumped for restored, dumped in self.ledger.world.restores)

    def outcome(self, made: Made) -> None:
        """I4: refused only for what it says itself. I9: credited to who recorded it."""
        row = self.facts.get(made.id)
        if row is None or self.ledger.contested(made.id):
            return
        came_to = row["outcome"] if row["code"] is None else f"{row['outcome']} {row['code']}"
        if row["author_id"] != made.actor or row["credited"] not in (None, str(made.recorded_by)):
            self.wrong.append(f"I9: {made.kind} {made.id} of {made.actor} is credited to {row['credited']}")
        if made.id in self.ledger.decided:
            return
        if "good" in SORTS_MAY[made.sort]:
            if why := waits.unjustified(row, self.orders.get(row["order_id"])):
                self.wrong.append(f"I4: {made.kind} {made.id} ({made.sort}) is {came_to}: {why}")
        elif came_to not in SORTS_MAY[made.sort]:
            self.wrong.append(f"I4: a fact spoiled by {made.sort} is {came_to}")

    def came_to(self, fact_id: UUID) -> str | None:
        """What became of a fact."""
        if fact_id.version == SERVERS:
            return "rejected"
        row = self.facts.get(fact_id)
        return row["outcome"] if row else None

    def feed(self) -> None:
        """Each technician's feed holds his orders: those, and no others."""
        told = Counter((row["technician_id"], row["id"]) for row in self.ledger.world.fetch(FEED))
        his = Counter((member, order["id"]) for order in self.orders.values() for member in order["team"])
        if told != his:
            self.wrong.append(f"I3: the feeds tell of {told - his} and are silent of {his - told}")

    # The phones' side

    def documents(self, handset: Handset, user: UUID) -> None:
        """I3: his orders on this phone are the server's, member by member, and no others."""
        query = "SELECT order_id, body, aside FROM document WHERE actor = ?"
        rows = handset.db.execute(query, (str(user),)).fetchall()
        held = {UUID(row["order_id"]): json.loads(row["body"]) for row in rows}
        his = {key: json.loads(row["document"]) for key, row in self.orders.items() if user in row["team"]}
        for key in held.keys() | his.keys():
            if held.get(key) != his.get(key):
                self.wrong.append(f"I3: order {key}: {different(held.get(key), his.get(key))}")
        if any(row["aside"] for row in rows):
            self.wrong.append("I3: documents are still set aside")

    def outbox(self, handset: Handset) -> None:
        """I2, I5, I8: all that was recorded here is still held, and knows what became of it."""
        held = {UUID(row["id"]): row for row in handset.db.execute("SELECT * FROM fact")}
        for made in self.ledger.all():
            if made.home is not handset or made.lost_at is not None:
                continue
            row = held.get(made.id)
            if row is None:
                self.wrong.append(f"I8: {made.kind} {made.id} is gone from its phone")
            elif row["state"] in ("unsent", "stuck"):
                # Each sign-in gives stuck facts another chance, of which somebody else's wait for him.
                waits_for_him = made.stuck and made.actor != handset.phone.actor
                if row["state"] not in SORTS_MAY[made.sort] and not waits_for_him:
                    self.wrong.append(f"I5: {made.kind} {made.id} ({made.sort}) is {row['state']}")
            elif not self.ledger.contested(made.id) and row["outcome"] != self.came_to(made.id):
                self.wrong.append(f"I2: {made.kind} {made.id} is {row['outcome']} on its phone alone")
        photos = handset.db.execute("SELECT id, state FROM photo WHERE state <> 'stored'")
        self.wrong += [f"photo {row['id']} is {row['state']}" for row in photos]


SORTS_MAY = {"good": frozenset({"good"})} | {name: sort.may for name, sort in SORTS.items()}


def contradictions(answers: list[Answered]) -> Iterator[str]:
    """Pairs of answers that cannot both be true; of two that overlapped in time neither was first."""
    for one, two in combinations(answers, 2):
        if one.era != two.era:
            continue
        first, second = (one, two) if one.answered < two.answered else (two, one)
        overlap = second.asked < first.answered
        fine = second.outcome in MOVES[first.outcome] or (overlap and first.outcome in MOVES[second.outcome])
        if not fine or (second.outcome == first.outcome == "rejected" and first.code != second.code):
            yield f"{first.outcome} {first.code}, then {second.outcome} {second.code}"


def different(held: Any, there: Any) -> str:
    """In what a phone's document and the server's differ."""
    if held is None or there is None:
        return "the phone lacks it" if held is None else "it is not his"
    wrong = [name for name in held.keys() | there.keys() if held.get(name) != there.get(name)]
    return f"versions {held['version']} and {there['version']} differ in {', '.join(sorted(wrong))}"
