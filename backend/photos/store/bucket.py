"""A bucket as the store of photos (S3 and what speaks like it). What a put has answered is durable there."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import obstore
from obstore.store import S3Store

from backend.photos.store.objects import Gone, Pieces, Store, checked, original, piece_key, trouble
from backend.problems import Problem

ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
"""Who may name another server than Amazon's; the first that is set counts."""
WAIT = timedelta(seconds=20)
"""For a bucket that says nothing, and for trying again: a phone waits meanwhile, and comes back by itself."""
READING = timedelta(hours=1)
"""For all of an answer: a phone on a mountain road may take that long to read a photo."""


class BucketStore(Store):
    """Objects below `s3://bucket/folder`. Credentials, region and endpoint are AWS_… in the environment.

    What uploads that were cut leave inside the bucket, unseen (multipart uploads), its own lifecycle rule
    removes.
    """

    def __init__(self, address: str) -> None:
        super().__init__(bucket_at(address))

    async def begin(self, upload_id: UUID, generation: int) -> "BucketPiece":
        """Gathers in memory; nothing is asked of the bucket yet."""
        return BucketPiece(self, upload_id, generation)

    async def keep(self, upload_id: UUID, pieces: Pieces, digest: str, size: int) -> None:
        """Pieces are streamed into a put, which is given up at its end if they are not what they must be."""
        if sum(length for _, length in pieces) != size:
            raise Problem("photo_mismatch", f"not the {size} bytes that were announced")
        try:
            await self.write(self.contents(upload_id, pieces), digest)
        except Gone:
            # Another request may have made the object of them.
            if not await self.holds(digest):
                raise
            await self.write((await self.read(original(digest))).chunks, digest)

    async def put(self, key: str, content: bytes) -> None:
        """One put. Raises `unavailable`."""
        await self.put_any(checked(key), content)

    async def drop(self, upload_id: UUID) -> None:
        """All objects of the upload go."""
        with trouble("photo_not_removed"):
            async for found in obstore.list(self.objects, prefix=f"uploads/{upload_id}"):
                await obstore.delete_async(self.objects, [one["path"] for one in found])

    async def sweep(self, before: datetime) -> None:
        """Nothing: a put is whole or not at all."""

    async def write(self, chunks: AsyncIterator[bytes], digest: str) -> None:
        """Put what comes under its digest. Raises `photo_mismatch`, `unavailable`, what `chunks` raises."""
        await self.put_any(original(digest), verified(chunks, digest))

    async def put_any(self, key: str, content: bytes | AsyncIterator[bytes]) -> None:
        """Put, pieces too. Raises `unavailable`."""
        with trouble("photo_not_written"):
            await obstore.put_async(self.objects, key, content)


class BucketPiece:
    """A piece as objects that never change: one for each time that it is secured."""

    def __init__(self, store: BucketStore, upload_id: UUID, generation: int) -> None:
        self.store = store
        self.upload_id = upload_id
        self.generation = generation
        self.gathered: list[bytes] = []
        self.parts: list[tuple[str, int]] = []

    async def add(self, data: bytes) -> None:
        """Gather; all of it is in memory until it is secured."""
        self.gathered.append(data)

    async def secure(self) -> list[tuple[str, int]]:
        """Put what was gathered; gives all objects so far. Raises `unavailable`, and may be tried again."""
        content = b"".join(self.gathered)
        if content:
            name = f"{self.generation}.{len(self.parts)}"
            await self.store.put_any(piece_key(self.upload_id, name), content)
            self.parts.append((name, len(content)))
            self.gathered.clear()
        return list(self.parts)

    async def close(self) -> None:
        """Forget what was not secured."""
        self.gathered.clear()


def bucket_at(address: str) -> S3Store:
    """What is below `s3://bucket/folder`, with access as the environment says; nothing is asked of it yet."""
    bucket, _, folder = address.removeprefix("s3://").partition("/")
    endpoint = next((os.environ[name] for name in ENDPOINTS if os.environ.get(name)), "")
    return S3Store(
        bucket,
        prefix=folder.strip("/") or None,
        client_options={
            "allow_http": endpoint.startswith("http://"),
            "read_timeout": WAIT,
            "timeout": READING,
        },
        retry_config={"max_retries": 3, "retry_timeout": WAIT},
    )


async def verified(chunks: AsyncIterator[bytes], digest: str) -> AsyncIterator[bytes]:
    """What comes; raises `photo_mismatch` at the end where it is not this, so that a put is given up."""
    hashed = sha256()
    async for chunk in chunks:
        await asyncio.to_thread(hashed.update, chunk)
        yield chunk
    if hashed.hexdigest() != digest:
        raise Problem("photo_mismatch", f"bytes with SHA-256 {hashed.hexdigest()} arrived")
