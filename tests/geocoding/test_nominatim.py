"""Nominatim: what is asked of it, and what is made of places described as its documentation has them (made up)."""

import pytest

from festum.domain.geocoding import Asking, Candidate, Question
from festum.domain.place import Point, Precision, Provenance
from festum.errors import NoAnswer
from festum.geocoding.geocoder import Manners
from festum.geocoding.nominatim import Nominatim
from tests.geocoding.misbehaving import GAZETTEER, MONTPELLIER, misbehaving, said

HALL = {
    "place_id": 1,
    "osm_type": "way",
    "osm_id": 1,
    "lat": "43.7301",
    "lon": "3.3144",
    "class": "amenity",
    "type": "community_centre",
    "addresstype": "amenity",
    "place_rank": 30,
    "importance": 0.00008,
    "name": "Salle des Fêtes",
    "display_name": "Salle des Fêtes, 3, Place du Mail, Lodève, Hérault, Occitanie, 34700, France",
    "address": {
        "amenity": "Salle des Fêtes",
        "house_number": "3",
        "road": "Place du Mail",
        "town": "Lodève",
        "municipality": "Béziers",
        "county": "Hérault",
        "postcode": "34700",
        "country_code": "fr",
    },
}


def question(text: str, asking: Asking = Asking.NAME) -> Question:
    lodeve = GAZETTEER.commune("34142")
    assert lodeve is not None
    return Question(text, asking, lodeve, "34700")


async def answered(places: object, text: str = "Salle des fêtes") -> tuple[Candidate, ...]:
    async with misbehaving(said(places)) as service:
        nominatim = Nominatim(service.base, agent="festum (x@agenda.example)")
        try:
            return await nominatim.ask(question(text))
        finally:
            await nominatim.close()


async def test_what_is_asked() -> None:
    async with misbehaving(said([])) as service:
        nominatim = Nominatim(f"{service.base}/osm", agent="festum (+https://agenda.example; x@agenda.example)")
        assert await nominatim.ask(question("Salle des fêtes")) == ()
        await nominatim.close()
    assert [(one.target, one.headers["User-Agent"]) for one in service.asked] == [
        (
            "/osm/search?q=Salle+des+f%C3%AAtes,+Lod%C3%A8ve&format=json&limit=10"
            "&viewbox=3.1304,43.59746,3.50376,43.86724&bounded=1"
            "&countrycodes=fr&addressdetails=1&accept-language=fr",
            "festum (+https://agenda.example; x@agenda.example)",
        )
    ]


async def test_named_place_with_everything_that_is_said_of_it() -> None:
    assert await answered([HALL]) == (
        Candidate(
            provider=Provenance.NOMINATIM,
            label=HALL["display_name"],
            name="Salle des Fêtes",
            housenumber="3",
            kind="amenity/community_centre",
            precision=Precision.HOUSENUMBER,
            point=Point(43.7301, 3.3144),
            score=1.0,
            postcode="34700",
            commune="Lodève",
        ),
    )


@pytest.mark.parametrize(
    ("kinds", "address", "precision"),
    [
        (("building", "yes", "building"), {}, Precision.HOUSENUMBER),
        (("place", "house", "place"), {"house_number": "3"}, Precision.HOUSENUMBER),
        (("tourism", "museum", "tourism"), {}, Precision.HOUSENUMBER),
        (("leisure", "park", "leisure"), {}, Precision.HOUSENUMBER),
        (("highway", "residential", "road"), {}, Precision.STREET),
        (("highway", "tertiary", ""), {}, Precision.STREET),
        (("place", "square", "square"), {}, Precision.STREET),
        (("highway", "bus_stop", "highway"), {}, Precision.LOCALITY),
        (("place", "hamlet", "hamlet"), {}, Precision.LOCALITY),
        (("place", "locality", "locality"), {}, Precision.LOCALITY),
        (("place", "suburb", "suburb"), {}, Precision.LOCALITY),
        (("landuse", "residential", "residential"), {}, Precision.LOCALITY),
        (("natural", "wood", "natural"), {}, Precision.LOCALITY),
        (("waterway", "river", "river"), {}, Precision.LOCALITY),
        (("place", "village", "village"), {}, Precision.COMMUNE),
        (("boundary", "administrative", "town"), {}, Precision.COMMUNE),
        (("boundary", "administrative", "county"), {}, Precision.COMMUNE),
        (("boundary", "administrative", ""), {}, Precision.COMMUNE),
        (("boundary", "administrative", "suburb"), {}, Precision.LOCALITY),
        (("place", "postcode", "postcode"), {}, Precision.COMMUNE),
    ],
    ids=lambda value: "/".join(value) if isinstance(value, tuple) else "",
)
async def test_precision_of_each_kind(
    kinds: tuple[str, str, str], address: dict[str, str], precision: Precision
) -> None:
    place = HALL | dict(zip(("class", "type", "addresstype"), kinds, strict=True)) | {"address": address}
    assert [one.precision for one in await answered([place])] == [precision]


