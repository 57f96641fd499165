"""`python -m tests.bench.reports.search`: what a search takes among many reports, and by which indexes.

docs/decisions/search-in-chinese.md has what was found. Everything is on this machine, in a database that
goes away; it takes a minute.
"""

import argparse
import random
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from statistics import median
from typing import Any
from uuid import UUID

import orjson
import uvloop
from rich.console import Console
from rich.table import Table
from sqlalchemy import event

from backend import postgres
from backend.database import Database
from backend.demo import stage
from backend.journal.write import key_columns
from backend.migrations import migrate
from backend.people.actor import Actor
from backend.reports.search import Sought, search_reports
from tests.makers import AUDITOR, LI, START, Case

SPOKEN = """
液压缸 漏油 举升 缓慢 异响 发动机 底盘 密封圈 磨损 油管 破裂 阀芯 卡滞 车厢 不升 冷却 水温 过高 传感器 故障
更换 检查 清洗 螺栓 松动 支架 断裂 取力器 油泵 压力 不足 电磁阀 线束 短路 保险丝 熔断 轮胎 制动 软管 老化 气压
"""
WORDS = SPOKEN.split()
ROUNDS = 9
AT_ONCE = 1000
CASES: dict[str, tuple[Actor, dict[str, str]]] = {
    "all, newest first": (AUDITOR, {}),
    "q=液压缸 (nearly every report)": (AUDITOR, {"q": "液压缸"}),
    "q=液缸 (none, though both characters are everywhere)": (AUDITOR, {"q": "液缸"}),
    "q=油管破裂螺栓 (few)": (AUDITOR, {"q": "油管破裂螺栓"}),
    "cause=轴 (one character, few)": (AUDITOR, {"cause": "轴"}),
    "q=DF-123/4": (AUDITOR, {"q": "DF-123/4"}),
    "part=sn12": (AUDITOR, {"part": "sn12"}),
    "symptom=漏油 cause=磨损 part=密封圈 model=KX": (
        AUDITOR,
        {"symptom": "漏油", "cause": "磨损", "part": "密封圈", "model": "KX"},
    ),
    "model=QZ (none)": (AUDITOR, {"model": "QZ"}),
    "a technician's: q=液压缸": (LI, {"q": "液压缸"}),
}
FACTS = """
INSERT INTO fact (id, order_id, kind, v, about, author_id, by_server, content_hash, occurred_at, quality,
                  doubt_s, outcome, received_at)
SELECT id, order_id, 'report.filed', 1, about, author, false, '', at, 'mono', 0, 'applied', at
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[])
     AS f(id, order_id, about, author, at)
"""
ENTRIES = """
INSERT INTO journal (order_id, seq, fact_id, kind, v, body, body_salt, settled, settled_salt, hash)
SELECT order_id, 3, id, 'report.filed', 1, body, '', '{}', '', ''
FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS e(order_id, id, body)
"""
ORDERS = """
INSERT INTO dispatch_order (id, number, version, fold_version, document, desk, head, state, customer_id,
                            team, owes, search, changed_at)
SELECT id, number, 3, 3, document, desk, '', 'assigned', id, ARRAY[member], false, search, now()
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[])
     AS o(id, number, document, desk, member, search)
"""

SIZES = """
SELECT (SELECT avg(length(body)) FROM journal), pg_table_size('journal'),
       pg_relation_size('journal_report_words')
"""
TAKEN_APART = (
    "SELECT count(*) FROM (SELECT report_words(body) AS words FROM journal OFFSET 0) WHERE words IS NOT NULL"
)


def said(chance: random.Random, words: int) -> str:
    """So many words, with signs between some."""
    return "".join(chance.choice(WORDS) + chance.choice(["", "", ",", "的", "。"]) for _ in range(words))


def reported(chance: random.Random, case: Case) -> dict[str, Any]:
    """A report as long as they are, with no, one or two parts."""
    lines = [
        {
            "id": str(UUID(int=chance.getrandbits(128))),
            "name": f"{chance.choice(WORDS)}总成",
            "number": f"DF-{chance.randrange(2000)}/{chance.randrange(9)}",
            "reason": said(chance, 3),
            "serial_in": f"SN{chance.randrange(10**6)}",
            "quantity": 1,
            "warranty": True,
        }
        for _ in range(chance.randrange(3))
    ]
    few = "轴承" if chance.random() < 0.001 else ""
    findings = {"warranty": "in", "findings": said(chance, 25)}
    return case.content(
        complaint=said(chance, 12),
        inspection=findings,
        cause=said(chance, 15) + few,
        work_done=said(chance, 30),
        advice=said(chance, 12),
        parts=lines,
    )


