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


@pytest.mark.parametrize("name", FILTERS)
def test_no_filter_breaks_on_what_nobody_would_type(name: str) -> None:
    for typed in ("\x00", "\ud800", "'; DROP TABLE events; --", "9" * 5000, "%", "²", "-0", "٢٠١٨", "NaN"):
        with pytest.raises(FestumError) as refusal:
            FILTERS[name].read(name, typed, VOCABULARIES)
        assert isinstance(refusal.value, UnknownValue if name not in ("from", "to") else Malformed)
