"""What a power cut may leave of a folder, worked out from the calls that wrote it.

The recorder stands before the calls of `os` that change anything below a folder. From its book, `worlds`
builds every folder that may be found after a cut: a change of names is certain once its folder was written
through (of a rename: the folder of the new name), and may or may not have happened before that; bytes are
certain once their file was, and are lost, half there or there before. With a folder goes what is in it.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, combinations
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

SEVERAL = 6
"""Up to so many changes of names in the air, all choices are tried; of more, none or one, or all but one."""


class Killed(BaseException):
    """The process is gone; nothing that it does afterwards happens."""


@dataclass(frozen=True)
class Step:
    """One change of the folder, or a word of who uses it (`said`)."""

    what: str
    path: str = ""
    file: int = 0
    data: bytes = b""
    said: Any = None


@dataclass
class Recorder:
    """The book of all changes below `root`; `kill_in` so many more, the process is gone."""

    root: Path
    kill_in: int | None = None
    steps: list[Step] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    handles: dict[int, tuple[str, int]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.real = {name: getattr(os, name) for name in CALLS}

    def stand_before(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take the place of the calls."""
        for name in CALLS:
            monkeypatch.setattr(os, name, getattr(self, name))

    def say(self, said: Any) -> None:
        """Note what is promised from here on."""
        self.steps.append(Step("said", said=said))

    def inside(self, path: Any) -> str | None:
        """The path below the root, or nothing for what is elsewhere."""
        if isinstance(path, int):
            return None
        text = os.fspath(path)
        return text[len(str(self.root)) + 1 :] if text.startswith(f"{self.root}/") else None

    def note(self, step: Step) -> None:
        """Write a step into the book, unless the process is gone before it."""
        if self.kill_in is not None:
            if self.kill_in <= 0:
                raise Killed
            self.kill_in -= 1
        self.steps.append(step)

    def open(self, path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        """A new file is a change; the handle is remembered."""
        inside = self.inside(path) if str(path) != str(self.root) else ""
        if inside is None:
            return int(self.real["open"](path, flags, mode, **more))
        with self.lock:
            if flags & os.O_CREAT:
                assert flags & os.O_EXCL, "a file that is there must not be written to"
                file = len(self.steps) + 1
                self.note(Step("create", inside, file))
                self.names[inside] = file
            handle = int(self.real["open"](path, flags, mode, **more))
            self.handles[handle] = (inside, self.names.get(inside, 0))
            return handle

    def write(self, handle: int, data: Any) -> int:
        """Never all of it at once, as a disk may do."""
        if handle not in self.handles:
            return int(self.real["write"](handle, data))
        with self.lock:
            some = bytes(data[: max(1, len(data) // 2)])
            self.note(Step("write", file=self.handles[handle][1], data=some))
            return int(self.real["write"](handle, some))

    def fsync(self, handle: int) -> None:
        """Bytes of a file, or names of a folder."""
        if handle in self.handles:
            path, file = self.handles[handle]
            with self.lock:
                self.note(Step("fsync", path, file))
        self.real["fsync"](handle)

    def close(self, handle: int) -> None:
        """Also of a process that is gone."""
        self.handles.pop(handle, None)
        self.real["close"](handle)

    def replace(self, source: Any, target: Any, **more: Any) -> None:
        """The file gets its new name."""
        path, to = self.inside(source), self.inside(target)
        with self.lock:
            if path is not None and to is not None and Path(source).exists():
                self.note(Step("replace", to, self.names[path], said=path))
                self.names[to] = self.names.pop(path)
            self.real["replace"](source, target, **more)

    def mkdir(self, path: Any, *args: Any, **more: Any) -> None:
        """A new folder."""
        inside = self.inside(path)
        with self.lock:
            if inside is not None and not Path(path).exists() and Path(path).parent.exists():
                self.note(Step("mkdir", inside))
            self.real["mkdir"](path, *args, **more)

    def unlink(self, path: Any, **more: Any) -> None:
        """A name goes."""
        self.removed("unlink", path, **more)

    def rmdir(self, path: Any, **more: Any) -> None:
        """A folder goes."""
        self.removed("rmdir", path, **more)

    def removed(self, call: str, path: Any, **more: Any) -> None:
        """A name goes, if it is there."""
        inside = self.inside(path)
        with self.lock:
            if inside is not None and Path(path).exists():
                self.note(Step("remove", inside))
                self.names.pop(inside, None)
            self.real[call](path, **more)


CALLS = ("open", "write", "fsync", "close", "replace", "mkdir", "unlink", "rmdir")
World = dict[str, bytes | None]
"""A folder that may be found: content by path, None for a folder."""


def worlds(steps: list[Step]) -> Iterator[World]:
    """Every folder that may be found where the power is cut after these steps."""
    through = {step.path: at for at, step in enumerate(steps) if step.what == "fsync" and not step.file}
    changes = [at for at, step in enumerate(steps) if step.what in ("create", "mkdir", "replace", "remove")]
    in_the_air = [at for at in changes if through.get(folder_of(steps[at].path), -1) < at]
    certain = set(changes) - set(in_the_air)
    for contents in {bytes_of(steps, luck) for luck in (0, 1, 2)}:
        for chosen in choices(in_the_air):
            yield built(steps, certain | set(chosen), dict(contents))


def folder_of(path: str) -> str:
    """The path of the folder that a step's path is in; empty for the root."""
    return path.rpartition("/")[0]


def choices(changes: list[int]) -> Iterator[tuple[int, ...]]:
    """Which of the changes in the air have come to the disk."""
    sizes: Iterable[int] = range(len(changes) + 1)
    if len(changes) > SEVERAL:
        sizes = sorted({0, 1, len(changes) - 1, len(changes)})
    return chain.from_iterable(combinations(changes, size) for size in sizes)


def bytes_of(steps: list[Step], luck: int) -> tuple[tuple[int, bytes], ...]:
    """The bytes of every file; of those that were not written through none, half or all (`luck` 0, 1, 2)."""
    sure: dict[int, bytes] = {}
    all_of: dict[int, bytes] = {}
    for step in steps:
        if step.what == "write":
            all_of[step.file] = all_of.get(step.file, b"") + step.data
        elif step.what == "fsync" and step.file:
            sure[step.file] = all_of.get(step.file, b"")
    found = []
    for file, content in all_of.items():
        least = len(sure.get(file, b""))
        found.append((file, content[: least + (len(content) - least) * luck // 2]))
    return tuple(found)


def built(steps: list[Step], happened: set[int], contents: dict[int, bytes]) -> World:
    """The folder after those changes of names."""
    files: dict[str, int | None] = {"": None}
    for at in sorted(happened):
        step = steps[at]
        if step.what == "remove":
            files.pop(step.path, None)
        elif folder_of(step.path) in files:
            files[step.path] = step.file or None
        if step.what == "replace" and files.get(step.said) == step.file:
            del files[step.said]
    return {path: None if file is None else contents.get(file, b"") for path, file in files.items()}
