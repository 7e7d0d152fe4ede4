"""Forgetting what geocoders answered, once it is so old that they should be asked again."""

from festum.actions.house import House
from festum.store import geocoder_answers


async def forget_answers(house: House) -> int:
    """How many were forgotten."""
    async with house.database.claiming() as connection:
        return await geocoder_answers.forget_answers(connection, house.instant())
