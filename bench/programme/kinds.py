"""What each category looks like in a programme: how often, at what hour, how long, on which days, where."""

from dataclasses import dataclass

# Weights from Monday to Sunday.
WEEKEND = (1, 2, 4, 3, 8, 22, 16)
EVENINGS = (2, 4, 5, 7, 16, 20, 6)
SUNDAYS = (0, 0, 2, 0, 2, 14, 22)
MORNINGS = (1, 2, 8, 2, 3, 18, 12)
MIDWEEK = (6, 10, 10, 11, 8, 5, 1)
ANY = (4, 6, 9, 7, 9, 16, 9)

SQUARES = ("Place de la Mairie", "Place de l'Église", "Place de la République", "Esplanade", "Sous la halle")
HALLS = ("Salle des fêtes", "Foyer rural", "Maison des associations")
QUIET = ("Médiathèque", "Salle du conseil", "Maison des associations", "Foyer rural")
CLASSROOMS = ("Médiathèque", "Maison des associations", "Foyer rural")
GREENS = ("Parc municipal", "Théâtre de verdure", "Cour de l'école", "Jardin public")
FIELDS = ("Aire de pique-nique", "Stade", "Pré communal", "Berges", "Place du Foirail")
MEETING = ("Départ : parking du stade", "Départ : place de la Mairie", "Départ : office de tourisme")


@dataclass(frozen=True, slots=True)
class Kind:
    """`weight` is relative; `minutes` are the lengths to choose from; `tours` if it can be shown again elsewhere."""

    weight: int
    hours: tuple[str, ...]
    minutes: tuple[int, ...]
    weekdays: tuple[int, ...]
    venues: tuple[str, ...]
    outdoor: bool = True
    tours: bool = False


KINDS = {
    "baleti": Kind(66, ("20:30", "21:00", "21:00", "21:30"), (120, 150, 165), EVENINGS, (*SQUARES, *HALLS)),
    "sardana": Kind(130, ("11:00", "17:00", "18:00", "21:00"), (90, 120), SUNDAYS, SQUARES),
    "concert": Kind(
        48, ("18:00", "20:30", "21:00", "21:00", "21:30"), (75, 90, 120), EVENINGS, (*SQUARES, *GREENS), tours=True
    ),
    "song": Kind(20, ("18:30", "19:00", "20:30", "21:00"), (60, 90, 120), EVENINGS, (*HALLS, *GREENS), tours=True),
    "dance": Kind(16, ("17:00", "18:00", "20:30"), (60, 90), WEEKEND, (*SQUARES, *HALLS)),
    "theatre": Kind(18, ("18:30", "20:30", "21:00", "21:30"), (60, 75, 90), EVENINGS, (*HALLS, *GREENS), tours=True),
    "storytelling": Kind(28, ("17:00", "18:00", "20:30", "21:00"), (45, 60, 75), ANY, (*GREENS, *QUIET), tours=True),
    "reading": Kind(14, ("10:30", "17:30", "18:30"), (60, 75, 90), ANY, QUIET, outdoor=False, tours=True),
    "film": Kind(14, ("20:30", "21:00"), (75, 90, 105), EVENINGS, (*HALLS, "Cinéma"), outdoor=False, tours=True),
    "street-arts": Kind(9, ("11:00", "16:00", "17:30"), (45, 60, 90), WEEKEND, SQUARES, tours=True),
    "circus": Kind(6, ("16:00", "17:30", "21:00"), (60, 75), WEEKEND, GREENS, tours=True),
    "bonfire": Kind(62, ("22:00", "22:00", "22:15", "22:30"), (60, 75, 90), EVENINGS, FIELDS),
    "correfoc": Kind(60, ("22:15", "22:30"), (45, 60), EVENINGS, SQUARES),
    "totemic-animals": Kind(34, ("16:00", "17:00", "18:00", "21:00"), (60, 90, 120), WEEKEND, SQUARES),
    "parade": Kind(14, ("11:00", "16:30", "18:00", "19:00"), (45, 60, 90), WEEKEND, SQUARES),
    "walk": Kind(30, ("09:00", "09:30", "09:30", "10:00", "14:30"), (120, 150, 180), SUNDAYS, MEETING, tours=True),
    "workshop": Kind(24, ("09:30", "10:00", "14:00", "14:30"), (90, 120, 150), ANY, (*CLASSROOMS, "Cour de l'école"),
                     outdoor=False, tours=True),
    "language-initiation": Kind(24, ("10:00", "17:30", "18:00", "18:30"), (60, 90), MIDWEEK, QUIET, outdoor=False,
                                tours=True),
    "conference": Kind(20, ("17:30", "18:00", "18:30", "20:30"), (75, 90, 105), MIDWEEK, QUIET, outdoor=False,
                       tours=True),
    "exhibition": Kind(8, ("10:00",), (480,), (2, 8, 8, 6, 8, 10, 1), ("Médiathèque", "Hall de la mairie", "Chapelle",
                       "Office de tourisme"), outdoor=False),
    "games": Kind(22, ("14:00", "15:00", "16:00"), (120, 150, 180), WEEKEND, (*SQUARES, *GREENS)),
    "market": Kind(22, ("08:30", "09:00", "09:30"), (180, 210, 240), MORNINGS, ("Place du marché", "Halle",
                   "Esplanade")),
    "food": Kind(30, ("12:00", "12:30", "19:30", "20:00"), (120, 150), WEEKEND, (*SQUARES, *GREENS, *HALLS)),
    "festival-day": Kind(8, ("10:00",), (480,), (0, 0, 0, 0, 1, 20, 12), (*GREENS, *SQUARES)),
    "other": Kind(10, ("11:30", "18:00", "18:30"), (60, 75), EVENINGS, (*SQUARES, *HALLS)),
}  # fmt: skip

BY_PARTNER = {
    "library": {"reading": 6, "storytelling": 3, "film": 3, "exhibition": 5, "conference": 3, "workshop": 3,
                "language-initiation": 2, "bonfire": 0.1, "correfoc": 0, "baleti": 0.4, "food": 0.2, "market": 0},
    "school": {"song": 3, "games": 3, "theatre": 2, "festival-day": 3, "workshop": 2, "market": 0.3,
               "conference": 0.5, "film": 0.5},
    "other": {"walk": 3, "exhibition": 3, "market": 3, "bonfire": 0.5},
    "association": {},
    "commune": {"market": 2, "food": 1.5, "bonfire": 1.5, "exhibition": 1.5},
}  # fmt: skip
"""How much more or less often a kind of partner holds a category. A library seldom lights a fire."""
