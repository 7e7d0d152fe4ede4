"""Copies of images as they are kept."""

from dataclasses import replace

from festum.actions.house import House
from festum.domain.images import Copied
from festum.store.images import keep_image, load_image, stored_images

KEY, OTHER = "0b6f4b6e-1c1c-5b0e-9a53-3f2b8f6f1a10", "1b6f4b6e-1c1c-5b0e-9a53-3f2b8f6f1a10"
IMAGE = Copied(KEY, "https://partner.example/é.png", "image/jpeg", 80, 40, b"\x00\xff" * 999, "d" * 64)


async def kept(house: House, image: Copied) -> None:
    async with house.database.writing() as connection:
        await keep_image(connection, image, house.clock())


async def test_image_is_found_as_it_was_kept_and_the_first_copy_stays(house: House) -> None:
    await kept(house, IMAGE)
    await kept(house, replace(IMAGE, body=b"another"))
    async with house.database.reading() as connection:
        assert await load_image(connection, KEY) == IMAGE
        assert await load_image(connection, OTHER) is None


async def test_those_there_is_a_copy_of_are_told_however_many_are_asked_about(house: House) -> None:
    await kept(house, IMAGE)
    async with house.database.reading() as connection:
        assert await stored_images(connection, [KEY, OTHER]) == {KEY}
        assert await stored_images(connection, [*(str(n) for n in range(2500)), KEY]) == {KEY}
        assert await stored_images(connection, []) == frozenset()
