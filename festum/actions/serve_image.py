"""An image as it was copied."""

from festum.actions.house import Unit
from festum.domain.images import Copied
from festum.errors import NotHere
from festum.store.images import load_image


async def serve_image(unit: Unit, key: str) -> Copied:
    """Raises NotHere."""
    found = await load_image(unit.connection, key)
    if found is None:
        raise NotHere("no_such_image")
    return found