def rows(count: int) -> Iterator[tuple[tuple[Any, ...], ...]]:
    """What each report is in the three tables, a report to an order; one in fifty is Li's."""
    chance = random.Random(5)  # noqa: S311  # the same reports each time
    pattern = Case()
    pattern.begun()
    pattern.say(LI, "report.filed")
    document, desk = pattern.order.render()
    *_, search = key_columns(pattern.order)
    for number in range(count):
        case = Case()
        content = reported(chance, case)
        fact_id, member = UUID(int=chance.getrandbits(128)), LI.staff_id if number % 50 == 0 else case.visit
        mine = [
            text.replace(str(pattern.order_id), str(case.order_id)).replace(
                str(pattern.report), str(case.report)
            )
            for text in (document, desk)
        ]
        about = {"report_id": str(case.report), "version": 1, "digest": "0" * 64}
        body = orjson.dumps(about | {"content": content}).decode()
        at = START + timedelta(minutes=number)
        yield (
            (fact_id, case.order_id, case.report, member, at),
            (case.order_id, fact_id, body),
            (case.order_id, f"DO-2026-{number:06d}", *mine, member, search),
        )


async def filled(database: Database, count: int) -> None:
    """The database with so many reports."""
    made = rows(count)
    while some := list(islice(made, AT_ONCE)):
        async with database.transaction() as tx:
            for statement, one in zip((FACTS, ENTRIES, ORDERS), zip(*some, strict=True), strict=True):
                await tx.sql.execute(statement, *map(list, zip(*one, strict=True)))


async def sized(owner: Database, count: int) -> dict[str, str]:
    """What the index costs: its size, and the time that it adds to the filing of a report."""
    async with owner.transaction() as tx:
        await tx.sql.execute("ANALYZE")
        body, journal, words = await tx.sql.fetchrow(SIZES)
        began = time.perf_counter()
        await tx.sql.execute(TAKEN_APART)
        took = time.perf_counter() - began
    return {
        f"{count} reports of {body:.0f} characters": f"{journal / 1e6:.0f} MB",
        "index on their words": f"{words / 1e6:.0f} MB",
        "taking one apart as it is filed": f"{1000 * took / count:.2f} ms",
    }


async def measured(database: Database, plans: Console | None) -> dict[str, str]:
    """What each case finds, and how long that takes."""
    figures: dict[str, str] = {}
    for name, (actor, given) in CASES.items():
        sought, times, sizes = Sought.model_validate(given), [], []
        for _ in range(ROUNDS):
            async with database.transaction() as tx:
                began = time.perf_counter()
                sizes.append(len((await search_reports(tx, sought, actor)).reports))
                times.append(1000 * (time.perf_counter() - began))
        figures[f"{name}: a page of {sizes[0]}"] = f"{median(times):.0f} ms"
        if plans:
            plans.print(f"\n{name}\n", *await planned(database, sought, actor), sep="\n", markup=False)
    return figures


async def planned(database: Database, sought: Sought, actor: Actor) -> list[str]:
    """How PostgreSQL goes about a search."""
    asked: list[tuple[str, Any]] = []

    def log(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        asked.append((statement, values))

    event.listen(database.engine.sync_engine, "before_cursor_execute", log)
    async with database.transaction() as tx:
        await search_reports(tx, sought, actor)
        event.remove(database.engine.sync_engine, "before_cursor_execute", log)
        statement, values = asked[-1]
        explained = await tx.sql.fetch(
            f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) {statement}", *values
        )
    return [row[0] for row in explained]


async def found(cluster: postgres.Cluster, count: int, plans: Console | None) -> dict[str, str]:
    """All figures."""
    database, owner = Database(cluster.url()), Database(cluster.url(postgres.OWNER))
    await filled(database, count)
    figures = await sized(owner, count) | await measured(database, plans)
    await database.close()
    await owner.close()
    return figures


def main() -> None:
    """Fill, measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reports.search", description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--plans", action="store_true", help="how PostgreSQL goes about each, too")
    chosen, console = parser.parse_args(), Console(width=200)
    with stage.folder() as folder, postgres.running(folder / "search", durable=False) as cluster:
        migrate(cluster.url(postgres.OWNER))
        figures = uvloop.run(found(cluster, chosen.reports, console if chosen.plans else None))
    table = Table("what", "is")
    for name, figure in figures.items():
        table.add_row(name, figure)
    console.print(table)


if __name__ == "__main__":
    main()