@pytest.mark.parametrize(
    ("address", "commune", "old_commune"),
    [
        (
            {"village": "Conques", "town": "Conques-en-Rouergue", "municipality": "Rodez"},
            "Conques-en-Rouergue",
            "Conques",
        ),
        ({"village": "Poujols", "municipality": "Lodève"}, "Poujols", ""),
        ({"city": "Montpellier", "municipality": "Montpellier"}, "Montpellier", ""),
        ({}, "", ""),
    ],
)
async def test_commune_is_never_the_arrondissement(address: dict[str, str], commune: str, old_commune: str) -> None:
    (found,) = await answered([HALL | {"address": address}])
    assert (found.commune, found.old_commune) == (commune, old_commune)


async def test_score_is_the_likeness_of_its_name_or_of_its_number_and_street() -> None:
    house = {key: value for key, value in HALL.items() if key != "name"}
    house |= {"display_name": "3, Place du Mail, Lodève", "class": "place", "type": "house", "addresstype": "place"}
    by_name, by_address, another = [
        (await answered([place], text))[0].score
        for place, text in ((HALL, "Salle des fetes"), (house, "3 place du Mail"), (HALL, "Foyer rural"))
    ]
    assert (by_name, by_address) == (1.0, 1.0)
    assert another < 0.5


async def test_number_and_street_of_a_place_without_a_name() -> None:
    house = HALL | {"name": "", "display_name": "3, Place du Mail, Lodève", "class": "place", "type": "house"}
    (found,) = await answered([house])
    assert (found.name, found.housenumber) == ("Place du Mail", "3")


async def test_one_place_that_cannot_be_read_does_not_spoil_the_others() -> None:
    places = [HALL | {"lat": "?"}, HALL, {}, None, HALL | {"address": 7}, HALL | {"lon": "nan"}]
    assert await answered(places) == await answered([HALL])


@pytest.mark.parametrize("places", [{"error": "Unable to geocode"}, {}, "x", 7, [{}], [HALL | {"lat": None}]], ids=str)
async def test_answer_that_cannot_be_read(places: object) -> None:
    with pytest.raises(NoAnswer) as raised:
        await answered(places)
    assert raised.value.key == "geocoder_unreadable"


def test_manners_are_those_of_the_public_server() -> None:
    nominatim = Nominatim("https://nominatim.openstreetmap.org", agent="festum (x@agenda.example)")
    assert (nominatim.provider, nominatim.manners) == (Provenance.NOMINATIM, Manners(per_second=1, bulk=0))


async def test_commune_of_the_question_is_the_middle_of_what_is_looked_at() -> None:
    async with misbehaving(said([])) as service:
        nominatim = Nominatim(service.base, agent="festum (x@agenda.example)", around_km=1.112)
        await nominatim.ask(Question("Corum", Asking.NAME, MONTPELLIER))
        await nominatim.close()
    west, south, east, north = map(float, service.asked[0].target.split("viewbox=")[1].split("&")[0].split(","))
    middle = MONTPELLIER.point
    assert (south, north) == pytest.approx((middle.latitude - 0.01, middle.latitude + 0.01))
    assert Point(middle.latitude, west).distance_km(Point(middle.latitude, east)) == pytest.approx(2.224, abs=0.01)
