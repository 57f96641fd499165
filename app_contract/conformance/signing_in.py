"""Who may speak: tokens, and what comes back without one."""

from functools import partial
from uuid import uuid4

import httpx

from app_contract.conformance.promises import Broken, Promise, expect, promised
from app_contract.conformance.site import Document, Site, refused, spoken

PROMISES: list[Promise] = []
promise = partial(promised, PROMISES)
ATTEMPTS_LIMIT = 50


@promise(7)
def wrong_password(site: Site) -> None:
    """A wrong password is told apart from a server that is down."""
    refused(guess(site), 401, "wrong_credentials")


@promise(7)
def refreshed_twice(site: Site) -> None:
    """A refresh whose answer was lost may be repeated, and the new tokens work."""
    person = site.lead
    _, again = (refreshed(site, person.refresh) for _ in range(2))
    person.access, person.refresh = again["access_token"], again["refresh_token"]
    expect("who the new token is", spoken(person.ask("GET", "/v1/me"), 200)["id"], str(person.id))
    person.refresh = refreshed(site, person.refresh)["refresh_token"]


def refreshed(site: Site, token: str) -> Document:
    """The next tokens. Raises Broken."""
    return spoken(site.http.post("/v1/token/refresh", json={"refresh_token": token}), 200)


@promise(7)
def refresh_refused(site: Site) -> None:
    """What is no refresh token is refused by its own code, and nothing else is."""
    body = {"refresh_token": "callout_refresh_none"}
    refused(site.http.post("/v1/token/refresh", json=body), 401, "refresh_refused")


@promise(3)
def no_token(site: Site) -> None:
    """A sync without a good token is 401, and a problem document says so."""
    for headers in ({}, {"Authorization": "Bearer none"}):
        content = site.lead.envelope()
        response = site.http.post("/v1/sync", content=content, headers=headers)
        refused(response, 401, "unauthenticated")


@promise(3)
def wrong_device(site: Site) -> None:
    """A token of another installation is refused by its own code."""
    refused(site.lead.post(site.other.envelope()), 403, "wrong_device")


@promise(3)
def too_often(site: Site) -> None:
    """Who asks too often is told by Retry-After, in seconds, when to come back."""
    nobody = f"conformance-{uuid4()}"
    tries = (guess(site, nobody) for _ in range(ATTEMPTS_LIMIT))
    response = next((one for one in tries if one.status_code != 401), None)
    if response is None:
        raise Broken(f"{ATTEMPTS_LIMIT} wrong passwords in a row are let through")
    refused(response, 429, "too_many_attempts")
    wait = response.headers.get("Retry-After", "")
    if not wait.isdigit() or not int(wait):
        raise Broken(f"Retry-After is {wait or 'missing'}")


def guess(site: Site, login: str = "") -> httpx.Response:
    """What comes of a sign-in that must fail, under a login that nobody has: nobody is locked out by it."""
    device = {"id": str(uuid4()), "name": "Conformance run", "platform": "conformance"}
    body = {"login": login or f"conformance-{uuid4()}", "password": "none", "device": device}
    return site.http.post("/v1/sign-in", json=body)
