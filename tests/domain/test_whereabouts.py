"""Which commune a point is in: towns one knows, enclaves, the sea, the neighbours, and every town hall there is."""

import json
import math

import pytest

from festum.domain.gazetteer import contours, load_gazetteer
from festum.domain.place import Point
from festum.domain.whereabouts import NOWHERE, Whereabouts, whereabouts

GAZETTEER = load_gazetteer()

TOWNS = {
    "Foix": (42.9649, 1.6053, "09"), "Pamiers": (43.1164, 1.6108, "09"), "Carcassonne": (43.2130, 2.3491, "11"),
    "Narbonne": (43.1843, 3.0042, "11"), "Rodez": (44.3506, 2.5750, "12"), "Millau": (44.0982, 3.0780, "12"),
    "Nîmes": (43.8374, 4.3601, "30"), "Alès": (44.1250, 4.0810, "30"), "Toulouse": (43.6045, 1.4442, "31"),
    "Saint-Gaudens": (43.1085, 0.7236, "31"), "Auch": (43.6460, 0.5860, "32"), "Condom": (43.9580, 0.3720, "32"),
    "Béziers": (43.3440, 3.2150, "34"), "Sète": (43.4040, 3.6970, "34"), "Lodève": (43.7320, 3.3190, "34"),
    "Cahors": (44.4480, 1.4410, "46"), "Figeac": (44.6085, 2.0317, "46"), "Mende": (44.5180, 3.5010, "48"),
    "Florac Trois Rivières": (44.3250, 3.5930, "48"), "Tarbes": (43.2330, 0.0780, "65"),
    "Lourdes": (43.0950, -0.0460, "65"), "Perpignan": (42.6990, 2.8950, "66"), "Albi": (43.9290, 2.1480, "81"),
    "Montauban": (44.0180, 1.3550, "82"),
}  # fmt: skip


def at(latitude: float, longitude: float, most: int = 5) -> Whereabouts:
    return whereabouts(Point(latitude, longitude), GAZETTEER, most)


def named(found: Whereabouts) -> tuple[str | None, list[str]]:
    return found.departement.code if found.departement else None, [commune.name for commune, _ in found.communes]


@pytest.mark.parametrize("name", TOWNS)
def test_a_town_is_where_it_is(name: str) -> None:
    latitude, longitude, departement = TOWNS[name]
    found = at(latitude, longitude)
    commune, km = found.communes[0]
    assert (found.departement and found.departement.code, commune.name) == (departement, name)
    assert km < 3


def test_every_town_hall_gives_its_own_commune_first() -> None:
    """Pourcharesses has its town hall in Villefort, which is larger and so the likelier."""
    first = {commune.insee_code: whereabouts(commune.point, GAZETTEER, 2).communes[0] for commune in GAZETTEER.communes}
    assert {code: commune.name for code, (commune, _) in first.items() if commune.insee_code != code} == {
        "48117": "Villefort"
    }
    assert all(km == 0 for _, km in first.values())


def test_every_town_hall_is_in_its_departement_but_one_that_is_thirty_metres_off() -> None:
    strayed = [
        commune.name
        for commune in GAZETTEER.communes
        if GAZETTEER.departements[commune.departement] != whereabouts(commune.point, GAZETTEER, 1).departement
    ]
    assert strayed == ["Sainte-Marie"]


def test_communes_are_given_the_nearest_first_and_so_many_as_asked() -> None:
    found = at(43.6045, 1.4442, most=3)
    assert named(found) == ("31", ["Toulouse", "Balma", "Blagnac"])
    assert [round(km, 1) for _, km in found.communes] == [0.0, 4.5, 5.0]


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (43.20, 3.60),  # the sea before Agde
        (42.5063, 1.5218),  # Andorra la Vella
        (42.4650, 1.9850),  # Llívia: Spain, with Pyrénées-Orientales all around it
        (43.2951, -0.3708),  # Pau
        (43.3000, -0.0700),  # between the enclaves and the rest of Hautes-Pyrénées: Pyrénées-Atlantiques
        (43.2965, 5.3698),  # Marseille
        (48.8566, 2.3522),  # Paris
        (-43.6, 3.9),
        (90.0, 0.0),
    ],
)
def test_a_point_outside_the_region_is_nowhere(latitude: float, longitude: float) -> None:
    assert at(latitude, longitude) == NOWHERE


@pytest.mark.parametrize(
    ("latitude", "longitude", "commune"), [(43.3480, -0.0870, "Escaunets"), (43.2920, -0.1180, "Gardères")]
)
def test_the_enclaves_of_hautes_pyrenees_are_in_it(latitude: float, longitude: float, commune: str) -> None:
    code, communes = named(at(latitude, longitude))
    assert (code, communes[0]) == ("65", commune)


@pytest.mark.parametrize(
    ("north", "departement", "of"),
    [(-0.0020, "31", {"31"}), (-0.0005, "31", {"31", "82"}), (0.0005, "82", {"31", "82"}), (0.0020, "82", {"82"})],
)
def test_within_a_hundred_metres_of_a_border_communes_beyond_it_are_likely_too(
    north: float, departement: str, of: set[str]
) -> None:
    """Between Fronton and Canals, so many degrees north of the border."""
    found = at(43.8557 + north, 1.3149, most=20)
    assert found.departement is not None
    assert found.departement.code == departement
    assert {commune.departement for commune, _ in found.communes} == of


def test_a_point_on_a_border_is_in_one_departement() -> None:
    """Corners of all contours, where two or three of them meet: never in two, and by 100 m never in none."""
    corners = {tuple(position) for ring in _rings() for position in ring}
    assert len(corners) > 4000
    assert all(at(latitude, longitude, 1).departement for longitude, latitude in sorted(corners)[::10])


def _rings() -> list[list[list[float]]]:
    shapes = [feature["geometry"] for feature in json.loads(contours())["features"]]
    many = [shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]] for shape in shapes]
    return [ring for polygons in many for polygon in polygons for ring in polygon]


@pytest.mark.parametrize(("latitude", "longitude"), [(math.nan, 3.0), (43.6, math.inf), (91.0, 3.0), (43.6, 181.0)])
def test_what_is_no_point_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="not a WGS 84 point"):
        at(latitude, longitude)
