"""What a heading means, by table; what is in none is offered for mapping."""

from collections import Counter

import pytest

from festum.errors import Problem, Unreadable
from festum.importers.heading_words import HEADINGS
from festum.importers.headings import MEANINGS, Columns, known_meaning, meaning_of, taken
from festum.importers.reading import Heading


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("Date", "date"), ("DATES", "date"), ("Date(s)", "date"), ("Quand ?", "date"), ("Quan", "date"),
        ("Quora ?", "date"), ("Data", "date"), ("When", "date"), ("Start date", "date"),
        ("Date de la manifestation (jj/mm/aaaa)", "date"), ("Date et heure", "date"), ("Data i hora", "date"),
        ("JOUR", "day"), ("jorn", "day"), ("Dia", "day"), ("Dia i hora", "day"), ("Mois", "month"), ("Année", "year"),
        ("Heure", "hour"), ("HORAIRE", "hour"), ("Horaires", "hour"), ("ora", "hour"), ("Hora", "hour"),
        ("À quelle heure ?", "hour"), ("Heure de début", "hour"), ("Hora d'inici", "hour"), ("Start time", "hour"),
        ("Heure de fin", "end_hour"), ("Hora de fi", "end_hour"), ("Date de fin", "end_date"), ("Début", "begins"),
        ("Intitulé", "title"), ("Titre *", "title"), ("Evenement", "title"), ("ANIMATION", "title"), ("Nom", "title"),
        ("Nom de l'événement", "title"), ("Nom de la manifestation", "title"), ("Títol de l'acte", "title"),
        ("manifestacion", "title"), ("Quoi ?", "title"), ("Event name", "title"), ("title_oc", "title_oc"),
        ("Lieu", "venue"), ("Où ?", "venue"), ("lòc", "venue"), ("Lo luòc", "venue"), ("Lloc", "venue"),
        ("Nom du lieu", "venue"), ("Lieu de la manifestation", "venue"), ("Salle", "venue"), ("Venue", "venue"),
        ("Lieu / commune", "place"), ("Commune et lieu", "place"), ("Adresse", "address"), ("Adreça", "address"),
        ("CP", "postcode"), ("C.P.", "postcode"), ("code postal", "postcode"), ("Còdi postal", "postcode"),
        ("Commune", "commune"), ("ville", "commune"), ("Nom de la commune", "commune"), ("Població", "commune"),
        ("Vila", "commune"), ("CP / Ville", "commune"), ("Code postal + commune", "commune"), ("Town", "commune"),
        ("Departement", "departement"), ("Dept", "departement"), ("Code INSEE", "insee_code"),
        ("Langue(s)", "languages"), ("Llengua", "languages"), ("Lenga parlada", "languages"),
        ("Tarif (€)", "price"), ("Entree", "price"), ("Prètz", "price"), ("Preu", "price"), ("Gratuit ?", "free"),
        ("Tarif / réservation", "price"), ("OBSERVATIONS", "description"), ("Remarques", "description"),
        ("Organisateur", "organiser"), ("Qui ?", "organiser"), ("Organisateur et contact", "organiser"),
        ("Réservation", "booking"), ("Tél.", "booking"), ("E-mail", "booking"), ("Adresse mail", "booking"),
        ("Site web", "url"), ("Affiche", "image"), ("Type d'animation", "categories"), ("Public", "audience"),
        ("Statut", "status"), ("Annulé ?", "cancelled"), ("Identifiant", "event_key"), ("Latitude", "latitude"),
        # by table, not by guess
        ("", ""), ("Edition", ""), ("N°", ""), ("Concert", ""), ("Dat", ""), ("Heures sup", ""), ("Commanditaire", ""),
    ],
)  # fmt: skip
def test_heading_as_partners_write_it(label: str, meaning: str) -> None:
    assert meaning_of(label) == meaning


def test_every_heading_of_the_table_means_one_thing_and_is_written_as_it_is_compared() -> None:
    told = [(phrase, meaning) for meaning, line in HEADINGS.items() for phrase in line.split(", ")]
    assert [phrase for phrase, times in Counter(phrase for phrase, _ in told).items() if times > 1] == []
    assert [(phrase, meaning_of(phrase)) for phrase, meaning in told if meaning_of(phrase) != meaning] == []
    assert tuple(HEADINGS) == MEANINGS


def columns(*labels: str, mapping: tuple[tuple[str, str], ...] = ()) -> list[tuple[str, str, str]]:
    return [(heading.label, heading.column, heading.how) for heading in taken(labels, mapping).headings]


def test_columns_are_taken_by_mapping_before_the_table() -> None:
    mapping = (("QUANT", "start"), ("Lieu", ""), ("  edition ", "event_key"), ("Elsewhere", "title"))
    assert columns("Quant", "Titre", "lieu", "Edition", "Truc", mapping=mapping) == [
        ("Quant", "date", "mapping"),
        ("Titre", "title", "table"),
        ("lieu", "", "mapping"),
        ("Edition", "event_key", "mapping"),
        ("Truc", "", "unknown"),
    ]
    assert known_meaning("quant", mapping) == "start"
    assert known_meaning("lieu", mapping) == "left aside"


def test_mapping_to_a_column_nobody_has_is_refused_with_the_nearest() -> None:
    with pytest.raises(Unreadable) as refusal:
        taken(("Quant",), (("Quant", "titre"),))
    assert (refusal.value.key, refusal.value.values) == ("mapping_unknown", {"column": "titre", "nearest": "title"})


def test_columns_without_heading_are_named_by_their_letter() -> None:
    assert columns("Titre", " ", *[""] * 24, "Date")[-3:] == [
        ("Y", "", "unknown"),
        ("Z", "", "unknown"),
        ("Date", "date", "table"),
    ]
    assert columns("Titre", "Nom\nde  la commune")[1] == ("Nom de la commune", "commune", "table")


def test_second_column_of_one_meaning_is_offered_for_mapping() -> None:
    assert taken(("Titre", "Intitulé", "Date"), ()) == Columns(
        (Heading("Titre", "title", "table"), Heading("Intitulé", "", "unknown"), Heading("Date", "date", "table")),
        ("title", "", "date"),
        (Problem("warning", "heading_twice", "Intitulé", "Intitulé", "title"),),
    )


def test_second_column_of_what_can_be_joined_is_read_too() -> None:
    found = taken(("Description", "Remarques", "Tél", "Mail"), ())
    assert (found.meanings, found.problems) == (("description", "description", "booking", "booking"), ())
    assert (found.label("booking"), found.label("title")) == ("Tél", "")


@pytest.mark.parametrize(
    ("labels", "meanings"),
    [
        (("Jour", "Titre"), ("date", "title")),
        (("Jour", "Date", "Titre"), ("day", "date", "title")),
        (("Jour", "Mois", "Titre"), ("day", "month", "title")),
        (("Date", "Début", "Fin"), ("date", "hour", "end_hour")),
        (("Titre", "Début", "Fin"), ("title", "date", "end_date")),
    ],
)
def test_heading_that_hangs_on_the_others(labels: tuple[str, ...], meanings: tuple[str, ...]) -> None:
    assert taken(labels, ()).meanings == meanings


def test_columns_a_report_of_ours_added_are_left_aside_silently() -> None:
    assert columns("Titre", "festum: verdict", "Festum: remarques") == [
        ("Titre", "title", "table"),
        ("festum: verdict", "", "ours"),
        ("Festum: remarques", "", "ours"),
    ]
