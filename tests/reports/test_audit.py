"""Who holds the database, the store or both may change what they like: `callout audit` names it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import asyncpg
import pytest

from backend import clock, postgres
from backend.journal.audit import audit
from backend.photos.photo import checked
from backend.photos.store import original, paper
from backend.reports.anchor.heads import anchor_heads
from backend.reports.anchor.reading import JUST_NOW, anchored
from backend.reports.audit import printed, sealed
from tests.reports.anchor import forger
from tests.reports.shop import PICTURE, Shop
from tests.reports.tampering import in_journal, swapped


class Attacker:
    """A superuser of the database who can write into the folders too, but has no key."""

    def __init__(self, shop: Shop, root: asyncpg.Connection, data: Path) -> None:
        self.shop, self.root, self.data = shop, root, data

    async def run(self, *statements: str) -> None:
        """Statements, whatever triggers say."""
        for statement in statements:
            assert await self.root.execute(statement) not in ("UPDATE 0", "DELETE 0"), statement

    async def seq(self, kind: str) -> int:
        """The entry of this kind."""
        seq: int = await self.root.fetchval("SELECT seq FROM journal WHERE kind = $1", kind)
        return seq

    def overwrite(self, key: str, content: bytes) -> None:
        """An object of the store."""
        path = self.data / "photos" / key
        path.chmod(0o600)
        path.write_bytes(content)


@pytest.fixture
async def attacker(
    shop: Shop, cluster: postgres.Cluster, database_name: str, tmp_path: Path
) -> AsyncIterator[Attacker]:
    """Of an order that was signed, sealed, printed and anchored, and of which all is well."""
    await shop.photo(PICTURE)
    await shop.file(photos=[sha256(PICTURE).hexdigest()])
    await shop.sign()
    await shop.work()
    await anchored_at(shop, clock.now() - 2 * JUST_NOW)
    root = await asyncpg.connect(cluster.url(postgres.SUPERUSER, database_name))
    await root.execute("SET session_replication_role = replica")
    assert await found(shop) == []
    yield Attacker(shop, root, tmp_path)
    await root.close()


async def anchored_at(shop: Shop, now: datetime) -> None:
    tools = shop.tools
    assert await anchor_heads(tools.database, tools.anchor, tools.keys, now)


async def found(shop: Shop) -> list[str]:
    """What `callout audit` says."""
    tools = shop.tools
    holds = tools.store.holds
    checks = [checked(holds), sealed(tools.keys), printed(holds), anchored(tools.anchor, tools.keys)]
    return [str(finding) for finding in await audit(tools.database, checks)]


async def edited_fact(attacker: Attacker) -> list[str]:
    seq = await attacker.seq("report.signed")
    await attacker.run(in_journal("report.signed", "Mr Qian", "Mr Qiao"))
    return [
        f"DO-2026-000001, entry {seq}: its hash does not follow",
        "DO-2026-000001: its entries fold to other values of: document",
        "its seal does not hold (answer)",
    ]


async def swapped_facts(attacker: Attacker) -> list[str]:
    """Where each now stands, and what comes after it, the chain does not hold."""
    one, other = await attacker.seq("visit.arrived"), await attacker.seq("report.filed")
    await attacker.run(*swapped(one, other))
    broken = (one, one + 1, other, other + 1)
    return [f"DO-2026-000001, entry {seq}: its hash does not follow" for seq in broken]


async def cut_tail(attacker: Attacker) -> list[str]:
    """Back to before the paper, with a database that agrees with itself."""
    seq = await attacker.seq("report.printed")
    await forger.cut(attacker.root, attacker.shop.case.order_id, seq - 1)
    return [f"DO-2026-000001, entry {seq}: the chain was cut: it ends at entry {seq - 1}, the anchor of"]


async def changed_paper(attacker: Attacker) -> list[str]:
    pdf = (await attacker.shop.printed())[0]
    assert pdf is not None
    attacker.overwrite(paper(pdf["sha256"]), b"%PDF-1.7 another")
    seq, report = await attacker.seq("report.printed"), attacker.shop.case.report
    return [f"DO-2026-000001, entry {seq}: report {report}, version 1: its paper is missing or altered"]


async def swapped_photo(attacker: Attacker) -> list[str]:
    attacker.overwrite(original(sha256(PICTURE).hexdigest()), PICTURE[:-2] + b"\0\0")
    return [": its bytes are missing or altered in the store"]


async def rewritten_history(attacker: Attacker) -> list[str]:
    """A fact edited and all that follows computed anew: only seal and anchor know."""
    order_id = attacker.shop.case.order_id
    await forger.edit(attacker.root, order_id, "report.signed", "Mr Qian", "Mr Qiao")
    last = await attacker.seq("report.printed")
    return [
        "its seal does not hold (position, answer)",
        f"DO-2026-000001, entry {last}: the entry was rewritten: the anchor of",
    ]


async def forgotten_seal(attacker: Attacker) -> list[str]:
    (attacker.data / "keys" / "seals" / f"{attacker.shop.tools.keys.published()[0]['kid']}.pem").unlink()
    return ["its seal does not hold (genuine", "the anchor lacks line 1: removed or altered"]


ATTACKS: dict[str, Callable[[Attacker], Awaitable[list[str]]]] = {
    "an edited fact": edited_fact,
    "two facts swapped": swapped_facts,
    "the tail cut off": cut_tail,
    "a changed paper": changed_paper,
    "a swapped photo": swapped_photo,
    "history rewritten": rewritten_history,
    "the public key removed": forgotten_seal,
}


@pytest.mark.parametrize("attack", ATTACKS)
async def test_the_audit_names_what_was_tampered_with_and_nothing_else(
    attacker: Attacker, attack: str
) -> None:
    expected = await ATTACKS[attack](attacker)
    told = await found(attacker.shop)
    missed = [what for what in expected if not any(what in one for one in told)]
    more = [one for one in told if not any(what in one for what in expected)]
    assert (missed, more) == ([], [])


async def test_an_answer_that_nobody_sealed_is_named_after_an_hour(attacker: Attacker) -> None:
    shop = attacker.shop
    await shop.file(2)
    await shop.sign(2, "report.unsigned")
    assert await found(shop) == [
        f"DO-2026-000001: report {shop.case.report}, version 2: answered, and not sealed"
    ]


FOLDS = "fold to other values of: changed_at, document"
PAPER = "which paper was printed cannot be read"
SEAL = "its seal does not hold"
UNREADABLE = {
    "a document": (
        "UPDATE dispatch_order SET changed_at = '2026-01-01', document = '{\"fact_id\":1}'",
        FOLDS,
    ),
    "a document that is no JSON": (
        "UPDATE dispatch_order SET changed_at = '2026-01-01', document = '\"fact_id\":'",
        FOLDS,
    ),
    "the fact of a paper": ("UPDATE journal SET body = '[]' WHERE kind = 'report.printed'", PAPER),
    "the digest of a paper": (
        """UPDATE journal SET body = replace(body, '"sha256":"', '"sha256":"/')
           WHERE kind = 'report.printed'""",
        PAPER,
    ),
    "the fact of a seal": ("UPDATE journal SET body = '[]' WHERE kind = 'report.sealed'", SEAL),
    "an answer": ("UPDATE journal SET body = '{}' WHERE kind = 'report.signed'", SEAL),
    "a report": ("UPDATE journal SET body = 'no JSON' WHERE kind = 'report.filed'", SEAL),
    "the fact of a photo": (
        "UPDATE journal SET body = '[]' WHERE kind = 'photo.stored'",
        "its row and its photo.stored do not agree",
    ),
}


@pytest.mark.parametrize("what", UNREADABLE)
async def test_what_somebody_made_unreadable_is_named_and_hides_nothing_else(
    attacker: Attacker, what: str
) -> None:
    """The anchor, which is read last, still tells of the line that was lost."""
    statement, expected = UNREADABLE[what]
    await attacker.run(statement, "UPDATE anchored SET number = 2")
    told = await found(attacker.shop)
    assert any(expected in one for one in told), "\n".join(told)
    assert "no order: the anchor lacks line 2: removed or altered" in told
