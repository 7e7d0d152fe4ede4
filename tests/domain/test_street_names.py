"""Namesakes and their spellings: one street, or another one."""

import pytest

from festum.domain.street_names import ALIKE, likeness

LODEVE = frozenset(("lodeve", "lodeva"))

ONE = [
    # As it is, but for case, accents, hyphens, apostrophes, abbreviations.
    ("RUE DE LA REPUBLIQUE", "Rue de la République", 1.0),
    ("rue de l’Église", "Rue de l'Église", 1.0),
    ("Av. du Mal Foch", "Avenue du Maréchal Foch", 1.0),
    ("r. du Dr Roux", "Rue du Docteur Roux", 1.0),
    ("Bd St Jean", "Boulevard Saint-Jean", 1.0),
    ("Grand'Rue", "Grande Rue", 1.0),
    ("Grand-Rue", "Rue Grande", 0.97),
    ("ZA La Plaine", "Zone Artisanale La Plaine", 1.0),
    ("Zone d'activités La Plaine", "ZA La Plaine", 1.0),
    ("rue du 8 mai", "Rue du 8 Mai 1945", 1.0),
    ("rue du Quatre Septembre", "Rue du 4 Septembre", 1.0),
    ("Rond point de la Lergue", "Rond-Point de la Lergue", 1.0),
    ("Hameau de Campestre", "Campestre", 0.97),
    # In Occitan, in Catalan, on either side.
    ("Carrièra de la Republica", "Rue de la République", 1.0),
    ("Rue de Saint-Jean", "Carrer de Sant Joan", 1.0),
    ("Sala de las fèstas", "Salle des Fêtes", 1.0),
    ("Carrer dels Tres Reis", "Carrer dels Tres Reis", 1.0),
    ("Place du Marché", "Plaça del Mercat / Place du Marché", 1.0),
    # An article left out, a word cut in two.
    ("Place Mairie", "Place de la Mairie", 0.97),
    ("rue Beau Soleil", "Rue Beausoleil", 0.97),
    # Titles and first names.
    ("rue Jaurès", "Rue Jean Jaurès", 0.9),
    ("rue Jean Jaurès", "Rue Jaurès", 0.9),
    ("rue J. Jaurès", "Rue Jean Jaurès", 0.9),
    ("rue J.-J. Rousseau", "Rue Jean-Jacques Rousseau", 0.9),
    ("avenue Foch", "Avenue du Maréchal Foch", 0.9),
    ("avenue du Maréchal Foch", "Avenue Foch", 0.9),
    ("rue Général de Gaulle", "Rue Charles de Gaulle", 0.9),
    ("rue Doyen-Gosse", "Rue Doyen René Gosse", 0.9),
    # One slip.
    ("rue Gambeta", "Rue Gambetta", 0.85),
    ("rue de la Répulbique", "Rue de la République", 0.85),
    ("avenue Clemencaeu", "Avenue Clemenceau", 0.85),
    # The commune's own name.
    ("Mairie de Lodève", "Mairie", 0.95),
    ("Salle des fêtes", "Salle des fêtes de Lodève", 0.95),
    ("rue Foch Lodève", "Rue Foch", 0.95),
]

TWO = [
    # Another kind of way.
    ("rue Foch", "Avenue Foch"),
    ("rue de la République", "Place de la République"),
    ("rue de l'Église", "Ruelle de l'Église"),
    ("République", "Rue de la République"),
    ("Mas de Bouzigues", "Chemin du Mas de Bouzigues"),
    ("Chemin du Mas de Bouzigues", "Mas de Bouzigues"),
    ("carrièra Foch", "Avenue Foch"),
    # A word more, a word less.
    ("rue de la République", "Rue de la République Espagnole"),
    ("rue de la République Espagnole", "Rue de la République"),
    ("rue du Pont", "Rue du Pont Neuf"),
    ("rue Basse", "Rue Basse du Château"),
    ("route de Montpellier", "Ancienne Route de Montpellier"),
    ("Salle des fêtes", "Salle des fêtes de Loiras"),
    ("Médiathèque Confluence", "Médiathèque"),
    ("Salle polyvalente", "Salle des fêtes"),
    # One letter, another meaning.
    ("rue des Moulins", "Rue du Moulin"),
    ("rue des Puits", "Rue du Puits"),
    ("rue de la Marche", "Rue du Marché"),
    ("chemin des Charmes", "Chemin des Carmes"),
    ("rue Faure", "Rue Fabre"),
    ("rue Racins", "Rue des Racines"),
    ("rue Durand", "Rue Durant"),
    ("rue des Fours", "Rue des Tours"),
    ("place Marie", "Place de la Mairie"),
    ("rue du 8 mai", "Rue du 9 mai"),
    # Another person, or none.
    ("rue du Moulin", "Rue Jean Moulin"),
    ("rue Jean Moulin", "Rue du Moulin"),
    ("rue Jean Martin", "Rue Henri Martin"),
    ("rue Martin", "Rue Saint-Martin"),
    ("rue Paul", "Rue Paul Bert"),
    ("rue Paul", "Rue Jean Paul"),
    ("place du Général", "Place du Général Leclerc"),
    ("rue du Général Leclerc", "Rue Marie Leclerc"),
    ("rue du Docteur Leclerc", "Rue Leclerc"),
    ("rue Marie Curie", "Rue Pierre et Marie Curie"),
    # The commune's name belongs to it.
    ("rue du Pont de Lodève", "Rue du Pont"),
    ("rue de Lodève", "Rue"),
    ("Lodève", "Mairie"),
    # Nothing to compare.
    ("rue", "Rue Foch"),
    ("", "Rue Foch"),
    ("rue Foch", ""),
]


@pytest.mark.parametrize(("asked", "found", "like"), ONE)
def test_spelling_of_one_name(asked: str, found: str, like: float) -> None:
    assert likeness(asked, found, LODEVE) == pytest.approx(like)


@pytest.mark.parametrize(("asked", "found"), TWO)
def test_namesake_is_another_place(asked: str, found: str) -> None:
    assert likeness(asked, found, LODEVE) < ALIKE


def test_commune_whose_name_is_a_common_word_is_not_taken_off() -> None:
    assert likeness("Pont Vieux", "Pont", frozenset(("vieux",))) < ALIKE


def test_likeness_ranks_what_is_not_alike() -> None:
    near, far = (likeness("rue du Pont", name) for name in ("Rue du Pont Neuf", "Rue Foch"))
    assert far < near < ALIKE
