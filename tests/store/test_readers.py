"""What may be typed into a filter, what it becomes, and what the refusal proposes instead."""

from datetime import date

import pytest

from festum.domain.gazetteer import load_gazetteer
from festum.domain.vocabularies import Vocabularies
from festum.errors import FestumError, Malformed, UnknownValue
from festum.store.filters import FILTERS

VOCABULARIES = Vocabularies(
    gazetteer=load_gazetteer(),
    editions=(2017, 2018),
    current=2018,
    partners={"cercle": "Cercle occitan", "mairie": "Mairie", "nord": "Calandreta", "sud": "calandreta"},
    today=date(2018, 12, 31),
)

READ = [
    ("edition", "2017", "2017"),
    ("edition", "all", "all"),
    ("departement", "34", "34"),
    ("departement", "herault", "34"),
    ("departement", "Pyrénées-Orientales", "66"),
    ("commune", "34142", "34142"),
    ("commune", "9122", "09122"),  # a spreadsheet ate the zero
    ("commune", "LODEVE", "34142"),
    ("commune", "Perpinyà", "66136"),
    ("epci", "243100518", "243100518"),
    ("epci", "toulouse metropole", "243100518"),
    ("partner", "cercle", "cercle"),
    ("partner", "CERCLE  Occitan", "cercle"),
    ("language", "OC-gascon", "oc-gascon"),
    ("language", "not-stated", "not-stated"),
    ("category", "Baleti", "baleti"),
    ("from", "2018-06-23", "2018-06-23"),
    ("from", "20180623", "2018-06-23"),
    ("from", "today", "2018-12-31"),
    ("to", "tomorrow", "2019-01-01"),
    ("free", "1", "yes"),
    ("free", "FALSE", "no"),
    ("free", "donation", "donation"),
    ("status", "full", "full"),
]


@pytest.mark.parametrize(("name", "typed", "value"), READ)
def test_a_value_is_read_in_its_canonical_spelling(name: str, typed: str, value: str) -> None:
    assert FILTERS[name].read(name, typed, VOCABULARIES) == value


def refused(key: str, **values: str) -> tuple[str, dict[str, str]]:
    return key, values


REFUSED = [
    ("edition", "2019", refused("unknown_value_near", name="edition", value="2019", nearest="2018")),
    ("edition", "tout", refused("unknown_value", name="edition", value="tout")),
    ("departement", "Hérautl", refused("unknown_value_near", name="departement", value="Hérautl", nearest="Hérault")),
    ("departement", "75", refused("unknown_value", name="departement", value="75")),
    ("commune", "Montpelier", refused("unknown_value_near", name="commune", value="Montpelier", nearest="Montpellier")),
    ("commune", "75056", refused("unknown_value", name="commune", value="75056")),
    (
        "commune",
        "Barjac",
        refused(
            "ambiguous_commune", name="commune", value="Barjac",
            nearest="30029 (Barjac, 30), 48018 (Barjac, 48), 09037 (Barjac, 09)",
        ),
    ),
    ("epci", "Tolouse Métropole", refused(
        "unknown_value_near", name="epci", value="Tolouse Métropole", nearest="Toulouse Métropole"
    )),
    ("partner", "cerlce", refused("unknown_value_near", name="partner", value="cerlce", nearest="cercle")),
    ("partner", "Calandreta", refused("unknown_value", name="partner", value="Calandreta")),  # two are called so
    ("language", "oc-gascoun", refused("unknown_value_near", name="language", value="oc-gascoun", nearest="oc-gascon")),
    ("language", "de", refused("unknown_value", name="language", value="de")),
    ("category", "balèti!", refused("unknown_value_near", name="category", value="balèti!", nearest="baleti")),
    ("free", "donations", refused("unknown_value_near", name="free", value="donations", nearest="donation")),
    ("status", "canceled", refused("unknown_value_near", name="status", value="canceled", nearest="cancelled")),
    ("from", "23/06/2018", refused("invalid_date", name="from", value="23/06/2018")),
    ("to", "2018-06-31", refused("invalid_date", name="to", value="2018-06-31")),
    ("to", "Today", refused("invalid_date", name="to", value="Today")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "said"), REFUSED)
def test_a_value_that_never_existed_is_refused_with_the_nearest_that_does(
    name: str, typed: str, said: tuple[str, dict[str, str]]
) -> None:
    with pytest.raises(Malformed) as refusal:
        FILTERS[name].read(name, typed, VOCABULARIES)
    assert (refusal.value.key, refusal.value.values) == said


@pytest.mark.parametrize("name", [name for name in FILTERS if name != "q"])
def test_no_filter_breaks_on_what_nobody_would_type(name: str) -> None:
    for typed in ("\x00", "\ud800", "'; DROP TABLE events; --", "9" * 5000, "%", "²", "-0", "٢٠١٨", "NaN"):
        with pytest.raises(FestumError) as refusal:
            FILTERS[name].read(name, typed, VOCABULARIES)
        assert isinstance(refusal.value, UnknownValue if name not in ("from", "to", "radius_km") else Malformed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Feu   de la Saint-Jean ", "Feu de la Saint-Jean"),
        ("a\x00b", "ab"),
        ("'; DROP TABLE events; --", "'; DROP TABLE events; --"),
        ("x" * 200, "x" * 200),
    ],
)
def test_words_are_read_as_they_will_be_shown_again(typed: str, read: str) -> None:
    assert FILTERS["q"].read("q", typed, VOCABULARIES) == read


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("q", "?!", refused("no_words", name="q", value="?!")),
        ("q", "x" * 201, ("text_too_long", {"name": "q", "most": 200})),
        ("near", "91,3", ("point_range", {"name": "near", "value": "91,3"})),
        ("radius_km", "0.5", ("radius_range", {"name": "radius_km", "least": 1, "most": 300})),
        ("radius_km", "301", ("radius_range", {"name": "radius_km", "least": 1, "most": 300})),
        ("radius_km", "ten", ("radius_range", {"name": "radius_km", "least": 1, "most": 300})),
    ],
)
def test_words_places_and_distances_out_of_bounds_are_refused(
    name: str, typed: str, said: tuple[str, dict[str, object]]
) -> None:
    with pytest.raises(Malformed) as refusal:
        FILTERS[name].read(name, typed, VOCABULARIES)
    assert (refusal.value.key, refusal.value.values) == said


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Lodève", "34142"),
        ("34142", "34142"),
        ("43.73,3.32", "43.73000,3.32000"),
        (" 43.7312345 ; -0.3 ", "43.73123,-0.30000"),
        ("43,-0.000001", "43.00000,0.00000"),
    ],
)
def test_a_place_is_a_commune_or_a_point_in_one_spelling(typed: str, read: str) -> None:
    assert FILTERS["near"].read("near", typed, VOCABULARIES) == read


@pytest.mark.parametrize(("typed", "read"), [("20", "20"), ("20.0", "20"), ("5.50", "5.5"), ("300", "300")])
def test_a_distance_has_one_spelling(typed: str, read: str) -> None:
    assert FILTERS["radius_km"].read("radius_km", typed, VOCABULARIES) == read
