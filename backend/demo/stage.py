"""A Callout of the demonstration's own: a real `callout run` in a folder that goes away with it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from backend.demo.claims import Untrue

ROOT = Path(__file__).parents[2]
START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 20
POLL_S = 0.05
LOG_TAIL_LINES = 20


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is removed at the end.

    Every user may pass through: a root's server runs PostgreSQL as somebody else.
    """
    made = Path(tempfile.mkdtemp(prefix="callout-demo-"))
    try:
        made.chmod(0o711)
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    """What `callout` is started with: whatever an operator set for his own stays out of it."""
    ours = {"CALLOUT_DATA": str(folder / "data"), "CALLOUT_PORT": str(port), **more}
    return {name: value for name, value in os.environ.items() if not name.startswith("CALLOUT_")} | ours


@contextmanager
def serving(folder: Path, **more: str) -> Iterator[str]:
    """A server with demo data that answers at the address given; stopped as by Ctrl-C at the end.

    `more` are further variables of its environment.

    In a session of its own, so that a Ctrl-C at the terminal reaches us alone, and we stop it in order.
    Raises Untrue where it does not start; that and any other in the block carries the end of its log.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = folder / "log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            (sys.executable, "-m", "backend", "run"),
            cwd=ROOT,
            env=environment(folder, port, **more),
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            await_answer(url, server)
            yield url
        except Untrue as untrue:
            tail = log.read_text(errors="replace").splitlines()[-LOG_TAIL_LINES:]
            untrue.add_note("\n".join(("the server's log ends:", *tail)))
            raise
        finally:
            stop(server)


def await_answer(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until it answers. Raises Untrue."""
    until = time.monotonic() + START_TIMEOUT_S
    while server.poll() is None and time.monotonic() < until:
        try:
            if httpx.get(f"{url}/readyz", trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(POLL_S)
    how = f"exit code {server.poll()}" if server.poll() is not None else "no answer"
    raise Untrue("a server of our own starts", how, f"an answer within {START_TIMEOUT_S} s")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ctrl-C, and what happens to those who do not listen."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def audit(folder: Path) -> tuple[int, str]:
    """`callout audit` on what a stopped server has left in its folder: its exit code and what it says."""
    done = subprocess.run(
        (sys.executable, "-m", "backend", "audit"),
        cwd=ROOT,
        env=environment(folder, 1),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.strip()
