import pytest

from festum.actions.house import House
from tests.store.small import furnish


@pytest.fixture
async def small(house: House) -> House:
    """The small programme of `tests/store/small.py`."""
    return await furnish(house)
