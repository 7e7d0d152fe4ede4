"""France outside the region."""

import pytest

from festum.domain.gazetteer import load_gazetteer
from festum.domain.gazetteer_data import read_namesakes
from festum.domain.outside import namesakes, outside_departement, outside_postcode


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("86", "Vienne (86)"), ("Vienne", "Vienne (86)"), ("86 - Vienne", "Vienne (86)"), ("1", "Ain (01)"),
        ("2a", "Corse-du-Sud (2A)"), ("974", "La Réunion (974)"), ("bouches du rhone", "Bouches-du-Rhône (13)"),
        ("34", None), ("Hérault", None), ("", None), ("Espagne", None), ("100", None),
    ],
)  # fmt: skip
def test_departement_outside_the_region(text: str, found: str | None) -> None:
    assert outside_departement(text) == found


@pytest.mark.parametrize(
    ("postcode", "found"),
    [("64000", "Pyrénées-Atlantiques (64)"), ("20000", "Corse (20)"), ("97400", "La Réunion (974)"),
     ("34700", None), ("09300", None), ("00100", ""), ("99999", "")],
)  # fmt: skip
def test_postcode_outside_the_region(postcode: str, found: str | None) -> None:
    assert outside_postcode(postcode) == found


def test_namesakes_are_of_our_communes_and_elsewhere() -> None:
    ours = {commune.insee_code for commune in load_gazetteer().communes}
    assert set(read_namesakes()) <= ours
    assert namesakes("32160") == ("Vienne (86)",)
    assert namesakes("81065") == ()  # Castres in the Aisne has 246 inhabitants
    assert all(namesakes(code) for code in read_namesakes())
