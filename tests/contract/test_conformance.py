"""The conformance run holds on our own server, and sees what proxies do to it."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from uuid import uuid4

import httpx
import pytest

from app_contract import conformance
from app_contract.conformance import PROMISES, Logins
from backend.demo import stage
from backend.demo_data import PASSWORD

ROOT = Path(__file__).parents[2]
HOP = {"connection", "content-length", "transfer-encoding", "content-encoding", "host", "date", "server"}

Handler = Callable[[httpx.Request], httpx.Response]
Sabotage = Callable[[httpx.Request, Handler], httpx.Response]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A server with demo data."""
    with stage.folder() as folder, stage.serving(folder) as url:
        yield url


@pytest.fixture(scope="module")
def admin(url: str) -> Iterator[httpx.Client]:
    """Somebody who may put others on the staff."""
    device = {"id": str(uuid4()), "name": "Desk", "platform": "web"}
    with httpx.Client(base_url=url, trust_env=False, timeout=60) as client:
        said = client.post("/v1/sign-in", json={"login": "admin", "password": PASSWORD, "device": device})
        client.headers["Authorization"] = f"Bearer {said.json()['access_token']}"
        yield client


@pytest.fixture
def logins(admin: httpx.Client) -> Logins:
    """Three people of this test's own: nobody may sign in more than ten times in five minutes."""
    lead, other = (employed(admin, "technician") for _ in range(2))
    return Logins(employed(admin, "dispatcher"), lead, other, PASSWORD)


def employed(admin: httpx.Client, role: str) -> str:
    """The login of somebody new."""
    login = f"{role}-{uuid4()}"
    person = {"id": str(uuid4()), "name": login, "login": login, "password": PASSWORD, "roles": [role]}
    assert admin.post("/v1/staff", json=person).status_code == 201
    return login


def command(url: str, logins: Logins, *program: str) -> subprocess.CompletedProcess[str]:
    """The run as a command."""
    people = ("--dispatcher", logins.dispatcher, "--technician", logins.lead, "--technician", logins.other)
    arguments = (*program, "--base-url", url, *people, "--password", logins.password)
    return subprocess.run(
        (sys.executable, "-m", *arguments), cwd=ROOT, capture_output=True, text=True, check=False
    )


@contextmanager
def proxy(url: str, sabotage: Sabotage) -> Iterator[str]:
    """A proxy before the server that does this to what passes."""
    with httpx.Client(base_url=url, trust_env=False, timeout=60) as server:

        class Between(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do(self) -> None:
                content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                passed = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
                request = server.build_request(self.command, self.path, headers=passed, content=content)
                reply = sabotage(request, server.send)
                self.send_response(reply.status_code)
                for name, value in reply.headers.items():
                    if name not in HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.content)))
                self.end_headers()
                self.wfile.write(reply.content)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do  # noqa: N815  # the names that http.server calls
            do_HEAD = do_OPTIONS = do  # noqa: N815  # the same

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        listening = ThreadingHTTPServer(("127.0.0.1", 0), Between)
        serving = Thread(target=listening.serve_forever, daemon=True)
        serving.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        listening.server_close()
        serving.join()


def broken(url: str, logins: Logins, *names: str) -> set[str]:
    """The promises, of these or of all, that a run finds broken, by the names of their functions."""
    chosen = [one for one in PROMISES if not names or one.play.__name__ in names]
    lines: list[str] = []
    with httpx.Client(base_url=url, trust_env=False, timeout=60) as http:
        count = conformance.run(http, logins, lines.append, chosen)
    found = {line.partition("\n")[0].partition(" ")[2].partition(" ")[2] for line in lines if line[0] == "✗"}
    assert len(found) == count
    return {next((one.play.__name__ for one in PROMISES if one.words == words), words) for words in found}


