"""One row to its drafts: every column into its field, every doubt with the heading of its column."""

from typing import Any

import pytest

from festum.domain.admission import Admission
from festum.domain.event import Details
from festum.domain.place import Point
from festum.domain.texts import Texts
from festum.domain.when import When
from festum.errors import Problem
from tests.domain.examples import when
from tests.importers.uploads import as_csv, reading_of

GOOD = {"Date": "23/06/2018", "Titre": "Balèti", "Commune": "Lodève", "Langue": "oc"}


def drafts(defaults: dict[str, Any] | None = None, **cells: str) -> Any:
    row = {**GOOD, **{name.replace("_", " "): cell for name, cell in cells.items()}}
    return reading_of(as_csv([tuple(row), tuple(row.values())]), **(defaults or {})).drafts


def the(defaults: dict[str, Any] | None = None, **cells: str) -> Any:
    (draft,) = drafts(defaults, **cells)
    return draft


def problems(defaults: dict[str, Any] | None = None, **cells: str) -> list[Problem]:
    return list(the(defaults, **cells).problems)


def test_row_with_every_column_is_a_whole_draft() -> None:
    found = the(
        {"partner": "festa"},
        Heure="21h30",
        Heure_de_fin="1h",
        Titre_occitan="Balèti occitan",
        Description="Le <b>bal</b>,\npuis le feu.",
        Observations="Apporter son verre",
        Lieu="Halle",
        Adresse="1 place du Marché",
        CP="34700",
        Latitude="43,7312",
        Longitude="3,3182",
        Langue="occitan / français",
        Tarif="15 € sur réservation",
        Organisateur="Mairie",
        Association="Calandreta",
        Tél="04 67 00 00 00",
        Mail="bal@festa.example",
        Site="",
        Site_web="https://festa.example/bal",
        Affiche="www.festa.example/bal.jpg",
        Type="Bal trad",
        Public="Enfants",
        Buvette="oui",
        Repas="non",
        Accès="accessible PMR",
        Statut="Complet",
        Avis="Il reste des places debout.",
        Identifiant="bal-1",
    )
    assert found.details == Details(
        titles=Texts((("fr", "Balèti"), ("oc", "Balèti occitan"))),
        descriptions=Texts((("fr", "Le bal,\npuis le feu.\nApporter son verre"),)),
        languages=("oc", "fr"),
        categories=("baleti",),
        flags=("children", "bar", "accessible"),
        organisers=("Mairie", "Calandreta"),
        price="15 € sur réservation",
        admission=Admission.PAID,
        booking="04 67 00 00 00 ; bal@festa.example",
        access="accessible PMR",
        url="https://festa.example/bal",
        image="https://www.festa.example/bal.jpg",
    )
    assert (found.line, found.edition, found.partner, found.event_key) == (2, 2018, "festa", "bal-1")
    assert found.when == When(when("2018-06-23T21:30").start, when("2018-06-24T01:00").start)
    assert (found.status, found.notice) == ("full", "Il reste des places debout.")
    assert (found.venue.name, found.venue.address, found.venue.postcode) == ("Halle", "1 place du Marché", "34700")
    assert found.venue.point == Point(43.7312, 3.3182)
    assert found.problems == (
        Problem("note", "url_completed", "Affiche", "www.festa.example/bal.jpg", "https://www.festa.example/bal.jpg"),
    )


def test_row_of_several_dates_is_a_draft_for_each() -> None:
    found = drafts(Date="23 et 24 juin", Heure="21h", Site="x")
    assert [(draft.line, draft.when.start.isoformat()[:16], draft.edition) for draft in found] == [
        (2, "2026-06-23T21:00", 2026),
        (2, "2026-06-24T21:00", 2026),
    ]
    assert found[0].problems == found[1].problems
    assert [problem.key for problem in found[0].problems] == ["year_to_confirm"]


def test_row_without_title_keeps_the_rest() -> None:
    found = the(Titre="", Heure="21h")
    assert found.problems == (Problem("error", "title_missing", "Titre"),)
    assert (found.details.titles, found.when.start.hour) == (Texts(), 21)


def test_row_without_date_keeps_the_rest() -> None:
    found = the({"edition": 2018}, Date="")
    assert found.problems == (Problem("error", "date_missing", "Date"),)
    assert (found.when, found.edition, found.venue.commune.name) == (None, 2018, "Lodève")


def test_title_on_two_lines_is_one_title_and_markup_is_reduced() -> None:
    assert the(Titre="Fòc de Sant Joan\nbalèti &amp; <i>Champagne</i>").details.titles.get("fr") == (
        "Fòc de Sant Joan balèti & Champagne"
    )


def test_control_and_direction_characters_are_gone() -> None:
    assert the(Titre="Bal\u202e\x07èti").details.titles.get("fr") == "Balèti"


def test_text_too_long_for_its_column_is_said() -> None:
    assert problems(Titre="x" * 301) == [Problem("error", "too_long", "Titre", "x" * 200, "300")]
    assert problems(Lieu="x" * 300) == []


