"""`make test-clients`: clients that others wrote, and a Callout of their own, which goes with its folder."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from backend.demo import stage

CLIENTS = Path(__file__).parents[2] / "app_contract" / "clients"
LIMIT_S = 300
"""They take a few seconds; whatever hangs in them ends after this."""


def main() -> int:
    """What `npm test` says, as its exit code. A SIGTERM ends it as Ctrl-C does: in order."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with stage.folder() as folder, stage.serving(folder) as url:
        ours = {"CALLOUT_URL": url}
        npm = subprocess.Popen(
            ("npm", "test", "--silent"),  # noqa: S607  # wherever whoever runs this has it
            cwd=CLIENTS,
            env=os.environ | ours,
            start_new_session=True,
        )
        try:
            return npm.wait(LIMIT_S)
        finally:
            # Node and its workers, too, which a signal to npm alone would leave.
            with suppress(ProcessLookupError):
                os.killpg(npm.pid, signal.SIGKILL)
            npm.wait()


if __name__ == "__main__":
    sys.exit(main())
