"""A Callout that a client's test may kill: asked over HTTP on loopback to begin, and to be killed."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

from backend.demo import stage


class Mortal:
    """Life after life of one server, each in the same folder and at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        # The first life begins while others do, too: it takes longest.
        self.process = self.started()

    def started(self) -> subprocess.Popen[bytes]:
        """The process of a life that begins."""
        with (self.folder / "log").open("ab") as said:
            return subprocess.Popen(
                (sys.executable, "-m", "backend", "run"),
                cwd=stage.ROOT,
                env=stage.environment(self.folder, self.port),
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def begin(self) -> None:
        """It lives, and answers when this returns. Raises Untrue where it does not start."""
        if self.process.poll() is not None:
            self.process = self.started()
        stage.await_answer(self.url, self.process)

    def kill(self) -> None:
        """Kill -9, the database first: left alive it would end in order, and have nothing to recover."""
        pid_file = self.folder / "data" / "postgres" / "cluster" / "postmaster.pid"
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        """In order, if it lives."""
        if self.process.poll() is None:
            stage.stop(self.process)


@contextmanager
def controlled(folder: Path) -> Iterator[dict[str, str]]:
    """A server that lives as it is told; gives the variables that say where it is, and where to tell it.

    `POST /begin` and `POST /kill` are answered when it is done.
    """
    mortal = Mortal(folder)
    words: dict[str, Callable[[], None]] = {"/begin": mortal.begin, "/kill": mortal.kill}

    class Control(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            try:
                words[self.path]()
            except Exception as error:  # noqa: BLE001  # the test that asked shows it
                self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR, explain=repr(error))
            else:
                self.send_response(HTTPStatus.NO_CONTENT)
                self.end_headers()

        def log_message(self, *_: object) -> None:
            """The tests say what matters."""

    with HTTPServer(("127.0.0.1", 0), Control) as control:
        told = Thread(target=control.serve_forever)
        told.start()
        try:
            where = f"http://127.0.0.1:{control.server_port}"
            yield {"CALLOUT_MORTAL_URL": mortal.url, "CALLOUT_MORTAL_CONTROL": where}
        finally:
            control.shutdown()
            told.join()
            mortal.end()