@pytest.mark.parametrize(
    ("cells", "status", "title", "said"),
    [
        ({}, "confirmed", "Balèti", []),
        ({"Statut": "annulé"}, "cancelled", "Balèti", []),
        ({"Annulé": "oui"}, "cancelled", "Balèti", []),
        ({"Annulé": "non"}, "confirmed", "Balèti", []),
        ({"Statut": "en attente"}, "confirmed", "Balèti", [("warning", "status_unknown", "Statut")]),
        ({"Titre": "REPORTÉ : Bal"}, "postponed", "Bal", [("note", "status_from_title", "Titre")]),
        ({"Titre": "COMPLET - Bal", "Statut": "annulé"}, "cancelled", "Bal", [("note", "status_from_title", "Titre")]),
    ],
)
def test_status_from_its_column_or_the_title(
    cells: dict[str, str], status: str, title: str, said: list[tuple[str, str, str]]
) -> None:
    found = the(**cells)
    assert (found.status, found.details.titles.get("fr")) == (status, title)
    assert [(problem.level, problem.key, problem.column) for problem in found.problems] == said


@pytest.mark.parametrize(
    ("cells", "price", "admission"),
    [
        ({"Entrée": "Libre"}, "Libre", Admission.FREE),
        ({"Entrée": "Participation libre"}, "Participation libre", Admission.DONATION),
        ({"Tarif": "5"}, "5", Admission.PAID),
        ({"Tarif": "0"}, "0", Admission.FREE),
        ({"Tarif plein": "5 €", "Tarif réduit": "3 €"}, "5 € / 3 €", Admission.PAID),
        ({"Gratuit": "oui"}, "gratuit", Admission.FREE),
        ({"Gratuit": "non"}, "payant", Admission.PAID),
        ({"Gratuit": "5 €"}, "5 €", Admission.PAID),
        ({"Gratuit": "oui", "Tarif": "au chapeau"}, "au chapeau", Admission.DONATION),
        ({"Tarif": "-"}, "", Admission.NOT_STATED),
        ({"Tarif": "—", "Gratuit": "oui"}, "gratuit", Admission.FREE),
        ({"Tarif": "€"}, "", Admission.NOT_STATED),
        ({}, "", Admission.NOT_STATED),
    ],
)
def test_price_as_written_and_what_it_means(cells: dict[str, str], price: str, admission: Admission) -> None:
    details = the(**cells).details
    assert (details.price, details.admission) == (price, admission)


def test_languages_not_said_are_a_hint_or_the_partner_s_own_marked_so() -> None:
    assert problems(Langue="") == [Problem("note", "languages_not_stated", "Langue")]
    own = the({"languages": ("oc", "fr")}, Langue="")
    assert own.details.languages == ("oc", "fr")
    assert own.problems == (Problem("note", "languages_default", "Langue", "", "oc, fr"),)
    assert problems(Langue="oc et klingon") == [
        Problem("warning", "language_unknown", "Langue", "klingon", "oc et klingon")
    ]


def test_words_in_no_table_are_said() -> None:
    assert problems(Type="Concert / Truc", Public="ados") == [
        Problem("note", "category_unknown", "Type", "Truc"),
        Problem("note", "cell_not_kept", "Public", "ados"),
    ]


@pytest.mark.parametrize(
    ("written", "url", "said"),
    [
        ("https://festa.example", "https://festa.example", []),
        ("www.festa.example", "https://www.festa.example", ["url_completed"]),
        ("festa.example/bal?x=1", "https://festa.example/bal?x=1", ["url_completed"]),
        ("javascript:alert(1)", "", ["url_unreadable"]),
        ("pas de site", "", ["url_unreadable"]),
        ("bal@festa.example", "", ["url_unreadable"]),
    ],
)
def test_address_on_the_web(written: str, url: str, said: list[str]) -> None:
    found = the(Lien=written)
    assert (found.details.url, [problem.key for problem in found.problems]) == (url, said)


def test_point_that_is_none_is_left_aside_and_said() -> None:
    found = the(Latitude="43,7", Longitude="ici")
    assert found.problems == (Problem("warning", "point_unreadable", "Latitude", "43,7 ici"),)
    assert found.venue.point == found.venue.commune.point


def test_edition_is_the_year_of_the_date() -> None:
    found = the({"edition": 2019})
    assert (found.edition, found.problems) == (2018, (Problem("note", "edition_other", "Date", "2018", "2019"),))


def test_organiser_that_is_the_partner_itself_is_not_named_twice() -> None:
    assert the({"partner": "lenga-e-cacalas"}, Organisateur="Lenga e cacalàs\nMairie").details.organisers == ("Mairie",)


def test_cell_under_no_heading_is_said() -> None:
    content = as_csv([("Date", "Titre", "Commune", "Langue"), ("23/06/2018", "Bal", "Lodève", "oc", "", "à revoir")])
    (found,) = reading_of(content).drafts
    assert found.problems == (Problem("warning", "cells_without_heading", "", "à revoir"),)


@pytest.mark.parametrize(
    ("cell", "starts"),
    [
        ("10h\n14h", ["2018-06-23T10:00", "2018-06-23T14:00"]),
        ("10h-12h\n\n14h-17h", ["2018-06-23T10:00", "2018-06-23T14:00"]),
        ("à partir\nde 10h", ["2018-06-23T10:00"]),
    ],
)
def test_hours_on_lines_of_one_cell_are_several_showings(cell: str, starts: list[str]) -> None:
    found = drafts(Date="23/06/2018", Heure=cell)
    assert [draft.when.start.isoformat(timespec="minutes") for draft in found] == starts
