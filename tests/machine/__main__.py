"""`make soak`: both machines for minutes or hours, each round with another seed, until something fails.

A round is begun as long as time is left, and takes about four minutes; one that fails is shortened for up to
five more.
"""

import secrets
import subprocess
import sys
import time

PYTEST = (sys.executable, "-m", "pytest", "-q", "-n", "0", "-x", "--hypothesis-profile", "soak")
MACHINES = ("tests/machine/test_machine.py", "tests/parts/machine/test_at_once.py")


def held(seed: int) -> bool:
    """Whether nothing was found in the round of this seed."""
    print(f"seed {seed}", flush=True)  # noqa: T201  # what whoever waits reads
    return subprocess.run((*PYTEST, f"--hypothesis-seed={seed}", *MACHINES), check=False).returncode == 0


def main(minutes: float, seed: int | None) -> int:
    """Rounds for so many minutes, or the one of this seed; 1 where something was found."""
    until = time.monotonic() + 60 * minutes
    rounds = 0
    while rounds == 0 or (seed is None and time.monotonic() < until):
        drawn = secrets.randbelow(2**32) if seed is None else seed
        if not held(drawn):
            print(f"FAILED: see it again with: make soak SEED={drawn}")  # noqa: T201
            return 1
        rounds += 1
    print(f"{rounds} rounds, nothing found")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None))
