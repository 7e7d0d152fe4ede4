"""Practical lines: prices, booking, access, addresses, what to bring."""

from random import Random

from bench.programme.kinds import KINDS
from bench.programme.themes import Theme

PAYING = ("concert", "theatre", "film", "circus")
PRICES = {"gratuit": 78, "participation libre": 8, "": 14}
PAYING_PRICES = {"gratuit": 66, "participation libre": 11, "": 13, "5 €": 10}
MEALS = {"12 €": 3, "15 €": 3, "10 €": 2, "8 € ; gratuit pour les moins de 12 ans": 2, "": 1}
BOOKING = (
    "sur inscription",
    "sur inscription, places limitées",
    "réservation conseillée, à la mairie",
    "inscription sur place une demi-heure avant",
)
ACCESS = (
    "Accès de plain-pied, toilettes adaptées.",
    "Navette gratuite depuis la gare.",
    "Parking signalé à l'entrée de la commune, puis cinq minutes à pied.",
    "Boucle magnétique disponible à l'accueil.",
    "Garage à vélos surveillé.",
    "Rue fermée à la circulation : se garer au stade.",
)
ADDRESSES = {
    "Médiathèque": "Rue de la République",
    "Salle des fêtes": "Avenue de la Gare",
    "Foyer rural": "Rue des Écoles",
    "Stade": "Chemin du Stade",
    "Maison des associations": "Boulevard Jean-Jaurès",
    "Cinéma": "Place de la Liberté",
    "École": "Rue des Écoles",
}
LINES = {
    "outdoor": (
        "En cas de pluie, repli à la salle des fêtes.",
        "Prévoir de l'eau et un chapeau.",
        "Apporter sa chaise ou son coussin.",
        "Les chiens sont les bienvenus, en laisse.",
    ),
    "indoor": (
        "Dans la limite des places disponibles.",
        "La salle est climatisée.",
        "Un verre est offert à l'issue de la rencontre.",
        "Ouverture des portes un quart d'heure avant.",
    ),
    "walk": (
        "Bonnes chaussures et gourde indispensables.",
        "Le parcours ne convient pas aux poussettes.",
        "Retour prévu au point de départ.",
    ),
    "fire": (
        "Sous réserve d'autorisation préfectorale.",
        "Merci de rester derrière les barrières jusqu'à l'embrasement.",
        "Les pétards personnels sont interdits.",
    ),
}


def price(rng: Random, theme: Theme) -> str:
    table = MEALS if theme.price == "meal" else PAYING_PRICES if theme.category in PAYING else PRICES
    return rng.choices(list(table), list(table.values()))[0]


def booking(rng: Random, theme: Theme) -> str:
    wanted = theme.booking or theme.price == "meal" or (not KINDS[theme.category].outdoor and rng.random() < 0.08)
    return rng.choice(BOOKING) if wanted else ""


def access(rng: Random, theme: Theme) -> str:
    return rng.choice(ACCESS) if rng.random() < (0.5 if "accessible" in theme.flags else 0.1) else ""


def line(rng: Random, theme: Theme) -> str:
    """A sentence added to about half of the descriptions, so that the same theme does not read twice the same."""
    if rng.random() > 0.5:
        return ""
    group = {"walk": "walk", "bonfire": "fire", "correfoc": "fire"}.get(theme.category)
    return " " + rng.choice(LINES[group or ("outdoor" if KINDS[theme.category].outdoor else "indoor")])
