"""Every filter, on both databases, over a programme small enough to check by hand."""

from datetime import date
from urllib.parse import parse_qsl

import pytest

from festum.actions.house import House
from festum.domain.query import Query
from festum.domain.vocabularies import Vocabularies
from festum.store.filters import FILTERS, conditions
from festum.store.listings import page_of_listings
from tests.store.small import names_by_uid

ALL = ["dos1", "expo", "fuoc", "bal", "cant", "sens", "dos2"]
"""The current edition in the order of festival days: what starts at half past midnight follows its evening."""

SELECTIONS = {
    "": ALL,
    "edition=2018": ALL,
    "edition=2017": ["vielh"],
    "edition=2017,2018": ["vielh", *ALL],
    "edition=all": ["vielh", *ALL],
    "edition=all,2017": ["vielh", *ALL],
    "departement=34": ["dos1", "bal"],
    "departement=Hérault": ["dos1", "bal"],
    "departement=pyrenees-orientales": ["expo", "fuoc"],
    "departement=34,31": ["dos1", "bal", "cant", "dos2"],
    "departement=09": [],
    "commune=34142": ["dos1", "bal"],
    "commune=lodeve": ["dos1", "bal"],
    "commune=Toulouse,66136": ["expo", "fuoc", "cant", "dos2"],
    "epci=243100518": ["cant", "dos2"],
    "epci=toulouse-metropole": ["cant", "dos2"],
    "partner=mairie": ["expo", "fuoc"],
    "partner=cercle occitan": ["dos1", "bal", "cant", "sens", "dos2"],
    "partner=mairie,cercle": ALL,
    "language=oc": ["dos1", "bal", "cant", "dos2"],
    "language=oc-gascon": ["cant"],
    "language=oc-aranes": [],
    "language=ca": ["dos1", "fuoc", "dos2"],
    "language=ca,fr": ["dos1", "expo", "fuoc", "cant", "dos2"],
    "language=not-stated": ["sens"],
    "language=ca,not-stated": ["dos1", "fuoc", "sens", "dos2"],
    "category=baleti": ["bal"],
    "category=concert,walk": ["dos1", "cant", "dos2"],
    "category=not-stated": ["sens"],
    "category=not-stated,bonfire": ["fuoc", "sens"],
    "category=correfoc": [],
    "from=2018-06-23": ["expo", "fuoc", "bal", "cant", "sens", "dos2"],
    "from=2018-06-24": ["expo", "sens", "dos2"],  # the ball ended at two in the morning with its evening
    "from=2018-06-30": ["expo", "dos2"],
    "from=2018-07-01": ["dos2"],
    "to=2018-06-19": ["dos1"],
    "to=2018-06-20": ["dos1", "expo"],
    "to=2018-06-23": ["dos1", "expo", "fuoc", "bal", "cant"],  # cantèra at half past midnight is still the 23rd
    "from=2018-06-24&to=2018-06-24": ["expo"],
    "from=today&to=tomorrow": ["expo", "sens"],
    "from=tomorrow&to=today": [],  # not "expo", which goes on over both
    "from=2019-01-01": [],
    "edition=all&to=2018-06-01": ["vielh", "dos1"],
    "free=yes": ["bal"],
    "free=true": ["bal"],
    "free=no": ["cant"],
    "free=donation": ["fuoc"],
    "free=not-stated": ["dos1", "expo", "sens", "dos2"],
    "free=yes,no": ["bal", "cant"],
    "status=confirmed": ["dos1", "bal", "cant", "dos2"],
    "status=cancelled": ["fuoc"],
    "status=postponed,full": ["expo", "sens"],
    "departement=not-stated": ["sens"],
    "departement=34,not-stated": ["dos1", "bal", "sens"],
    "commune=not-stated,34142": ["dos1", "bal", "sens"],
    "epci=not-stated": ["sens"],
    "q=bal": ["bal"],
    "q=BALÈTI": ["bal"],
    "q=feu de la Saint-Jean": ["fuoc"],
    "q=saint jean": ["fuoc", "bal"],
    "q=deux dates": ["dos1", "dos2"],
    "q=dates toulouse": ["dos2"],
    "q=mairie": ["expo", "fuoc"],
    "q=tolosa": ["cant", "dos2"],
    "q=expos": ["expo"],
    "q=nothing of the kind": [],
    "near=34142": ["dos1", "bal"],
    "near=Lodève&radius_km=1": ["dos1", "bal"],
    "near=43.6,1.44&radius_km=30": ["cant", "dos2"],
    "near=34142&radius_km=300": ["dos1", "expo", "fuoc", "bal", "cant", "dos2"],
    "near=42.69,2.89&q=sant joan": ["fuoc"],
    "accessible=yes": [],
    "accessible=not-stated": ALL,
    "accessible=yes,not-stated": ALL,
    "from=weekend&to=weekend": ["expo", "fuoc", "bal", "cant"],
    "departement=34&language=ca": ["dos1"],
    "departement=66&free=donation&status=cancelled&category=bonfire": ["fuoc"],
    "departement=66&free=yes": [],
}


def query_of(house: House, text: str) -> Query:
    vocabularies = Vocabularies(
        gazetteer=house.gazetteer,
        editions=(2017, 2018),
        current=2018,
        partners={"cercle": "Cercle occitan", "mairie": "Mairie de Perpignan"},
        today=date(2018, 6, 24),
    )
    return Query.of(
        {
            name: tuple(
                FILTERS[name].read(name, value, vocabularies)
                for value in (values.split(",") if FILTERS[name].plural else [values])
            )
            for name, values in parse_qsl(text)
        }
    )


async def selected(house: House, query: Query, current: int | None) -> list[str]:
    names = await names_by_uid(house)
    async with house.database.reading() as connection:
        page = await page_of_listings(connection, house.gazetteer, conditions(query, current), None)
    assert page.total == len(page.listings)
    return [names[listing.occurrence.uid] for listing in page.listings]


async def test_each_filter_selects_what_it_says(small: House) -> None:
    found = {text: await selected(small, query_of(small, text), 2018) for text in SELECTIONS}
    assert found == SELECTIONS


def test_the_cases_cover_every_filter() -> None:
    assert {name for text in SELECTIONS for name, _ in parse_qsl(text)} == set(FILTERS)


async def test_without_a_published_edition_nothing_is_shown(small: House) -> None:
    assert await selected(small, Query(), None) == []


async def test_an_edition_in_preparation_stays_unseen_whatever_is_asked(small: House) -> None:
    asked = [Query.of({"edition": ("2019",)}), Query.of({"edition": ("2019", "2017")}), Query.of({"edition": ("all",)})]
    assert [await selected(small, query, 2018) for query in asked] == [[], ["vielh"], ["vielh", *ALL]]


@pytest.mark.parametrize("name", FILTERS)
def test_the_example_of_a_filter_is_one_of_its_values(name: str) -> None:
    from festum.domain.gazetteer import load_gazetteer

    vocabularies = Vocabularies(load_gazetteer(), (2018,), 2018, {"lenga-e-cacalas": ""}, date(2018, 6, 24))
    example = FILTERS[name].example
    assert FILTERS[name].read(name, example, vocabularies) == example
