"""What an operator reads."""

import json

import pytest

from backend.telemetry import as_bytes


@pytest.mark.parametrize(
    "event",
    [
        {"event": "request", "operation": "sync", "ms": 1.5},
        {"event": "half a character of an emoji", "exception": "\ud83d"},
        {"event": "a count by number", "by_status": {200: 3}},
    ],
)
def test_every_event_is_a_line_of_json_whatever_stands_in_it(event: dict[str, object]) -> None:
    line = as_bytes(event, default=repr)
    assert b"\n" not in line
    assert json.loads(line) == json.loads(json.dumps(event))