def altered(reply: httpx.Response, content: bytes | None = None, **headers: str) -> httpx.Response:
    """The reply with another body or other headers."""
    kept = {name: value for name, value in reply.headers.items() if name not in HOP}
    kept |= {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(
        reply.status_code, headers=kept, content=content if content is not None else reply.content
    )


# What proxies do


def honest(request: httpx.Request, server: Handler) -> httpx.Response:
    return server(request)


def plain_problems(request: httpx.Request, server: Handler) -> httpx.Response:
    """Shows an error page of its own type."""
    reply = server(request)
    return altered(reply, content_type="text/html") if reply.status_code >= 400 else reply


def portal(request: httpx.Request, server: Handler) -> httpx.Response:
    """Answers every sync itself."""
    if request.url.path != "/v1/sync":
        return server(request)
    return httpx.Response(200, html="<h1>Welcome! Please accept our terms.</h1>")


def no_waiting(request: httpx.Request, server: Handler) -> httpx.Response:
    """Drops the headers that it does not know."""
    reply = server(request)
    reply.headers.pop("Retry-After", None)
    return reply


def cut_short(request: httpx.Request, server: Handler) -> httpx.Response:
    """Buffers 100 KiB of a reply and sends what it has."""
    reply = server(request)
    return altered(reply, reply.content[: 100 * 1024])


def small_bodies(request: httpx.Request, server: Handler) -> httpx.Response:
    """Takes bodies of up to 100 KiB, as many do unless told otherwise."""
    if len(request.content) > 100 * 1024:
        return httpx.Response(413, html="<h1>Request Entity Too Large</h1>")
    return server(request)


def helpful(request: httpx.Request, server: Handler) -> httpx.Response:
    """Makes pictures smaller for phones."""
    reply = server(request)
    smaller = reply.headers["Content-Type"].startswith("image/")
    return altered(reply, reply.content[::2]) if smaller else reply


def rewriting(request: httpx.Request, server: Handler) -> httpx.Response:
    """Reads JSON and writes it again, in Latin-1 as far as that goes."""
    reply = server(request)
    if request.url.path != "/v1/sync" or reply.status_code != 200:
        return reply
    text = json.dumps(reply.json(), ensure_ascii=False).encode("latin-1", errors="replace").decode("latin-1")
    return altered(reply, text.encode())


def caching(request: httpx.Request, server: Handler) -> httpx.Response:
    """Answers the same request with the same reply."""
    if request.url.path != "/v1/sync":
        return server(request)
    return KEPT.setdefault(request.content, altered(server(request)))


KEPT: dict[bytes, httpx.Response] = {}


def doubling(request: httpx.Request, server: Handler) -> httpx.Response:
    """Sends a request on twice, and passes on the second reply."""
    server(request)
    return server(request)


def old(request: httpx.Request, server: Handler) -> httpx.Response:
    """Knows the methods of thirty years ago."""
    if request.method in ("GET", "POST", "HEAD", "PUT"):
        return server(request)
    return httpx.Response(405, html="<h1>Method Not Allowed</h1>")


def tidying(request: httpx.Request, server: Handler) -> httpx.Response:
    """Drops headers that it does not know from replies."""
    reply = server(request)
    for name in [name for name in reply.headers if name.startswith(("tus-", "upload-"))]:
        del reply.headers[name]
    return reply


def forgetful(request: httpx.Request, server: Handler) -> httpx.Response:
    """Drops headers that it does not know from requests."""
    for name in [name for name in request.headers if name.startswith(("upload-", "x-http-"))]:
        del request.headers[name]
    return server(request)


def one_mib(request: httpx.Request, server: Handler) -> httpx.Response:
    """Takes bodies of up to 1 MiB, as many do unless told otherwise."""
    if len(request.content) > 1024 * 1024:
        return httpx.Response(413, html="<h1>Request Entity Too Large</h1>")
    return server(request)


def by_the_book(request: httpx.Request, server: Handler) -> httpx.Response:
    """Makes of a status that it does not know the first of its hundred."""
    reply = server(request)
    reply.status_code = 400 if reply.status_code == 460 else reply.status_code
    return reply


def keyless(request: httpx.Request, server: Handler) -> httpx.Response:
    """Keeps the page of the keys as it was before there was one."""
    if request.url.path != "/.well-known/jwks.json":
        return server(request)
    return httpx.Response(200, json={"keys": []})


def composing(request: httpx.Request, server: Handler) -> httpx.Response:
    """Tidies the texts that pass."""
    if request.url.path != "/v1/sync":
        return server(request)
    tidied = unicodedata.normalize("NFC", request.content.decode("utf-8", errors="replace")).encode()
    headers = {name: value for name, value in request.headers.items() if name not in HOP}
    return server(httpx.Request(request.method, request.url, headers=headers, content=tidied))


def reprinting(request: httpx.Request, server: Handler) -> httpx.Response:
    """Makes documents smaller for phones."""
    reply = server(request)
    smaller = reply.headers["Content-Type"] == "application/pdf"
    return altered(reply, reply.content + b"\n") if smaller else reply


def sparing(request: httpx.Request, server: Handler) -> httpx.Response:
    """Answers for an older version of the API, that of whoever put it there."""
    reply = server(request)
    if request.url.path != "/v1/sync" or reply.status_code != 200:
        return reply
    said = reply.json()
    for result in said["results"]:
        result.pop("receipt")
    return altered(reply, json.dumps(said).encode())


SABOTAGES: list[tuple[Sabotage, str, str]] = [
    (
        plain_problems,
        "nothing_new replay wrong_password no_token too_often unreadable invalid_input stored",
        "wrong_password no_token too_often unreadable invalid_input stored",
    ),
    (portal, "wrong_password nothing_new replay visible_at stored", "nothing_new replay visible_at stored"),
    (no_waiting, "wrong_password too_often nothing_new", "too_often"),
    (cut_short, "nothing_new wrong_password fifty byte_for_byte pages", "byte_for_byte pages"),
    (small_bodies, "fifty large replay too_large", "large"),
    (helpful, "byte_for_byte nothing_new", "byte_for_byte"),
    (rewriting, "any_script replay", "any_script"),
    (caching, "nothing_new of_now replay", "of_now"),
    (doubling, "nothing_new replay", "replay"),
    (old, "goes_on by_post abilities from_a_form", "goes_on abilities"),
    (tidying, "goes_on upload_refusals abilities stored", "goes_on upload_refusals abilities"),
    (forgetful, "goes_on by_post upload_refusals stored", "goes_on by_post upload_refusals"),
    (one_mib, "largest goes_on photos_asked_for stored", "largest goes_on"),
    (keyless, "sealed printed receipts", "sealed"),
    (composing, "as_sent filed superseded", "as_sent"),
    (reprinting, "printed sealed", "printed"),
    (sparing, "receipts superseded", "receipts"),
    (by_the_book, "upload_refusals largest goes_on", "upload_refusals largest"),
]
"""What a proxy does, which promises are tried through it, and which of them the run must find broken."""


# What the run sees of it


def test_every_promise_holds_on_our_own_server(url: str, logins: Logins) -> None:
    done = command(url, logins, "backend", "conformance")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(PROMISES) + 2} promises hold, 0 are broken" in done.stdout
    with httpx.Client(base_url=url, trust_env=False) as http:
        site = conformance.Site(http, logins)
        site.open()
        held, _, _ = site.lead.everything()
    assert {order["state"] for order in held.values()} == {"cancelled"}


