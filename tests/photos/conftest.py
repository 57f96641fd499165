"""Both stores: a folder, and a bucket of an S3 server on loopback."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from moto.server import ThreadedMotoServer

from backend.photos.store import Store, open_store
from backend.settings import Settings

Opened = Callable[[], Store]


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of an S3 server that forgets everything in the end."""
    # It says on stderr what it was asked, and what was broken off.
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """`s3://…` of an empty bucket, which the environment gives access to."""
    for name, value in {
        "AWS_ENDPOINT_URL": s3,
        "AWS_ACCESS_KEY_ID": "photos",
        "AWS_SECRET_ACCESS_KEY": "not-to-be-logged",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    name = f"photos-{uuid4().hex}"
    httpx.put(f"{s3}/{name}").raise_for_status()
    return f"s3://{name}/of/callout"


@pytest.fixture(params=["folder", "bucket"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """Opens the same store as often as it is called, as another process does."""
    address = request.getfixturevalue("bucket") if request.param == "bucket" else None
    return lambda: open_store(Settings(data=tmp_path, store=address))


@pytest.fixture
def store(opened: Opened) -> Store:
    """An empty store, of each kind in turn."""
    return opened()
