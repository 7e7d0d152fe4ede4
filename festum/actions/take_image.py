"""An image named in a correction by hand: copied before the correction is decided, while its editor waits."""

from festum.actions.copy_images import copy_image
from festum.actions.house import House
from festum.domain.images import host, key_in
from festum.store.images import stored_images


async def take_image(house: House, image: str) -> str:
    """Where it stands with us. Raises Unreadable, saying what is wrong with it.

    What is no address is given back as it is: the correction is judged as a whole, and says so then.
    """
    key = key_in(image)
    async with house.unit() as unit:
        known = await stored_images(unit.connection, [key] if key else [])
    hosted = host(image, known)
    if hosted is None:
        return image
    if hosted.source:
        await copy_image(house, hosted.key, hosted.source)
    return hosted.path
