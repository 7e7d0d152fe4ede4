"""What Atom, RSS and JSON Feed say of an event: titles that begin with day and commune, dates, notices, languages."""

from dataclasses import replace

import pytest

from festum.domain.event import Partner
from festum.domain.listing import Listing
from festum.domain.texts import Chain, Texts
from festum.domain.vocabulary import STATUSES
from festum.feeds.entries import days, html, identity, latest, lead, paragraphs, plain, title
from festum.feeds.wording import written_day
from tests.feeds.feeding import MODIFIED, NASTY, NASTY_LISTING, PAGE, another
from tests.feeds.listings import BASE, CA, EN, FR, FULL, HALLE, OC, dated, when, with_details, with_occurrence

SECOND, THIRD = another(when("2018-06-30T22:00")), another(when("2018-07-01", all_day=True), "third")


def told(*dates: Listing, chain: Chain = FR) -> list[str]:
    return plain(paragraphs(dates, chain, BASE)).split("\n\n")


@pytest.mark.parametrize(
    ("chain", "said"),
    [
        (FR, ("fr", "samedi 23 juin 2018, Lodève : Bal de la Saint-Jean")),
        (OC, ("oc", "dissabte 23 de junh de 2018, Lodève : Balèti de Sant Joan")),
        (CA, ("fr", "dissabte 23 de juny de 2018, Lodève: Bal de la Saint-Jean")),
        (EN, ("fr", "Saturday 23 June 2018, Lodève: Bal de la Saint-Jean")),
    ],
)
def test_title_begins_with_day_and_commune_in_the_reader_s_language(chain: Chain, said: tuple[str, str]) -> None:
    assert title([FULL], chain) == said


@pytest.mark.parametrize(
    ("dates", "chain", "said"),
    [
        ((FULL, SECOND), FR, "samedi 23 juin 2018, Lodève, +1 date : Bal de la Saint-Jean"),
        ((FULL, SECOND, THIRD), FR, "samedi 23 juin 2018, Lodève, +2 dates : Bal de la Saint-Jean"),
        ((FULL, SECOND, THIRD), OC, "dissabte 23 de junh de 2018, Lodève, +2 datas : Balèti de Sant Joan"),
        ((FULL, SECOND), CA, "dissabte 23 de juny de 2018, Lodève, +1 data: Bal de la Saint-Jean"),
    ],
)
def test_title_counts_the_dates_that_follow(dates: tuple[Listing, ...], chain: Chain, said: str) -> None:
    assert title(dates, chain)[1] == said


@pytest.mark.parametrize("venue", [None, replace(HALLE, commune=None)])
def test_title_without_a_commune_has_the_day_alone(venue: object) -> None:
    assert title([with_occurrence(venue=venue)], FR)[1] == "samedi 23 juin 2018 : Bal de la Saint-Jean"


@pytest.mark.parametrize(
    ("listing", "day"),
    [
        (dated("2018-06-01", all_day=True), "vendredi 1er juin 2018"),
        (
            dated("2018-05-19", "2018-07-08", all_day=True),
            "samedi 19 mai 2018, jusqu'au dimanche 8 juillet 2018",
        ),
        (dated("2018-06-24T01:00"), "samedi 23 juin 2018"),
        (dated("2018-06-23T21:00", "2018-06-25T01:00"), "samedi 23 juin 2018, jusqu'au dimanche 24 juin 2018"),
    ],
)
def test_day_is_the_festival_s_and_goes_on_to_the_last_one(listing: Listing, day: str) -> None:
    assert days(listing.occurrence.when, "fr") == day
    assert title([listing], FR)[1] == f"{day}, Lodève : Bal de la Saint-Jean"


def test_title_of_what_does_not_take_place_says_so_behind_day_and_commune() -> None:
    assert [title([with_occurrence(status=status)], OC)[1] for status in STATUSES] == [
        "dissabte 23 de junh de 2018, Lodève : Balèti de Sant Joan",
        "dissabte 23 de junh de 2018, Lodève : ANULLAT : Balèti de Sant Joan",
        "dissabte 23 de junh de 2018, Lodève : REPORTAT : Balèti de Sant Joan",
        "dissabte 23 de junh de 2018, Lodève : COMPLET : Balèti de Sant Joan",
    ]


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (("cancelled", "confirmed"), "samedi 30 juin 2018, Lodève, +1 date : Bal de la Saint-Jean"),
        (("confirmed", "cancelled"), "samedi 23 juin 2018, Lodève, +1 date : Bal de la Saint-Jean"),
        (("full", "confirmed"), "samedi 30 juin 2018, Lodève, +1 date : Bal de la Saint-Jean"),
        (("cancelled", "full"), "samedi 30 juin 2018, Lodève, +1 date : COMPLET : Bal de la Saint-Jean"),
        (("cancelled", "cancelled"), "samedi 23 juin 2018, Lodève, +1 date : ANNULÉ : Bal de la Saint-Jean"),
    ],
)
def test_title_is_told_by_the_first_date_that_still_takes_place(statuses: tuple[str, str], said: str) -> None:
    first, second = with_occurrence(status=statuses[0]), another(SECOND.occurrence.when, status=statuses[1])
    assert title((first, second), FR)[1] == said


