"""A bucket as the place of the anchor: an object for each line, made once and never written again."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError

from backend.photos.store.bucket import bucket_at
from backend.reports.anchor.place import Tail, Taken

NAME = re.compile(r"([0-9]{12})\.jws")
AT_ONCE = 16
"""So many objects are read at a time; the newest of as many are looked at for the last that is good."""


class BucketAnchor:
    """Objects `000000000001.jws` and on below `s3://bucket/folder`; access is as to a bucket of photos."""

    def __init__(self, address: str) -> None:
        self.objects = bucket_at(address)

    async def tail(self) -> Tail:
        """The objects with the highest numbers."""
        numbers = await self._numbers()
        last = numbers[-1] if numbers else 0
        return Tail(await self._read(numbers[-AT_ONCE:]), last, last)

    async def add(self, number: int, line: bytes, end: int) -> int:
        """Make the object, which nobody has made before; `end` is the highest number there was."""
        if number <= end:
            raise Taken
        with trouble():
            await obstore.put_async(self.objects, f"{number:012}.jws", line, mode="create")
        return number

    async def lines(self) -> AsyncIterator[tuple[bytes, bool]]:
        """Object by object; each is whole."""
        numbers = await self._numbers()
        for start in range(0, len(numbers), AT_ONCE):
            for line in await self._read(numbers[start : start + AT_ONCE]):
                yield line, True

    async def _numbers(self) -> list[int]:
        """The numbers of all objects, ascending."""
        numbers = []
        with trouble():
            async for found in obstore.list(self.objects, chunk_size=1000):
                names = [NAME.fullmatch(one["path"]) for one in found]
                numbers += [int(name[1]) for name in names if name]
        return sorted(numbers)

    async def _read(self, numbers: list[int]) -> list[bytes]:
        """What these objects hold."""
        return list(await asyncio.gather(*(self._object(number) for number in numbers)))

    async def _object(self, number: int) -> bytes:
        """What an object holds."""
        with trouble():
            found = await obstore.get_async(self.objects, f"{number:012}.jws")
            return bytes(await found.bytes_async())


@contextmanager
def trouble() -> Iterator[None]:
    """Trouble of the bucket is an OSError, as that of a disk is; an object that was there before is Taken."""
    try:
        yield
    except AlreadyExistsError:
        raise Taken from None
    except BaseError as error:
        raise OSError(str(error).partition("\n")[0]) from error
