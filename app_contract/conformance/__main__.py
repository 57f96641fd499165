"""`python -m app_contract.conformance`: exits with 1 where a promise is broken."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence

from app_contract import conformance

PASSWORD = "CALLOUT_CONFORMANCE_PASSWORD"  # noqa: S105  # the name of a variable, no secret


def main(arguments: Sequence[str], prog: str = "python -m app_contract.conformance") -> int:
    """Read the command line, run, and give the exit code: 1 where a promise is broken."""
    parser = argparse.ArgumentParser(
        prog=prog,
        description="Try the promises of sync.md on a server, through whatever stands before it.",
        epilog="Nobody else may use the technicians meanwhile. What is parked stays with the coordinators.",
    )
    parser.add_argument("--base-url", required=True, help="where the server answers: https://callout.example")
    parser.add_argument("--dispatcher", required=True, metavar="LOGIN")
    parser.add_argument(
        "--technician", required=True, action="append", metavar="LOGIN", help="to be given twice"
    )
    parser.add_argument("--password", help=f"of all three; or {PASSWORD}; else it is asked for")
    given = parser.parse_args(arguments)
    if len(given.technician) != 2:
        parser.error("--technician is to be given twice")
    password = given.password or os.environ.get(PASSWORD) or getpass.getpass()
    lead, other = given.technician
    logins = conformance.Logins(given.dispatcher, lead, other, password)
    with conformance.client(given.base_url) as http:
        return min(1, conformance.run(http, logins, say))


def say(line: str) -> None:
    """A line for a reader, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
