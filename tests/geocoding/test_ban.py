"""BAN as it is really asked: its own engine, and what is said to it."""

from dataclasses import replace

import pytest

from festum.domain.geocoding import Asking, Candidate, Question
from festum.domain.place import Point, Precision, Provenance
from festum.geocoding.ban import Ban, BanSearch
from festum.geocoding.geocoder import BulkAnswer, Manners
from festum.geocoding.transport import Transport
from tests.geocoding.misbehaving import GAZETTEER, features, misbehaving, said


def question(text: str, insee_code: str, postcode: str = "") -> Question:
    commune = GAZETTEER.commune(insee_code)
    assert commune is not None
    return Question(text, Asking.ADDRESS, commune, postcode)


async def answered(addok: str, *one: str) -> tuple[Candidate, ...]:
    ban = Ban(addok)
    try:
        return await ban.ask(question(*one))
    finally:
        await ban.close()


async def labels(addok: str, *one: str) -> list[str]:
    return [candidate.label for candidate in await answered(addok, *one)]


# --- what the engine answers -----------------------------------------------------------------------------------------


async def test_house_number_with_everything_that_is_said_of_it(addok: str) -> None:
    first, *others = await answered(addok, "5 Rue de la République", "34142")
    assert first == Candidate(
        provider=Provenance.BAN,
        label="5 Rue de la République 34700 Lodève",
        name="Rue de la République",
        housenumber="5",
        kind="housenumber",
        precision=Precision.HOUSENUMBER,
        point=first.point,
        score=pytest.approx(0.949, abs=0.01),
        insee_code="34142",
        postcode="34700",
        commune="Lodève",
    )
    assert first.point.distance_km(Point(43.73345, 3.31795)) < 0.05
    assert [one.label for one in others] == ["5 Rue de la République Espagnole 34700 Lodève"]


@pytest.mark.parametrize(
    ("text", "insee_code", "said", "precision"),
    [
        ("Place du Mail", "34142", ("street", "Place du Mail", ""), Precision.STREET),
        ("Salle des fêtes", "34212", ("locality", "Salle des Fêtes", ""), Precision.LOCALITY),
        ("Soubès", "34304", ("municipality", "Soubès", ""), Precision.COMMUNE),
        ("12bis Quai des Tanneurs", "34079", ("housenumber", "Quai des Tanneurs", "12bis"), Precision.HOUSENUMBER),
    ],
)
async def test_precision_of_each_kind(
    addok: str, text: str, insee_code: str, said: tuple[str, str, str], precision: Precision
) -> None:
    first = (await answered(addok, text, insee_code))[0]
    assert ((first.kind, first.name, first.housenumber), first.precision) == (said, precision)


async def test_signs_with_a_meaning_in_addresses_are_words_like_others(addok: str) -> None:
    plain, signs = [await answered(addok, text, "34142") for text in ("Place du Mail", "Place & du + Mail = ; #1 %41")]
    assert [one.label for one in signs[:1]] == [one.label for one in plain[:1]] == ["Place du Mail 34700 Lodève"]


async def test_street_of_another_commune_alone_is_not_found(addok: str) -> None:
    assert await answered(addok, "Rue Doyen René Gosse", "34304") == ()


async def test_former_commune_is_named(addok: str) -> None:
    found = await answered(addok, "Rue Charlemagne", "12218")
    assert [(one.commune, one.insee_code, one.old_commune) for one in found] == [
        ("Conques-en-Rouergue", "12218", "Conques")
    ]


async def test_postcode_tells_parts_of_a_town_apart(addok: str) -> None:
    assert await labels(addok, "Avenue de Toulouse", "34172", "34070") == ["Avenue de Toulouse 34070 Montpellier"]
    assert await labels(addok, "Avenue de Toulouse", "34172", "34080") == ["Avenue de Lodève 34080 Montpellier"]


async def test_postcode_that_is_not_the_communes_is_left_out(addok: str) -> None:
    assert await labels(addok, "Avenue de Toulouse", "34172", "34961") == ["Avenue de Toulouse 34070 Montpellier"]


async def test_word_that_is_only_begun_is_not_completed(addok: str) -> None:
    (first, *_), (whole, *_) = [await answered(addok, text, "34142") for text in ("Place du Ma", "Place du Mail")]
    assert first.score < whole.score - 0.05


@pytest.mark.parametrize(
    ("kind", "found"), [("street", "Avenue de la République"), ("housenumber", "12 Avenue de la République")]
)
async def test_kind_that_is_wanted(addok: str, kind: str, found: str) -> None:
    search = BanSearch(domain=addok.removeprefix("http://"), scheme="http", adapter_factory=Transport, timeout=5)
    place = await search.geocode("12 Avenue de la République", citycode="34142", kind=kind)
    nowhere = await search.geocode("Avenue de la République", citycode="34142", kind="municipality")
    await search.adapter.close()
    assert (place.address, nowhere) == (f"{found} 34700 Lodève", None)


# --- many in one file ------------------------------------------------------------------------------------------------


async def test_file_is_answered_as_each_question_alone(addok: str) -> None:
    asked = [
        question("5 Rue de la République", "34142"),
        question('"Place", du; Mail\n', "34142"),
        question("Rue Doyen René Gosse", "34304"),
        question("Avenue de Toulouse", "34172", "34070"),
        question("Avenue de Toulouse", "34172", "34961"),
        question("Rue Charlemagne", "12218"),
        question("Salle des fêtes", "34212"),
    ]
    ban = Ban(addok)
    alone = [await ban.ask(one) for one in asked]
    together = await ban.ask_many(asked)
    await ban.close()
    assert [_without_score(answer.candidate) for answer in together] == [
        _without_score(found[0] if found else None) for found in alone
    ]
    assert [answer.answered for answer in together] == [True] * len(asked)
    for found, answer in zip(alone, together, strict=True):
        lead = found[0].score - found[1].score if len(found) > 1 else None
        assert answer.lead == (lead if lead is None else pytest.approx(lead, abs=0.011))  # addok rounds them to 0.01


async def test_question_too_long_for_a_file_is_left_to_be_asked_alone(addok: str) -> None:
    ban = Ban(addok)
    answers = await ban.ask_many([question("rue " * 60, "34142"), question("Place du Mail", "34142")])
    await ban.close()
    assert answers[0] == BulkAnswer(None, None, answered=False)
    assert answers[1].candidate is not None


def _without_score(candidate: Candidate | None) -> Candidate | None:
    return candidate and replace(candidate, score=0)


# --- what is said to it ----------------------------------------------------------------------------------------------


async def test_what_is_asked_below_a_path() -> None:
    async with misbehaving(said(features())) as service:
        ban = Ban(f"{service.base}/geocodage", agent="festum (+https://agenda.example)")
        await ban.ask(question("12 Rue de l'Église", "34172", "34070"))
        await ban.ask(question("Place du Mail", "34142"))
        await ban.close()
    assert [(one.target, one.headers["User-Agent"]) for one in service.asked] == [
        (
            "/geocodage/search?q=12+Rue+de+l'%C3%89glise&limit=10&citycode=34172&postcode=34070&autocomplete=0",
            "festum (+https://agenda.example)",
        ),
        (
            "/geocodage/search?q=Place+du+Mail&limit=10&citycode=34142&autocomplete=0",
            "festum (+https://agenda.example)",
        ),
    ]


def test_manners_are_those_it_is_given() -> None:
    ban = Ban("http://127.0.0.1:1", per_second=5, seconds=2)
    assert (ban.provider, ban.manners) == (Provenance.BAN, Manners(per_second=5, bulk=500, seconds=2, bulk_seconds=60))