def test_a_proxy_that_keeps_its_hands_off_breaks_nothing(url: str, logins: Logins) -> None:
    tried = {name for _, names, _ in SABOTAGES for name in names.split()}
    with proxy(url, honest) as through:
        assert broken(through, logins, *tried) == set()


@pytest.mark.parametrize(("sabotage", "tried", "seen"), SABOTAGES)
def test_what_a_proxy_does_to_the_protocol_is_seen(
    url: str, logins: Logins, sabotage: Sabotage, tried: str, seen: str
) -> None:
    with proxy(url, sabotage) as through:
        assert broken(through, logins, *tried.split()) == set(seen.split())


def test_where_nobody_can_sign_in_the_command_says_so_and_fails(url: str, logins: Logins) -> None:
    with proxy(url, lambda *_: httpx.Response(200, html="<h1>Welcome!</h1>")) as through:
        done = command(through, logins, "app_contract.conformance")
    assert done.returncode == 1
    assert done.stdout.startswith("✗ §7 A dispatcher and two technicians may sign in\n")
    assert "200, text/html" in done.stdout


def test_each_promise_is_of_a_section_that_sync_md_has() -> None:
    page = (ROOT / "app_contract/sync.md").read_text()
    sections = {int(number) for number in re.findall(r"^## (\d+)\. ", page, re.MULTILINE)}
    assert {promise.section for promise in PROMISES} <= sections
    assert len({promise.words for promise in PROMISES}) == len(PROMISES)
