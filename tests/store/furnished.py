"""The programme of `small.py` as a fixture."""

import pytest

from festum.actions.house import House
from tests.conftest import FURNISHINGS
from tests.databases import Furnishings
from tests.store.small import furnish


@pytest.fixture(scope="session")
def furnishings() -> Furnishings:
    return {"small": furnish, **FURNISHINGS}


@pytest.fixture
def small(house: House) -> House:
    """Just loaded."""
    return house
