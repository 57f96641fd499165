"""The rules of every store, tried on a folder and on a bucket."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import obstore
import pytest

from backend.photos.store import Gone, Store, derived, original
from backend.problems import Problem
from tests.photos.conftest import Opened

CONTENT = b"".join(sha256(bytes([n])).digest() for n in range(256)) * 75
DIGEST = sha256(CONTENT).hexdigest()
SIZE = len(CONTENT)
LARGE = CONTENT * 18
UPLOAD = UUID(int=7)
SOON = timedelta(minutes=1)

Parts = list[tuple[str, int]]


async def written(store: Store, generation: int, content: bytes, *, secures_every: int = 250_000) -> Parts:
    """A piece, brought in small bites as a request brings it."""
    piece = await store.begin(UPLOAD, generation)
    for start in range(0, len(content), secures_every):
        for bite in range(start, min(start + secures_every, len(content)), 30_000):
            await piece.add(content[bite : min(bite + 30_000, start + secures_every)])
        await piece.secure()
    parts = await piece.secure()
    await piece.close()
    return parts


async def kept(store: Store, content: bytes = CONTENT) -> None:
    """The content is an object, and nothing is left of its upload."""
    parts = await written(store, 1, content)
    await store.keep(UPLOAD, parts, sha256(content).hexdigest(), len(content))
    await store.drop(UPLOAD)


async def keys(store: Store) -> list[str]:
    """All that is there."""
    return sorted([one["path"] async for found in obstore.list(store.objects) for one in found])


async def read(store: Store, key: str) -> bytes:
    found = await store.read(key)
    content = b"".join([chunk async for chunk in found.chunks])
    assert found.size == len(content)
    return content


def soon() -> datetime:
    return datetime.now(UTC) + SOON


@pytest.mark.parametrize("content", [CONTENT, LARGE, b"x"])
async def test_what_was_secured_is_kept_byte_for_byte(store: Store, content: bytes) -> None:
    digest = sha256(content).hexdigest()
    await kept(store, content)
    assert await keys(store) == [f"{digest[:2]}/{digest[2:]}"]
    assert await read(store, original(digest)) == content
    assert await store.holds(digest)


async def test_the_same_bytes_are_kept_once_however_often_they_come(opened: Opened) -> None:
    uploads = [uuid4() for _ in range(5)]

    async def bring(upload_id: UUID) -> None:
        store = opened()
        piece = await store.begin(upload_id, 1)
        await piece.add(CONTENT)
        await store.keep(upload_id, await piece.secure(), DIGEST, SIZE)
        await piece.close()
        await store.drop(upload_id)

    await asyncio.gather(*map(bring, uploads))
    await bring(uploads[0])
    assert await keys(opened()) == [original(DIGEST)]
    assert await read(opened(), original(DIGEST)) == CONTENT


@pytest.mark.parametrize("sent", [CONTENT[:-1], CONTENT + b"x", CONTENT[:-1] + b"x", b"", LARGE], ids=len)
@pytest.mark.parametrize("pieces", [1, 2])
async def test_nothing_is_kept_of_what_is_not_what_was_announced(
    store: Store, sent: bytes, pieces: int
) -> None:
    middle = len(sent) if pieces == 1 else len(sent) // 2
    parts = await written(store, 1, sent[:middle])
    if pieces == 2:
        parts += await written(store, 2, sent[middle:])
    for size in {SIZE, len(sent)}:
        with pytest.raises(Problem, match="photo_mismatch"):
            await store.keep(UPLOAD, parts, DIGEST, size)
    await store.drop(UPLOAD)
    assert await keys(store) == []
    assert not await store.holds(DIGEST)


async def test_several_pieces_are_one_object_in_their_order(store: Store) -> None:
    parts = [
        part
        for generation, (start, end) in {3: (0, 1000), 4: (1000, 400_000), 10: (400_000, SIZE)}.items()
        for part in await written(store, generation, CONTENT[start:end])
    ]
    assert b"".join([chunk async for chunk in store.contents(UPLOAD, parts)]) == CONTENT
    await store.keep(UPLOAD, parts, DIGEST, SIZE)
    assert await read(store, original(DIGEST)) == CONTENT


@pytest.mark.parametrize("resumed", [False, True])
async def test_what_a_killed_request_wrote_beyond_what_was_committed_is_never_read(
    store: Store, resumed: bool
) -> None:
    """Its row says less than its piece holds; another request brings the rest, if there is one."""
    middle = 250_000 if resumed else SIZE
    killed = await store.begin(UPLOAD, 1)
    await killed.add(CONTENT[:middle])
    committed = await killed.secure()
    await killed.add(b"of nobody" * 50_000)
    await killed.secure()
    rest = await written(store, 2, CONTENT[middle:]) if resumed else []
    assert b"".join([chunk async for chunk in store.contents(UPLOAD, committed + rest)]) == CONTENT
    await store.keep(UPLOAD, committed + rest, DIGEST, SIZE)
    await killed.close()
    assert await read(store, original(DIGEST)) == CONTENT


async def test_a_ghost_that_still_writes_does_not_touch_the_piece_of_who_took_over(store: Store) -> None:
    ghost = await store.begin(UPLOAD, 1)
    await ghost.add(CONTENT[:1000])
    committed = await ghost.secure()
    heir = await store.begin(UPLOAD, 2)
    await ghost.add(b"too late" * 100_000)
    await heir.add(CONTENT[1000:])
    await ghost.secure()
    parts = committed + await heir.secure()
    await ghost.close()
    await heir.close()
    await store.keep(UPLOAD, parts, DIGEST, SIZE)
    assert await read(store, original(DIGEST)) == CONTENT


async def test_a_generation_that_comes_again_after_a_restore_begins_empty(store: Store) -> None:
    lost = await written(store, 1, b"of the time after the dump")
    parts = await written(store, 1, CONTENT)
    assert parts[0] != lost[0]
    await store.keep(UPLOAD, parts, DIGEST, SIZE)
    assert await read(store, original(DIGEST)) == CONTENT


async def test_only_what_was_secured_counts_and_closing_loses_the_rest(store: Store) -> None:
    piece = await store.begin(UPLOAD, 1)
    await piece.add(CONTENT[:100])
    first = await piece.secure()
    assert await piece.secure() == first
    assert sum(length for _, length in first) == 100
    await piece.add(CONTENT[100:200])
    await piece.close()
    await piece.close()
    assert b"".join([chunk async for chunk in store.contents(UPLOAD, first)]) == CONTENT[:100]


@pytest.mark.parametrize("pieces", [1, 2])
async def test_two_that_finish_at_once_both_succeed(opened: Opened, pieces: int) -> None:
    first, second = opened(), opened()
    parts = await written(first, 1, CONTENT[: SIZE // pieces])
    if pieces == 2:
        parts += await written(first, 2, CONTENT[SIZE // 2 :])
    await asyncio.gather(*(store.keep(UPLOAD, parts, DIGEST, SIZE) for store in (first, second, first)))
    await first.keep(UPLOAD, parts, DIGEST, SIZE)
    await asyncio.gather(first.drop(UPLOAD), second.drop(UPLOAD))
    await second.keep(UPLOAD, parts, DIGEST, SIZE)
    assert await keys(first) == [original(DIGEST)]
    assert await read(first, original(DIGEST)) == CONTENT


@pytest.mark.parametrize("missing", ["all", "last"])
async def test_pieces_that_are_gone_are_a_mismatch_where_the_object_is_not_there(
    store: Store, missing: str
) -> None:
    parts = await written(store, 1, CONTENT[:1000]) + await written(store, 2, CONTENT[1000:])
    if missing == "all":
        await store.drop(UPLOAD)
    else:
        await obstore.delete_async(store.objects, f"uploads/{UPLOAD}/{parts[-1][0]}")
    with pytest.raises(Gone, match="photo_mismatch"):
        await store.keep(UPLOAD, parts, DIGEST, SIZE)
    with pytest.raises(Gone):
        await anext(store.contents(UPLOAD, parts[-1:]))
    await store.drop(UPLOAD)
    await store.drop(UPLOAD)
    assert await keys(store) == []


async def test_an_object_that_rotted_is_not_held_and_comes_back_with_the_same_bytes(store: Store) -> None:
    await kept(store)
    await obstore.put_async(store.objects, original(DIGEST), CONTENT[:-1] + b"x")
    assert not await store.holds(DIGEST)
    with pytest.raises(Gone):
        await store.keep(UPLOAD, [("1", SIZE)], DIGEST, SIZE)
    await kept(store)
    assert await store.holds(DIGEST)


async def test_the_sweeper_sees_objects_alone_by_when_they_were_kept_last(store: Store) -> None:
    digests = []
    for n in range(3):
        content = CONTENT[n:]
        digests.append(sha256(content).hexdigest())
        await kept(store, content)
    await store.put(derived(DIGEST, 320), b"smaller")
    await written(store, 9, CONTENT)
    tops = sorted({digest[:2] for digest in digests})
    assert [digest for top in tops async for digest in store.listed(top, soon())] == sorted(digests)
    assert [digest for top in tops async for digest in store.listed(top, soon() - 2 * SOON)] == []
    assert [upload_id async for upload_id in store.uploads(soon())] == [UPLOAD]
    assert [upload_id async for upload_id in store.uploads(soon() - 2 * SOON)] == []


async def test_an_object_goes_with_what_was_made_of_it_and_others_stay(store: Store) -> None:
    await kept(store)
    await kept(store, CONTENT[1:])
    other = sha256(CONTENT[1:]).hexdigest()
    for size in (320, 1280):
        await store.put(derived(DIGEST, size), b"smaller")
    await store.put(derived(DIGEST, 320), b"smaller still")
    assert await read(store, derived(DIGEST, 320)) == b"smaller still"
    await store.put(derived(other, 320), b"smaller")
    for _ in range(2):
        await store.delete(DIGEST)
        assert await keys(store) == sorted([original(other), derived(other, 320)])
    for key in (original(DIGEST), derived(DIGEST, 1280)):
        with pytest.raises(FileNotFoundError):
            await store.read(key)


BAD: list[Callable[[Store], Awaitable[object]]] = [
    lambda store: store.read("keys/token"),
    lambda store: store.read(f"../{original(DIGEST)}"),
    lambda store: store.read(f"uploads/{UPLOAD}/1"),
    lambda store: store.put("tmp/x", b""),
    lambda store: store.put(f"{DIGEST[:2]}/{DIGEST[2:]}/", b""),
    lambda store: store.holds(DIGEST.upper()),
    lambda store: store.delete(f"{DIGEST}/.."),
    lambda store: store.keep(UPLOAD, [("../1", 1)], DIGEST, 1),
    lambda store: store.keep(UPLOAD, [("1", 1)], DIGEST[:-1], 1),
]


@pytest.mark.parametrize("asks", range(len(BAD)))
async def test_a_key_comes_from_a_digest_or_an_id_and_from_nowhere_else(store: Store, asks: int) -> None:
    with pytest.raises(ValueError, match="is no "):
        await BAD[asks](store)