@pytest.mark.parametrize("status", STATUSES)
def test_lead_knows_every_status(status: str) -> None:
    assert lead([with_occurrence(status=status)]).occurrence.status == status


def test_title_is_one_line() -> None:
    listing = with_details(titles=Texts.of({"fr": "Bal\n  de nuit"}))
    assert title([listing], FR)[1] == "samedi 23 juin 2018, Lodève : Bal de nuit"


def test_paragraphs_tell_every_date_then_the_text_the_facts_and_where_to_read_on() -> None:
    listing = with_occurrence(notice="Feu interdit, le bal a lieu.")
    words = another(when("2018-06-30", all_day=True, time_text="à la nuit tombée"), status="cancelled", venue=None)
    assert told(listing, words) == [
        "Feu interdit, le bal a lieu.\nsamedi 23 juin 2018, 21:00 - 02:00\n"
        "Halles, 1 place de la République, 34700 Lodève",
        "ANNULÉ\nsamedi 30 juin 2018\nHoraire : à la nuit tombée",
        "Feu, danse; « balèti ».\nVenez !",
        "Organisation : Cercle occitan, Calandreta\nLangues : occitan, français\nTarif : gratuit\n"
        "Réservation : 04 67 00 00 00\nAccès : Parking\nBuvette\nAccessible",
        "En savoir plus : https://cercle.example/bal",
        PAGE,
    ]


def test_paragraphs_without_an_end_an_address_or_a_text_have_no_line_for_them() -> None:
    bare = replace(
        with_details(
            descriptions=Texts(), languages=(), flags=(), organisers=(), price="", booking="", access="", url=""
        ),
        occurrence=replace(FULL.occurrence, when=when("2018-06-23T21:00"), venue=None),
    )
    assert told(bare) == ["samedi 23 juin 2018, 21:00", "Organisation : Cercle occitan", PAGE]


def test_paragraphs_of_what_was_made_up_say_so() -> None:
    made_up = replace(FULL, partner=Partner("p", "P", source="synthetic"))
    assert told(made_up)[-2] == "Donnée de démonstration : rendez-vous inventé."
    assert told(made_up, chain=CA)[-2] == "Dada de demostració: acte inventat."


def test_html_escapes_and_says_what_the_status_is_in_whose_language_the_text_is_and_links_addresses() -> None:
    listing = replace(
        with_occurrence(status="cancelled", notice="Vent d'autan\nà l'aube"),
        details=with_details(
            descriptions=Texts.of({"ca": "Un\n\n\nDos <b>"}), url="https://x.example/?a=1&b=2"
        ).details,
    )
    assert html(paragraphs([listing], FR, BASE)) == (
        "<p><strong>ANNULÉ : Vent d&#39;autan<br>à l&#39;aube</strong><br>\nsamedi 23 juin 2018, 21:00 - 02:00<br>\n"
        "Halles, 1 place de la République, 34700 Lodève</p>\n"
        '<p lang="ca">Un</p>\n<p lang="ca">Dos &lt;b&gt;</p>\n'
        "<p>Organisation : Cercle occitan, Calandreta<br>\nLangues : occitan, français<br>\nTarif : gratuit<br>\n"
        "Réservation : 04 67 00 00 00<br>\nAccès : Parking<br>\nBuvette<br>\nAccessible</p>\n"
        '<p>En savoir plus : <a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a></p>\n'
        f'<p><a href="{PAGE}">{PAGE}</a></p>'
    )


def test_nasty_texts_leave_no_element_behind() -> None:
    whole = html(paragraphs([NASTY_LISTING], FR, BASE))
    assert (whole.count("<script"), whole.count("<b>"), NASTY in plain(paragraphs([NASTY_LISTING], FR, BASE))) == (
        0, 0, True,
    )  # fmt: skip


def test_an_entry_is_the_event_as_of_its_latest_change() -> None:
    assert identity([FULL, SECOND]) == identity([SECOND]) == f"urn:uuid:{FULL.event_id}"
    assert latest([SECOND, FULL]) == MODIFIED.replace(minute=21)
    assert latest([with_occurrence(modified=None)]) is None


def test_day_is_written_as_people_of_each_language_do() -> None:
    day = dated("2018-07-01", all_day=True).occurrence.when.day
    assert [written_day(day, language) for language in ("fr", "oc", "ca", "en")] == [
        "dimanche 1er juillet 2018",
        "dimenge 1èr de julhet de 2018",
        "diumenge 1 de juliol de 2018",
        "Sunday 1 July 2018",
    ]
