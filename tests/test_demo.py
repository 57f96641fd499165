"""`callout demo` from end to end, and what it does when something is not as it tells."""

import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import httpx
import pytest
from rich.console import Console

from backend.demo.claims import Teller
from backend.demo.day import told

ROOT = Path(__file__).parent.parent
DEMO = (sys.executable, "-m", "backend", "demo")


def test_every_claim_of_the_day_holds(folder: Path) -> None:
    done = subprocess.run(
        DEMO, cwd=ROOT, env=os.environ | {"TMPDIR": str(folder)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for line in (
        "62 km: on site within 24 h",
        "sent again, all are known; the signature waits",
        "the store has three rollers, each by its serial",
        "the store gives out nothing before",
        "he has them, and says so",
        "a cylinder that nobody drew does not keep his report waiting",
        "the store cannot write the roller off, and hears why",
        "the store scans the label and sees what it is of",
        "it can be written off",
        "its packet is ready to be sent, and nothing is missing in it",
        "the manager does: 300.00 of 380.00 yuan are recovered",
        "with the arrival, the waiting signature applied itself",
        "her work is credited",
        "its paper has the SHA-256 that the document says",
        "whoever scans its code reads, without a login, that the seal is valid",
        "what she asks is on Li's phone",
        "the second version, signed anew, supersedes the first",
        "the manager approves the second",
        "is closed",
        "his phone hears that it counts",
        "mended, it sends that too, and it is there once",
        "the audit finds nothing wrong",
    ):
        assert f"✓ {line}" in done.stdout or f"{line}\n" in done.stdout
    assert list(folder.iterdir()) == []


def test_ctrl_c_stops_the_server_and_removes_its_folder(folder: Path) -> None:
    ours = {"TMPDIR": str(folder), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        DEMO, cwd=ROOT, env=os.environ | ours, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as demo:
        assert demo.stdout is not None
        address = next(line.split()[-1].rstrip(".") for line in demo.stdout if "answers at" in line)
        demo.send_signal(signal.SIGINT)
        demo.stdout.read()
        assert demo.wait() != 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)
    assert list(folder.iterdir()) == []


def test_a_story_ends_at_the_first_claim_that_does_not_hold() -> None:
    def story(tell: Teller) -> None:
        tell.claim("two and two are four", 2 + 2, 4)
        tell.claim("two and two are five", 2 + 2, 5)
        tell.claim("nobody hears this", found=True)

    said = StringIO()
    assert told(story, Console(file=said)) == 1
    assert "✓ two and two are four" in said.getvalue()
    assert "✗ two and two are five" in said.getvalue()
    assert "nobody hears this" not in said.getvalue()
