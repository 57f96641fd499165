"""Where the examples of the machine play: two technicians, photos that they announced, none of the bytes."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from uuid import UUID, uuid4

import asyncpg

from backend import clock, postgres
from backend.database import Database
from backend.journal.audit import audit
from backend.photos.photo import checked
from backend.problems import Problem
from backend.uploads.sweep import expire, sweep_objects
from backend.uploads.upload import Dock, create, receive
from tests.notices.makers import POLICY, Field
from tests.uploads.harbour import Counted, Process, Shot, StoppingDatabase, StoppingStore, Watch
from tests.uploads.makers import claims, pieces, settings, taken
from tests.uploads.visits import Plan, Visit

SHOTS = 5
TRIES = 5
QUOTA = 5
LONG = timedelta(days=100)

T = TypeVar("T")


class Port:
    """One database and one store for all examples; each has people, orders and contents of its own."""

    def __init__(self, cluster: postgres.Cluster, folder: Path, runner: asyncio.Runner) -> None:
        self.cluster, self.runner = cluster, runner
        self.data = folder
        self.store = StoppingStore(folder / "photos")
        self.name = postgres.DATABASE
        self.seeds = count()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do it, and wait for it."""
        return self.runner.run(work)

    async def begin(self) -> "Scene":
        """An example."""
        database = StoppingDatabase(self.url())
        shots, teams = await announced(database, next(self.seeds))
        await database.close()
        scene = Scene(self, shots, teams)
        await scene.open()
        return scene

    def url(self, role: str = postgres.API) -> str:
        """The database of now."""
        return self.cluster.url(role, self.name)

    async def copy(self, name: str) -> str:
        """A new database from one that nobody uses; gives its name."""
        made = f"uploads_{uuid4().hex}"
        await self.admin(f"CREATE DATABASE {made} TEMPLATE {name} OWNER {postgres.OWNER}")
        return made

    async def drop(self, name: str) -> None:
        """A database goes."""
        await self.admin(f"DROP DATABASE {name} WITH (FORCE)")

    async def admin(self, statement: str) -> None:
        """As whom nothing holds."""
        connection = await asyncpg.connect(self.cluster.url(postgres.SUPERUSER, "postgres"))
        await connection.execute(statement)
        await connection.close()

    async def findings(self) -> list[str]:
        """What `callout audit` says of all examples."""
        database = Database(self.url())
        found = await audit(database, [checked(self.store.holds)])
        await database.close()
        return [str(one) for one in found]


async def announced(
    database: Database, seed: int
) -> tuple[dict[tuple[UUID, UUID], Shot], dict[UUID, set[UUID]]]:
    """Photos of Wei and Mei, and the teams of their orders: one of each, and one of both.

    Some have equal bytes, and one id is used by both. No part of a content is like another.
    """
    his = await Field().settled_in(database)
    hers, both = await his.another(database), await his.another(database)
    wei, mei = his.wei, his.mei
    team = [{"id": str(wei.staff_id), "lead": True}, {"id": str(mei.staff_id), "lead": False}]
    await both.say(database, both.said(his.dana, "order.assigned", team=team))
    draw, id_of_both = Random(seed), uuid4()  # noqa: S311  # not for secrets
    small, large = draw.randbytes(9_000), draw.randbytes(14_001)
    shots = []
    for photo_id, by, fields, content in (
        (id_of_both, wei, (his,), small),
        (uuid4(), wei, (his, both), small),
        (uuid4(), mei, (hers,), small),
        (id_of_both, mei, (both,), large),
        (uuid4(), wei, (his,), large),
    ):
        for one in fields:
            [result] = await one.say(database, taken(one, by, photo_id, content))
            assert result.outcome == "applied"
        shots.append(Shot(photo_id, by, tuple(one.order_id for one in fields), content))
    teams = {his.order_id: {wei}, hers.order_id: {mei}, both.order_id: {wei, mei}}
    members = {order: {one.staff_id for one in team} for order, team in teams.items()}
    return {shot.key: shot for shot in shots}, members


