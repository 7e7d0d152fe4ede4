"""Occitan and Catalan ways and halls, as the French address base has them."""

import pytest

from festum.domain.local_words import in_french


@pytest.mark.parametrize(
    ("local", "french"),
    [
        ("Carrièra de la Republica", "Rue de la République"),
        ("Carrèra dera Glèisa", "Rue dera Église"),
        ("Plaça del Mail", "Place du Mail"),
        ("plaça dels Aures", "Place des Aures"),
        ("Plaça de las Èrbas", "Place des Herbes"),
        ("Camin de la Font Vièlha", "Chemin de la Font Vieille"),
        ("lo camin del molin", "Chemin du Moulin"),
        ("Avenguda de Sant-Joan", "Avenue de Saint-Jean"),
        ("Baloard de l'Estacion", "Boulevard de l'Estacion"),
        ("Sala de las fèstas", "Salle des fêtes"),
        ("SALA POLIVALENTA", "Salle polyvalente"),
        ("Castèl de Montbrun", "Château de Montbrun"),
        ("Ostal de las associacions", "Maison des associations"),
        # Catalan
        ("Carrer de Sant Joan", "Rue de Saint Jean"),
        ("Avinguda del Canigó", "Avenue du Canigou"),
        ("Plaça de l'Església", "Place de l'Église"),
        ("Camí del Molí", "Chemin du Moulin"),
        ("Sala de festes", "Salle des fêtes"),
        ("Carretera de Prada", "Route de Prada"),
    ],
)
def test_text_that_begins_in_occitan_or_catalan(local: str, french: str) -> None:
    assert (in_french(local), in_french(french)) == (french, french)


@pytest.mark.parametrize(
    "text",
    ["Rue Castell", "Place Sant Joan", "Mas de la Font", "Ostal d'Occitània", "Salle Molin", "La Sardane", "Lo", ""],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert in_french(text) == text
