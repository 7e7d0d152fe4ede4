"""Copying the images partners point to: some at a time, in bounded time, each kept as soon as it is there."""

import asyncio
from collections.abc import Iterator
from hashlib import sha256

from festum.actions.house import House
from festum.domain.images import Copied, Sources
from festum.errors import Unreadable
from festum.fetching.pictures import MEDIA_TYPE, make_picture
from festum.store.images import keep_image, stored_images

MOST_BYTES = 10_000_000
SECONDS = 20.0
SECONDS_FOR_ALL = 120.0
"""However many there are; those left over fail, and are tried again with the partner's next upload."""

AT_ONCE = 8
ACCEPT = "image/jpeg,image/png,image/webp,image/gif;q=0.9,*/*;q=0.1"


async def copy_images(house: House, images: Sources, seconds: float = SECONDS_FOR_ALL) -> frozenset[str]:
    """The keys that could not be copied. What is here already is not fetched again. Holds no transaction meanwhile."""
    if not images:
        return frozenset()
    async with house.unit() as unit:
        here = await stored_images(unit.connection, images.keys())
    wanted = [key for key in images if key not in here]
    left, copied = iter(wanted), set[str]()
    painting = asyncio.Lock()  # one at a time: decoded, an image may take 200 MB

    async def work(left: Iterator[str]) -> None:
        for key in left:
            try:
                await _copy(house, key, images[key], painting)
            except Unreadable:
                continue
            copied.add(key)

    try:
        async with asyncio.timeout(seconds), asyncio.TaskGroup() as workers:
            for _ in range(min(AT_ONCE, len(wanted))):
                workers.create_task(work(left))
    except TimeoutError:
        pass  # those that were not reached are not among the copied
    return frozenset(wanted) - copied


async def copy_image(house: House, key: str, source: str) -> None:
    """One, for somebody who waits for it. Raises Unreadable with what is wrong with it."""
    if await copy_needed(house, key):
        await _copy(house, key, source, asyncio.Lock())


async def copy_needed(house: House, key: str) -> bool:
    async with house.unit() as unit:
        return key not in await stored_images(unit.connection, [key])


async def _copy(house: House, key: str, source: str, painting: asyncio.Lock) -> None:
    fetched = await house.fetcher.fetch(source, most_bytes=MOST_BYTES, seconds=SECONDS, accept=ACCEPT)
    async with painting:
        picture = await asyncio.to_thread(make_picture, fetched.content)
    digest = sha256(picture.body).hexdigest()
    copy = Copied(key, source, MEDIA_TYPE, picture.width, picture.height, picture.body, digest)
    async with house.database.writing() as connection:
        await keep_image(connection, copy, house.clock())