class Scene:
    """One example: who is on his way, who died, and a backup, if there is one."""

    def __init__(
        self, port: Port, shots: dict[tuple[UUID, UUID], Shot], teams: dict[UUID, set[UUID]]
    ) -> None:
        self.port, self.store = port, port.store
        self.shots, self.teams = shots, teams
        self.alive: list[Process] = []
        self.dead: list[Process] = []
        self.backup: tuple[str, Counted] | None = None
        self.counted = Counted()

    async def open(self) -> None:
        """Work on the database of now."""
        self.database = StoppingDatabase(self.port.url())
        chosen = settings(self.port.data, photos_per_order=QUOTA)
        self.dock = Dock(self.database, self.store, POLICY, chosen)
        sql = await asyncpg.connect(self.port.url(postgres.OWNER))
        self.watch = Watch(sql, self.store, self.shots, self.teams, self.counted)

    async def close(self) -> None:
        """The server stops: whoever is on his way dies."""
        for process in [*self.alive]:
            self.die(process)
        await self.watch.sql.close()
        await self.database.close()

    async def look(self, moved: Process | None = None) -> None:
        """See that all is as it must be."""
        await self.watch.look(moved)
        self.database.stored = self.watch.stored

    def started(self, what: Coroutine[Any, Any, None]) -> Process:
        """It is on its way."""
        process = Process(what)
        self.alive.append(process)
        return process

    def visit(self, plan: Plan) -> Process:
        """A request comes in; it asks for the upload that there is."""
        shot = [*self.shots.values()][plan.shot]
        upload_id = self.watch.open.get(shot.key)
        return self.started(Visit(plan, shot, self.dock, self.store, self.watch, upload_id).go())

    def sweep(self, ahead: timedelta) -> Process:
        """The worker's sweepers, whose clock is so far ahead."""

        async def swept() -> None:
            now = clock.now() + ahead
            await expire(self.database, self.store, now)
            for digest in {shot.digest for shot in self.shots.values()}:
                await sweep_objects(self.database, self.store, digest[0], now)

        self.counted.day_over |= ahead > timedelta(0)
        return self.started(swept())

    async def move(self, process: Process, moves: int) -> None:
        """Let it go on, so many stops at most."""
        for _ in range(moves):
            if not await process.move():
                self.alive.remove(process)
                process.let_go()
                await self.look(process)
                return
            await self.look(process)

    def die(self, process: Process) -> None:
        """Nothing more is done by it, and nothing put away."""
        self.alive.remove(process)
        self.dead.append(process)

    async def haunt(self) -> None:
        """What the dead wrote last comes to the disk."""
        for process in self.dead:
            process.haunt()
        await self.look()

    async def back_up(self) -> None:
        """Keep the database as it is; the photos are not in it."""
        await self.close()
        self.backup = await self.port.copy(self.port.name), self.counted.copy()
        await self.open()
        await self.look()

    async def restore(self) -> None:
        """Go on with the database of then. What was stored since is unknown to it."""
        assert self.backup
        await self.close()
        (self.port.name, self.counted), self.backup = self.backup, None
        await self.open()
        rows = await self.watch.sql.fetch("SELECT id FROM upload")
        self.watch.loses = frozenset(row["id"] for row in rows)
        await self.look()

    async def come_to_rest(self) -> None:
        """An honest phone brings what is missing; then all is stored once, and nothing else is there."""
        for process in [*self.alive]:
            self.die(process)
        chosen = settings(self.port.data)
        self.dock = Dock(self.database, self.store, POLICY, chosen)
        for shot in self.shots.values():
            await self.bring(shot)
        self.watch.places.clear()
        await self.look()
        assert self.watch.stored == {*self.shots}
        await expire(self.database, self.store, clock.now() + LONG)
        for digest in self.watch.objects():
            await sweep_objects(self.database, self.store, digest[0], clock.now() + LONG)
        assert [*self.store.folder.glob("uploads/*"), *self.store.folder.glob("tmp/*")] == []

    async def bring(self, shot: Shot) -> None:
        """As a phone does that resumes, and begins anew where it is told to."""
        who, size = claims(shot.by), len(shot.content)
        for _ in range(TRIES):
            mine = await create(self.dock, who, shot.photo_id, size, "create_upload")
            try:
                done = await receive(self.dock, who, mine, pieces(shot.content[mine.committed :]))
            except Problem as problem:
                spoilt = any(one.spoilt for one in self.store.wrote(mine)) or mine.id in self.watch.loses
                if problem.code != "not_found" and not (spoilt and problem.code == "photo_mismatch"):
                    raise
            else:
                assert done.stored
                return
        raise AssertionError("it is never stored")

    async def end(self) -> None:
        """Let go of everything."""
        await self.close()
        for process in self.dead:
            await process.end()
        if self.backup:
            await self.port.drop(self.backup[0])
