"""Venues as partners write them, and what a geocoder is asked."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from festum.domain.addressing import MOST, is_common, is_everywhere, questions
from festum.domain.gazetteer import load_gazetteer
from festum.domain.geocoding import Asking, Question
from festum.domain.place import Provenance, Venue
from tests.domain.examples import LODEVE, MONTPELLIER, commune

PALMAS = "12177"
"""Made of several in 2016, Coussergues among them."""

SAINTE_GENEVIEVE = "12223"
"""Argences en Aubrac: made of several, of two postcodes."""


def venue(name: str = "", address: str = "", postcode: str = "", insee_code: str = LODEVE) -> Venue:
    return Venue(name, address, postcode, commune(insee_code), None, None, None)


def asked(of: Venue, provider: Provenance = Provenance.BAN) -> tuple[Question, ...]:
    return questions(of, provider, load_gazetteer())


def words(of: Venue, provider: Provenance = Provenance.BAN) -> list[str]:
    return [question.text for question in asked(of, provider)]


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("12, rue Foch", "12 Rue Foch"),
        ("12 R FOCH", "12 Rue FOCH"),
        ("12bis, av. Foch", "12 bis Avenue Foch"),
        ("n°12 bd. St Jean", "12 Boulevard Saint Jean"),
        ("12-14 rue Foch", "12 Rue Foch"),
        ("rue de la République 12", "12 Rue de la République"),
        ("rue de la République, n° 12 bis", "12 bis Rue de la République"),
        ("Av. du Gal de Gaulle", "Avenue du Général de Gaulle"),
        ("5 Grand'Rue", "5 Grand Rue"),
        ("Rte de Lodève", "Route de Lodève"),
        ("Rue du 8 mai 1945", "Rue du 8 mai 1945"),
        ("4 rue du 4 septembre", "4 Rue du 4 septembre"),
        ("Route Nationale 9", "Route Nationale 9"),
        ("Place de l’Hôtel de Ville", "Place de l'Hôtel de Ville"),
        ("3 imp. des Lilas, bât. B, 1er étage - BP 12", "3 Impasse des Lilas"),
        ("12 rue Foch 34700 LODEVE CEDEX", "12 Rue Foch"),
        ("12 rue Foch - LODÈVE (Hérault)", "12 Rue Foch"),
        ("Place du Mail à Lodève", "Place du Mail"),
        ("Rue de Lodève", "Rue de Lodève"),
        ("Résidence Les Pins, 12 rue Foch", "12 Rue Foch"),
        ("SARL Durand et fils rue des Fleurs", "Rue des Fleurs"),
        ("Médiathèque Vieille Rue du Pont", "Vieille Rue du Pont"),
        ("Anciene Route de Toulouse", "Anciene Route de Toulouse"),
        ("Salle Foch Vieile Rue du Pont", "Salle Foch Vieile Rue du Pont"),
        ("Première Rue du Pont", "Première Rue du Pont"),
        ("Ets Durand 22 rue des Fleurs", "22 Rue des Fleurs"),
        ("Place du Mail (face à la mairie)", "Place du Mail"),
        ("devant la poste, 4 rue Neuve", "4 Rue Neuve"),
        ("en face du 12 rue Foch", "Rue Foch"),
        ("angle rue Foch et rue Pasteur", "Rue Foch"),
        ("à l'angle des rues Foch et Pasteur", "Rue Foch"),
        ("Départ de la place du Mail", "Place du Mail"),
        ("entrée par la rue Foch", "Rue Foch"),
        ("Lieu-dit Les Aires", "Les Aires"),
        ("hameau de Campestre", "Campestre"),
        ("12 Le Bourg", "12 Le Bourg"),
        ("Mas de Bouzigues", "Mas de Bouzigues"),
        ("ZA La Plaine", "ZA La Plaine"),
        ("Ch. de Gaulle", "Ch. de Gaulle"),
    ],
)
def test_address_is_asked_in_one_form(address: str, text: str) -> None:
    assert words(venue(address=address))[0] == text


def test_address_then_name_with_all_that_is_known() -> None:
    assert asked(venue("Médiathèque Confluence", "12 rue Foch", "34700")) == (
        Question("12 Rue Foch", Asking.ADDRESS, commune(), "34700"),
        Question("Médiathèque Confluence", Asking.NAME, commune(), "34700"),
    )


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Médiathèque, 12 rue Foch", ["12 Rue Foch", "Médiathèque"]),
        ("Place du Mail", ["Place du Mail"]),
        ("Départ : place de la Mairie", ["Place de la Mairie"]),
        ("Jardin public, place du Mail", ["Place du Mail", "Jardin public"]),
        ("Sous la halle", ["halle"]),
        ("Église St Fulcran", ["Église Saint Fulcran"]),
        ("Les 4 Chemins", ["Les 4 Chemins"]),
        ("Café de la Place", ["Café de la Place"]),
        ("Salle des fêtes à Lodève", ["Salle des fêtes"]),
        ("Lodève, salle Ramadier", ["salle Ramadier"]),
        ("Lodève place du Mail", ["Place du Mail"]),
        ("Halle (repli salle Ramadier)", ["Halle"]),
        ("Esplanade", ["Esplanade"]),
    ],
)
def test_name_gives_its_street_then_itself(name: str, texts: list[str]) -> None:
    assert words(venue(name)) == texts


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Plaça del Mail", ["Place du Mail", "Plaça del Mail"]),
        ("Carrièra de la Republica, 12", ["12 Rue de la République", "12 Carrièra de la Republica"]),
        ("3 carrer dels Tres Reis", ["3 Rue des Tres Reis", "3 carrer dels Tres Reis"]),
        ("Sala de las fèstas", ["Salle des fêtes"]),
    ],
)
def test_occitan_and_catalan_are_asked_in_french_first(name: str, texts: list[str]) -> None:
    assert words(venue(name)) == texts


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("", ""), ("à définir", ""), ("Centre-ville", "Lodève"), ("divers lieux", "34700 Lodève"),
        ("LODEVE", "Hérault"),
        ("", "tél. 04 67 12 34 56 - contact@lodeve.fr"), ("", "43.7321, 3.3165"), ("???", "- -"), ("rue", "12"),
        ("", "face à la mairie"), ("en ligne", "https://exemple.org"),
    ],
)  # fmt: skip
def test_nothing_is_asked_where_nothing_is_said(name: str, address: str) -> None:
    assert asked(venue(name, address)) == ()


def test_nothing_is_asked_without_a_commune() -> None:
    assert asked(Venue("Salle des fêtes", "12 rue Foch", "34700", None, None, None, None)) == ()


@pytest.mark.parametrize(
    "address",
    [
        "12 rue Foch 34800 Clermont-l'Hérault",
        "12 rue Foch, Clermont-l'Hérault",
        "12 rue Foch, 34800",
        "Octon 12 rue Foch",
        "Octon, rue Foch",
    ],
)
def test_address_in_another_commune_is_not_asked_here(address: str) -> None:
    assert words(venue("Salle Ramadier", address)) == ["Salle Ramadier"]


def test_two_squares_are_left_to_a_person() -> None:
    assert words(venue("Place du Mail", "Place de la République")) == []
    assert words(venue("Place du Mail", "Plaça del Mail"))[0] == "Place du Mail"
    assert words(venue("Place du Mail", "3 place de la République"))[0] == "3 Place de la République"


def test_hall_of_every_village_is_not_asked_by_name_where_the_address_is_a_hamlet() -> None:
    assert words(venue("Salle des fêtes", "hameau de Campestre")) == ["Campestre"]
    assert words(venue("Espace Luteva", "hameau de Campestre")) == ["Campestre", "Espace Luteva"]
    assert words(venue("Salle des fêtes", "Le village")) == ["Salle des fêtes", "Le village"]


def test_place_without_a_name_is_for_ban_alone() -> None:
    assert [words(venue("Place"), provider) for provider in (Provenance.BAN, Provenance.NOMINATIM)] == [["Place"], []]
    assert words(venue("Salle des fêtes"), Provenance.NOMINATIM) == ["Salle des fêtes"]


def test_former_commune_goes_with_the_question_and_not_into_its_key() -> None:
    told = Question("Salle des fêtes", Asking.NAME, commune(PALMAS), "", "Coussergues")
    assert asked(venue("Salle des fêtes de Coussergues", insee_code=PALMAS)) == (told,)
    assert asked(venue("Salle des fêtes", "Coussergues", insee_code=PALMAS)) == (told,)
    (untold,) = asked(venue("Salle des fêtes", insee_code=PALMAS))
    assert (untold.old_commune, untold.key) == ("", told.key)


@pytest.mark.parametrize(
    ("insee_code", "postcode", "address", "said"),
    [
        (LODEVE, "", "", "34700"),
        (LODEVE, "34000", "", "34700"),
        (MONTPELLIER, "34000", "", ""),
        (SAINTE_GENEVIEVE, "12210", "", "12210"),
        (SAINTE_GENEVIEVE, "", ", 12420", "12420"),
        (SAINTE_GENEVIEVE, "34000", "", ""),
        (SAINTE_GENEVIEVE, "", "", ""),
    ],
)
def test_postcode_is_said_where_it_tells_villages_apart(
    insee_code: str, postcode: str, address: str, said: str
) -> None:
    (question,) = asked(venue("", f"12 rue Foch{address}", postcode, insee_code))
    assert (question.text, question.postcode) == ("12 Rue Foch", said)


def test_name_that_every_village_has() -> None:
    assert [is_common(name) for name in ("Salle des fêtes", "Foyer rural", "Halle Dardé", "Espace Luteva")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [is_everywhere(text) for text in ("3 Rue de l'Église", "Place du Temple", "Place")] == [True, False, False]


_ODD = st.text(alphabet="12bis ,-/()'’.&ABCrue éàçœ°n:;\n@|·ªﬁ", max_size=40)
_SAID = st.lists(
    st.sampled_from((
        "12", "12 bis", "n°3", "rue", "av.", "Place", "Plaça", "carrièra", "de la", "du", "d'", "l’", "République",
        "Mail", "Foch", "Mal", "St", "Jean", "Sant Joan", "8 mai 1945", "Salle des fêtes", "Médiathèque", "(", ")", ",",
        " - ", "/", "face à", "angle", "et", "34700", "Lodève", "LODEVE CEDEX", "à", "hameau de", "Campestre", "BP 12",
        "Grand'Rue",
    )),
    max_size=9,
).map(" ".join)  # fmt: skip


@given(name=_SAID | _ODD | st.text(max_size=30), address=_SAID | _ODD | st.text(max_size=30))
@example(name="ª", address="0 ª")
@example(name="l'", address="12 l'")
def test_any_words_give_few_questions_of_different_keys(name: str, address: str) -> None:
    for provider in (Provenance.BAN, Provenance.NOMINATIM):
        found = asked(venue(name, address), provider)
        assert len({question.key for question in found}) == len(found) <= MOST
        assert all(question.text.strip() == question.text != "" for question in found)


_ADDRESS = st.tuples(
    st.sampled_from(("", "12", "12 bis", "n°3,", "12-14", "5b")),
    st.sampled_from(
        ("rue", "AV.", "pl", "Bd", "ch.", "Imp.", "carrièra", "Plaça", "camin", "lieu-dit", "Lot.", "Grand'")
    ),
    st.sampled_from(("", "de la", "du", "de l’", "des", "del")),
    st.sampled_from(
        ("Mal Foch", "St Jean", "Sant Joan", "8 mai 1945", "Republica", "Église", "4 Chemins", "N.D. du Bosc")
    ),
    st.sampled_from(("", ", 34700 Lodève", " (face à la mairie)", " 12", ", n° 3 ter", " et rue Pasteur", " - Bât. B")),
).map(lambda said: f"{said[0]} {said[1]} {said[2]} {said[3]}{said[4]}")


@given(address=_ADDRESS)
def test_question_asked_again_as_an_address_is_itself(address: str) -> None:
    for question in asked(venue(address=address)):
        assert question.text in words(venue(address=question.text))
