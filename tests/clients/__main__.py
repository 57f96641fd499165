"""`make test-clients`: clients that others wrote, and Callouts of their own, which go with their folders."""

import os
import secrets
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from backend.demo import stage
from tests.clients.mortal import controlled

CLIENTS = Path(__file__).parents[2] / "app_contract" / "clients"
LIMIT_S = 600
"""They take half a minute on a machine that does nothing else; whatever hangs in them ends after this."""


def main() -> int:
    """What `npm test` says, as its exit code. A SIGTERM ends it as Ctrl-C does: in order."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    key = {"CALLOUT_TOKEN_KEY": secrets.token_hex(32)}
    with (
        stage.folder() as folder,
        stage.folder() as grave,
        controlled(grave) as mortal,
        stage.serving(folder, **key) as url,
    ):
        # With the key the tests make tokens that have expired.
        ours = {"CALLOUT_URL": url} | key | mortal
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
