"""`callout run` as an operator meets it: a process of its own, started, asked, stopped, killed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parent.parent
RUN = (sys.executable, "-m", "backend", "run")
START_TIMEOUT_S = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def environment(data: Path, port: int | str) -> dict[str, str]:
    ours = {"CALLOUT_DATA": str(data), "CALLOUT_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    return {name: value for name, value in os.environ.items() if not name.startswith("CALLOUT_")} | ours


@contextmanager
def serving(
    data: Path, *, command: tuple[str, ...] = RUN, cwd: Path = ROOT, port: int | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A started server that has answered; at the end Ctrl-C stops it, unless the test has ended it."""
    port = port or free_port()
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=environment(data, port),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout is not None
            while f"http://127.0.0.1:{port}" not in (line := process.stdout.readline()):
                assert line, "it ended before it listened"
            answer = httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=START_TIMEOUT_S)
            assert answer.status_code == 200
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
                process.wait(START_TIMEOUT_S)


def refusal(data: Path, port: int | str, *command: str, **more: str) -> str:
    """What a command says that must not succeed, by default a start."""
    done = subprocess.run(
        (*RUN[:-1], *command) if command else RUN,
        cwd=ROOT,
        env=environment(data, port) | more,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stdout


def test_ctrl_c_stops_everything_the_database_included(folder: Path) -> None:
    data = folder / "a data folder"
    with serving(data) as process:
        listens_in = Path((data / "postgres" / "socket").read_text().strip())
        assert listens_in.is_dir()
        process.send_signal(signal.SIGINT)
        assert process.wait(START_TIMEOUT_S) == 0
    assert not listens_in.exists()
    assert not (data / "postgres" / "cluster" / "postmaster.pid").exists()


def test_a_database_that_ends_by_itself_ends_the_server_and_says_so(folder: Path) -> None:
    with serving(folder) as process:
        postmaster = int((folder / "postgres/cluster/postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGKILL)
        assert process.wait(START_TIMEOUT_S) == 1
        assert process.stdout is not None
        assert "PostgreSQL ended by itself" in process.stdout.read()
    with serving(folder):
        pass


def test_kill_9_leaves_nothing_that_blocks_the_next_start(folder: Path) -> None:
    with serving(folder) as process:
        process.kill()
        process.wait()
    with serving(folder):
        assert "another Callout is running" in refusal(folder, free_port())


def test_a_port_that_is_taken_is_said_before_anything_is_started(folder: Path) -> None:
    data = folder / "data"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"cannot listen on 127.0.0.1 port {port}" in refusal(data, port)
    assert not data.exists()


def test_a_setting_that_cannot_be_used_is_named(folder: Path) -> None:
    assert refusal(folder, "eight thousand").startswith("CALLOUT_PORT: ")


def test_make_run_answers_from_a_path_with_spaces(folder: Path) -> None:
    checkout = folder / "a fresh clone"
    ignored = shutil.ignore_patterns(".*", "__pycache__", "tests")
    shutil.copytree(ROOT, checkout, ignore=ignored)
    with_our_libraries(checkout / ".venv")
    with serving(checkout / ".callout", command=("make", "run"), cwd=checkout):
        assert (checkout / ".callout" / "postgres").is_dir()


def with_our_libraries(place: Path) -> None:
    """A finished `.venv` without the network: it finds its libraries in the one that runs the tests."""
    venv.create(place, symlinks=True)
    site = next(place.glob("lib/python3.*/site-packages"))
    site.joinpath("ours.pth").write_text(
        "\n".join(path for path in sys.path if "site-packages" in path) + "\n"
    )
    place.joinpath("runtime.stamp").touch()


def test_whom_an_operator_adds_may_sign_in_and_a_login_is_one_persons(folder: Path) -> None:
    data, port = folder / "data", free_port()
    add = (
        *RUN[:-1],
        "add-user",
        "Chief",
        "Wei Ling",
        "--role",
        "admin",
        "--role",
        "manager",
        "--password",
        "long enough",
    )
    device = {"id": "018f2d3a-0000-7000-8000-00000000d001", "name": "desk", "platform": "web"}
    said = {"login": "chief", "password": "long enough", "device": device}
    with serving(data, port=port):
        first, second = (
            subprocess.run(
                add, cwd=ROOT, env=environment(data, port), capture_output=True, text=True, check=False
            )
            for _ in range(2)
        )
        answer = httpx.post(f"http://127.0.0.1:{port}/v1/sign-in", json=said, timeout=START_TIMEOUT_S)
    assert (first.returncode, second.returncode) == (0, 1), first.stdout + first.stderr
    assert "login_taken" in second.stdout
    assert set(answer.json()["me"]["roles"]) == {"admin", "manager"}


@pytest.mark.parametrize(
    "command",
    [("audit",), ("worker",), ("add-user", "chief", "Wei", "--role", "admin", "--password", "long enough")],
)
def test_a_folder_without_a_callout_is_said_and_stays_empty(folder: Path, command: tuple[str, ...]) -> None:
    data = folder / "mistyped"
    assert "there is no Callout in" in refusal(data, free_port(), *command)
    assert not data.exists()


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("CALLOUT_TOKEN_KEY", "short", "CALLOUT_TOKEN_KEY"),
        ("CALLOUT_DATABASE_URL", "nonsense", "postgresql://"),
        ("CALLOUT_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing", "the database does not answer"),
    ],
)
def test_a_setting_that_leads_nowhere_is_said_in_a_line(
    folder: Path, setting: str, value: str, says: str
) -> None:
    assert says in refusal(folder / "data", free_port(), **{setting: value})
