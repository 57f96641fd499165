from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import pytest

from backend.problems import Problem
from backend.uploads import tus

PHOTO = UUID("018f2d3a-0000-7000-8000-0000000000f1")
NAMED = b64encode(str(PHOTO).encode()).decode()
DIGEST = sha256(b"x").digest()
STATED = b64encode(DIGEST).decode()


def refusal(reads: object, *said: object) -> str:
    with pytest.raises(Problem) as refused:
        reads(*said)  # type: ignore[operator]  # each reads a header
    return refused.value.code


@pytest.mark.parametrize("version", [None, "", "0.9.0", "1.0.1", "1.0.0,1.0.0"])
def test_another_version_of_the_protocol_is_refused_with_ours(version: str | None) -> None:
    tus.speaks("1.0.0")
    with pytest.raises(Problem) as refused:
        tus.speaks(version)
    assert (refused.value.code, refused.value.headers) == ("tus_version", {"Tus-Version": "1.0.0"})


@pytest.mark.parametrize("written", [None, "", "-1", "+1", "1.0", " 1", "0x10", "١", "9" * 30, str(2**53)])
def test_what_counts_no_bytes_is_no_number(written: str | None) -> None:
    assert [tus.number("Upload-Offset", one) for one in ("0", "007", str(2**53 - 1))] == [0, 7, 2**53 - 1]
    assert refusal(tus.number, "Upload-Offset", written) == "unreadable"


@pytest.mark.parametrize(
    "metadata", [f"photo_id {NAMED}", f"filename eA==,photo_id {NAMED}", f"a,  photo_id {NAMED},b eA=="]
)
def test_the_metadata_names_the_photo_wherever_it_stands(metadata: str) -> None:
    assert tus.photo_of(metadata) == PHOTO


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        "",
        "photo_id",
        "photo_id !",
        "photo_id eA==",
        "photo_id /////w==",
        f"Photo_id {NAMED}",
        f"photo_id  {NAMED}=",
    ],
)
def test_metadata_that_name_no_photo_are_refused(metadata: str | None) -> None:
    assert refusal(tus.photo_of, metadata) == "unreadable"


@pytest.mark.parametrize(
    "said", ["", "sha256", "sha256 ", "sha1 " + STATED, "sha256 !", "sha256 eA==", STATED]
)
def test_a_checksum_is_a_sha256_or_refused(said: str) -> None:
    assert (tus.checksum_of(None), tus.checksum_of(f"sha256 {STATED}")) == (None, DIGEST)
    assert refusal(tus.checksum_of, said) == "unreadable"


def test_bytes_have_the_type_of_the_protocol() -> None:
    tus.brings_bytes("Application/Offset+Octet-Stream; charset=x")
    for other in (None, "", "image/jpeg", "application/octet-stream"):
        assert refusal(tus.brings_bytes, other) == "media_type"


def test_the_end_of_an_upload_is_told_as_http_tells_times() -> None:
    assert tus.expires(datetime(2026, 3, 2, 8, tzinfo=UTC)) == "Mon, 02 Mar 2026 08:00:00 GMT"
