"""An occurrence in words: what comes first, what is left out, and in whose language."""

from dataclasses import replace

import pytest

from festum.domain.event import Partner
from festum.domain.listing import Listing
from festum.domain.place import Venue
from festum.domain.texts import Texts
from festum.feeds.wording import description, location, summary
from tests.feeds.listings import CA, EN, FR, FULL, HALLE, OC, with_details, with_occurrence

PAGE = "https://agenda.example/events/x"


def paragraphs(listing: Listing, chain: tuple[str, ...] = FR) -> list[str]:
    return description(listing, chain, PAGE)[1].split("\n\n")


def test_the_notice_comes_first_and_the_page_last() -> None:
    listing = with_occurrence(notice="Feu interdit par le préfet, le bal a lieu.")
    assert paragraphs(listing) == [
        "Feu interdit par le préfet, le bal a lieu.",
        "Feu, danse; « balèti ».\nVenez !",
        "Organisation : Cercle occitan, Calandreta\nLangues : occitan, français\nTarif : gratuit\n"
        "Réservation : 04 67 00 00 00\nAccès : Parking\nBuvette\nAccessible",
        "En savoir plus : https://cercle.example/bal",
        PAGE,
    ]


def test_what_nobody_said_is_not_told() -> None:
    bare = with_details(
        descriptions=Texts(), languages=(), flags=(), organisers=(), price="", booking="", access="", url=""
    )
    assert paragraphs(bare) == ["Organisation : Cercle occitan", PAGE]


def test_what_was_made_up_says_so_in_the_reader_s_language() -> None:
    by_row, by_partner = with_details(source="synthetic"), replace(FULL, partner=Partner("p", "P", source="synthetic"))
    for listing in (by_row, by_partner):
        assert paragraphs(listing)[-2] == "Donnée de démonstration : rendez-vous inventé."
        assert paragraphs(listing, CA)[-2] == "Dada de demostració: acte inventat."
    assert not any("démonstration" in part for part in paragraphs(FULL))


@pytest.mark.parametrize(
    ("chain", "title", "language"),
    [
        (FR, ("fr", "Bal de la Saint-Jean"), "fr"),
        (OC, ("oc", "Balèti de Sant Joan"), "fr"),
        (CA, ("fr", "Bal de la Saint-Jean"), "ca"),
        (EN, ("fr", "Bal de la Saint-Jean"), "fr"),
        (("ca", "oc", "fr", "en"), ("oc", "Balèti de Sant Joan"), "ca"),
    ],
)
def test_a_text_is_taken_in_the_first_language_that_has_one(
    chain: tuple[str, ...], title: tuple[str, str], language: str
) -> None:
    assert (summary(FULL, chain), description(FULL, chain, PAGE)[0]) == (title, language)


def test_the_prefix_is_in_the_reader_s_language_whatever_the_title_s() -> None:
    listing = with_occurrence(status="cancelled")
    assert [summary(listing, chain) for chain in (FR, OC, CA)] == [
        ("fr", "ANNULÉ : Bal de la Saint-Jean"),
        ("oc", "ANULLAT : Balèti de Sant Joan"),
        ("fr", "ANUL·LAT : Bal de la Saint-Jean"),
    ]


def test_a_place_is_one_line_of_what_is_known_of_it() -> None:
    lodeve = HALLE.commune
    assert [
        location(venue)
        for venue in (
            HALLE,
            replace(HALLE, address="", postcode=""),
            Venue("", "", "", lodeve, None, None, None),
            Venue("", "", "34700", lodeve, None, None, None),
            Venue("Salle", "", "34999", None, None, None, None),
            Venue("", "", "", None, None, None, None),
            replace(HALLE, name='Café "Le\nMidi"'),
        )
    ] == [
        "Halles, 1 place de la République, 34700 Lodève",
        "Halles, Lodève",
        "Lodève",
        "34700 Lodève",
        "Salle, 34999",
        "",
        "Café ”Le Midi”, 1 place de la République, 34700 Lodève",
    ]
