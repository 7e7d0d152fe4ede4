"""Full text over real tables: the same finds, in the same order, with the same figures on both databases."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, insert, select, update

from festum.actions.frame import load_frame_partners
from festum.actions.house import House
from festum.actions.revise import revise_event, revise_occurrence
from festum.actions.settle import settle_words
from festum.domain.event import Details, Partner
from festum.domain.holder import Holder
from festum.domain.place import Venue
from festum.domain.query import Query
from festum.domain.texts import Texts
from festum.store import indexing
from festum.store import tables as t
from festum.store.filters import conditions
from festum.store.finding import rank
from festum.store.indexing import edition, indexed_as
from festum.store.listings import SHOWN, page_of_listings
from festum.store.ordering import order_of
from tests.conftest import load_csv
from tests.store.small import PARTNERS, Row, csv_of, dump, events_by_key, revision_of

ADMIN = Holder("test", None)
FAIR = Partner("fira", "Comitat del mercat")
"""Its name speaks of a market: whatever it announces is found by that word, late."""


def row(key: str, title: str, **cells: str) -> Row:
    return {
        "edition": "2018", "partner": "cercle", "event_key": key, "title": title, "start": "2018-06-10T18:00",
        "commune": "Toulouse", **cells,
    }  # fmt: skip


MARKETS = (
    row("text", "Veillée", description="Après le marché.", start="2018-06-09T18:00"),
    row("partner", "Rendez-vous", partner="fira", start="2018-06-08T18:00"),
    row("place", "Apéro", venue="Place du Marché", start="2018-06-07T18:00"),
    row("kind", "Étals", categories="market", start="2018-06-06T18:00"),
    row("title", "Grand marché", start="2018-06-05T18:00"),
    row("all", "Marché de nuit", partner="fira", categories="market", venue="Halle du marché", description="Le marché"),
    row("none", "Balade", venue="Parc", description="Démarchage interdit.", start="2018-06-11T18:00"),
)
"""Each speaks of a market in one place, the last one but one everywhere, the last nowhere."""


async def ranked(house: House, words: str, **others: str) -> list[tuple[str, int]]:
    """Events in the order of relevance, with what each find counts."""
    asked = Query.of({"q": (words,), **{name: (value,) for name, value in others.items()}})
    where = conditions(asked, 2018)
    async with house.database.reading() as connection:
        page = await page_of_listings(connection, house.gazetteer, where, None, order=order_of("relevance", asked))
        figures = select(t.occurrences.c.uid, t.events.c.event_key, rank(words)).select_from(SHOWN).where(*where)
        by_uid = {uid: (key, figure) for uid, key, figure in await connection.execute(figures)}
    return [by_uid.get(one.occurrence.uid, ("?", 0)) for one in page.listings]


async def found(house: House, words: str) -> set[str]:
    return {key for key, _ in await ranked(house, words)}


@pytest.fixture
async def fair(small: House) -> House:
    async with small.unit() as unit:
        await load_frame_partners(unit, [*PARTNERS, FAIR], "test")
    await load_csv(small, csv_of(MARKETS))
    return small


RANKED: dict[str, list[tuple[str, int]]] = {
    "marché": [("all", 12), ("title", 8), ("kind", 5), ("place", 4), ("partner", 3), ("text", 1)],
    # By its concept a market is found in every language; a place of that name is none.
    "mercat": [("title", 8), ("all", 8), ("kind", 5), ("partner", 3), ("text", 1)],
    "market": [("title", 8), ("all", 8), ("kind", 5), ("partner", 3), ("text", 1)],
    # Each part counts, in the event and in the place; of equals, the earlier first.
    "grand marché": [("title", 16)],
    "marché toulouse": [("all", 16), ("title", 12), ("kind", 9), ("place", 8), ("partner", 7), ("text", 5)],
    "Toulouse": [
        ("title", 4), ("kind", 4), ("place", 4), ("partner", 4), ("text", 4), ("all", 4), ("none", 4), ("cant", 4),
        ("dos", 4),
    ],
    "Tolosa": [
        ("title", 4), ("kind", 4), ("place", 4), ("partner", 4), ("text", 4), ("all", 4), ("none", 4), ("cant", 4),
        ("dos", 4),
    ],
    "hérault": [("dos", 1), ("bal", 1)],
    "lodève bal": [("bal", 12)],
    "deux dates": [("dos", 16), ("dos", 16)],
    "dates toulouse": [("dos", 12)],
    "dates lodève": [("dos", 12)],
    "nothing of the kind": [],
}  # fmt: skip


async def test_title_counts_most_then_category_place_partner_and_text(fair: House) -> None:
    assert {words: await ranked(fair, words) for words in RANKED} == RANKED


async def test_relevance_under_other_filters_is_the_same_order_with_some_left_out(fair: House) -> None:
    assert await ranked(fair, "marché", partner="cercle") == [("title", 8), ("kind", 5), ("place", 4), ("text", 1)]
    assert await ranked(fair, "marché", category="market") == [("all", 12), ("kind", 5)]
    assert await ranked(fair, "marché", edition="2017") == []


TITLES = (
    "Feu de la Saint-Jean", "Fuòc de Sant Joan", "Huec", "Brandon", "Foc de Sant Joan", "Halhar de Sent Joan",
    "Feu d'artifice", "École Saint-Jean", "Balèti", "Bal folk", "Ballet", "Ball de bastons", "Randonnée",
    "Passejada", "Balade", "Sardanes a la plaça", "Pel·lícula", "Cinéma", "L'Isle-Jourdain", "Còr de femnas",
)  # fmt: skip
FIRES = {
    "Feu de la Saint-Jean",
    "Fuòc de Sant Joan",
    "Huec",
    "Brandon",
    "Foc de Sant Joan",
    "Halhar de Sent Joan",
}
FOUND: dict[str, set[str]] = {
    "feu de la Saint-Jean": FIRES,
    "FEU DE LA ST JEAN": FIRES,
    "fuòc de sant joan": FIRES,
    "foc de Sant Joan": FIRES,
    "huec": FIRES,
    "bonfire": FIRES,
    "saint jean": FIRES | {"École Saint-Jean"},
    "bal": {"Balèti", "Bal folk"},
    "baleti": {"Balèti", "Bal folk"},
    "ball": {"Balèti", "Bal folk", "Ball de bastons"},
    "danse": {"Balèti", "Bal folk", "Ball de bastons", "Sardanes a la plaça"},
    "passejada": {"Randonnée", "Passejada", "Balade"},
    "sardane": {"Sardanes a la plaça"},
    "cinema": {"Pel·lícula", "Cinéma"},
    "pel.lícula": {"Pel·lícula", "Cinéma"},
    "chorale": {"Còr de femnas"},
    # The last word may be the beginning of one, from four letters on.
    "sard": {"Sardanes a la plaça"},
    "sar": set(),
    "randon": {"Randonnée"},
    "folk ba": set(),
    "bal fol": set(),
    "bal folk": {"Balèti", "Bal folk"},
    "folk bal": {"Bal folk"},
    "jourd": {"L'Isle-Jourdain"},
    "jourd isle": set(),
    "isle jourd": {"L'Isle-Jourdain"},
    "folk": {"Bal folk"},
    "sardane saint": set(),
}


async def test_what_is_announced_in_one_language_is_found_in_another(small: House) -> None:
    await load_csv(small, csv_of([row(f"t{n}", title, commune="Castres") for n, title in enumerate(TITLES)]))
    titles = {f"t{n}": title for n, title in enumerate(TITLES)}
    seen = {}
    for words in FOUND:
        seen[words] = {titles[key] for key in await found(small, words) if key in titles}
    assert seen == FOUND


Rewrite = Callable[[Details], Details]


async def said(house: House, key: str, rewrite: Rewrite) -> None:
    event = (await events_by_key(house))[key]
    await house.change(
        lambda unit: revise_event(unit, event.id, ADMIN, lambda e: replace(e, details=rewrite(e.details)))
    )


async def moved(house: House, key: str, venue: Venue | None) -> None:
    uid = (await events_by_key(house))[key].occurrences[0].uid
    await house.change(lambda unit: revise_occurrence(unit, uid, ADMIN, lambda o: replace(o, venue=venue)))


async def test_what_is_said_anew_is_found_by_its_new_words_and_no_longer_by_the_old_ones(small: House) -> None:
    assert (await found(small, "balèti"), await found(small, "truite")) == ({"bal"}, set())
    await said(small, "bal", lambda d: replace(d, titles=Texts.of({"fr": "Pêche à la truite"}), categories=()))
    assert (await found(small, "balèti"), await found(small, "truite")) == (set(), {"bal"})
    await said(small, "bal", lambda d: replace(d, descriptions=Texts.of({"ca": "Amb la cabreta"})))
    assert await ranked(small, "cornemuse") == [("bal", 1)]
    await said(small, "bal", lambda d: replace(d, organisers=("Los Tamborins",)))
    assert await ranked(small, "tamborins") == [("bal", 3)]
    await said(small, "bal", lambda d: replace(d, languages=("ca",)))
    assert ("bal", 5) in await ranked(small, "català")
    assert "bal" in await found(small, "cercle occitan")  # by its partner's name still


async def test_a_renamed_partner_is_found_by_its_new_name(small: House) -> None:
    before = await found(small, "cercle")
    async with small.unit() as unit:
        await load_frame_partners(unit, [replace(PARTNERS[0], name="Los Tamborins")], "test")
    assert before == {"dos", "bal", "cant", "sens"}
    assert (await found(small, "cercle"), await found(small, "tamborins")) == (set(), before)


async def test_a_date_is_found_where_it_takes_place_now(small: House) -> None:
    halle = (await events_by_key(small))["bal"].occurrences[0].venue
    assert halle is not None
    await moved(small, "bal", replace(halle, name="Le Moulin", commune=small.gazetteer.commune("31555")))
    assert (await found(small, "moulin"), await found(small, "lodève"), await found(small, "bal toulouse")) == (
        {"bal"}, {"dos"}, {"bal"}
    )  # fmt: skip
    await moved(small, "bal", None)
    assert (await found(small, "moulin"), await found(small, "bal")) == (set(), {"bal"})


async def test_a_place_spelt_anew_is_found_as_it_is_spelt(small: House) -> None:
    halle = (await events_by_key(small))["bal"].occurrences[0].venue
    assert halle is not None
    await moved(small, "bal", replace(halle, name="« Hàlle »"))  # by its key the same place, for both events
    assert await found(small, "halle lodève") == {"bal", "dos"}


async def terms(house: House) -> dict[str, list[tuple[object, ...]]]:
    rows = await dump(house)
    return {name: rows[name] for name in ("event_terms", "venue_terms")}


async def test_terms_taken_anew_are_the_very_ones_saving_took(fair: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "CHUNK", 3)
    as_saved, before = await terms(fair), await revision_of(fair)
    async with fair.database.writing() as connection:
        await connection.execute(delete(t.event_terms).where(t.event_terms.c.term < "m"))
        await connection.execute(delete(t.venue_terms))
        some = (await connection.execute(select(t.events.c.id).limit(1))).scalar_one()
        await connection.execute(insert(t.event_terms).values(term="quelquechose", event_id=some, weight=9))
        await connection.execute(update(t.state).values(words="of another release"))
    assert await terms(fair) != as_saved
    assert await settle_words(fair) is True
    async with fair.database.reading() as connection:
        assert await indexed_as(connection) == edition(fair.gazetteer)
    assert (await terms(fair), (await revision_of(fair)).number) == (as_saved, before.number + 1)
    assert await settle_words(fair) is False
    assert await revision_of(fair) == replace(before, number=before.number + 1, at=(await revision_of(fair)).at)


async def test_many_processes_that_start_together_take_the_terms_anew_once(fair: House) -> None:
    as_saved, before = await terms(fair), await revision_of(fair)
    async with fair.database.writing() as connection:
        await connection.execute(update(t.state).values(words="of another release"))
    done = await asyncio.gather(*(settle_words(replace(fair)) for _ in range(5)))
    assert (sorted(done), await terms(fair)) == ([False] * 4 + [True], as_saved)
    assert (await revision_of(fair)).number == before.number + 1


async def test_an_empty_database_is_indexed_without_a_revision(house: House) -> None:
    async with house.database.writing() as connection:
        await connection.execute(update(t.state).values(words="-"))
    before = await revision_of(house)
    assert (await settle_words(house), await settle_words(house)) == (True, False)
    assert await revision_of(house) == replace(before, words=edition(house.gazetteer))
