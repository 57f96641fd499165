"""Passwords: argon2id, slow enough for a thief of the database and quick enough for a sign-in.

The library's own parameters take 64 MiB and up to 0.4 s each, so that signing in would itself be a
denial of service; these take 19 MiB and about 40 ms (findings/security.md §5).
"""

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

LENGTH_LIMIT = 128
"""Characters of a password; a longer one is refused before it costs anything."""
AT_ONCE = 2
"""How many one process hashes at the same time; the others wait without a thread or connection."""

HASHER = PasswordHash([Argon2Hasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)])
NOBODYS = HASHER.hash(secrets.token_urlsafe())
"""Checked for a login that nobody has, so that the time taken does not tell which logins exist."""

_hashing = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="argon2")


async def hashed(password: str) -> str:
    """The hash to be kept of a password."""
    return await asyncio.get_running_loop().run_in_executor(_hashing, HASHER.hash, password)


async def matches(password: str, password_hash: str | None) -> bool:
    """Whether the password is that of the hash; without a hash it takes as long and never is."""
    loop = asyncio.get_running_loop()
    right = await loop.run_in_executor(_hashing, HASHER.verify, password, password_hash or NOBODYS)
    return right and password_hash is not None
