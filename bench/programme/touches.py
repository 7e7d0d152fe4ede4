"""Last touches to a round: late evenings, unknown ends, what is cancelled, postponed or full."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from bench.programme.days import LAST
from bench.programme.kinds import KINDS
from bench.programme.showing import Showing

LATE_EVENINGS = 17
LATE_ENDS = (time(0, 30), time(1, 0), time(1, 0), time(1, 30), time(2, 0))
UNKNOWN_ENDS = 0.11


def finish(rng: Random, showings: list[Showing]) -> list[Showing]:
    finished = _ends_forgotten(rng, _evenings_stretched(rng, showings))
    spoken_for: set[str] = set()
    for fate in FATES:
        fitting = [n for n, s in enumerate(finished) if s.announcement.key not in spoken_for and fate.fits(s)]
        chosen = rng.choice(fitting)
        spoken_for.add(finished[chosen].announcement.key)
        finished[chosen] = replace(finished[chosen], status=fate.status, notice=fate.notice)
    return finished


def _evenings_stretched(rng: Random, showings: list[Showing]) -> list[Showing]:
    """About one evening in thirty goes on after midnight; none of them the last one of the festival."""
    late = [n for n, s in enumerate(showings) if _could_be_late(s)]
    chosen = set(rng.sample(late, min(LATE_EVENINGS, len(late))))
    return [
        replace(s, end=datetime.combine(s.start + timedelta(days=1), rng.choice(LATE_ENDS))) if n in chosen else s
        for n, s in enumerate(showings)
    ]


def _could_be_late(showing: Showing) -> bool:
    theme = showing.announcement.theme
    return (
        isinstance(showing.start, datetime)
        and showing.start.hour >= 21
        and showing.start.date() < LAST
        and theme.category in ("baleti", "concert", "bonfire")
        and "children" not in theme.flags
    )


def _ends_forgotten(rng: Random, showings: list[Showing]) -> list[Showing]:
    return [s if s.all_day or rng.random() > UNKNOWN_ENDS else _endless(rng, s) for s in showings]


def _endless(rng: Random, showing: Showing) -> Showing:
    """One in three then says "à partir de 19 h", as programmes do."""
    if not isinstance(showing.start, datetime) or (showing.end and _day(showing.end) > _day(showing.start)):
        return showing
    minutes = f" {showing.start.minute:02d}" if showing.start.minute else ""
    text = rng.choice(("", "", f"à partir de {showing.start.hour} h{minutes}"))
    return replace(showing, end=None, time_text=showing.time_text or text)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _is_fire(showing: Showing) -> bool:
    return showing.announcement.theme.category == "bonfire"


def _is_outdoors(showing: Showing) -> bool:
    kind = KINDS[showing.announcement.theme.category]
    return kind.outdoor and not showing.all_day and not _is_fire(showing)


def _is_indoors(showing: Showing) -> bool:
    return not KINDS[showing.announcement.theme.category].outdoor and not showing.all_day


def _is_booked(showing: Showing) -> bool:
    return "inscription" in showing.announcement.booking and not showing.all_day


@dataclass(frozen=True, slots=True)
class Fate:
    status: str
    notice: str
    fits: Callable[[Showing], bool]


FATES = (
    Fate("cancelled", "Annulé : les feux sont interdits par arrêté préfectoral en raison du vent.", _is_fire),
    Fate("cancelled", "Annulé : le département est placé en vigilance orange.", _is_fire),
    Fate("cancelled", "Annulé en raison des orages annoncés.", _is_outdoors),
    Fate("cancelled", "Annulé : terrain impraticable après la pluie.", _is_outdoors),
    Fate("cancelled", "Annulé : l'intervenante est souffrante.", _is_indoors),
    Fate("cancelled", "Annulé faute d'inscriptions.", _is_indoors),
    Fate("postponed", "Reporté pour cause de mauvais temps ; la nouvelle date sera annoncée ici.", _is_outdoors),
    Fate("postponed", "Reporté : la salle est indisponible. Nouvelle date à venir.", _is_indoors),
    Fate("postponed", "Reporté à la demande de la mairie ; la nouvelle date sera annoncée ici.", _is_outdoors),
    *(Fate("full", "Complet : les inscriptions sont closes.", _is_booked) for _ in range(4)),
    Fate("confirmed", "Le feu est remplacé par des lanternes (arrêté préfectoral) ; la soirée a lieu.", _is_fire),
    Fate("confirmed", "Changement de lieu en cas de pluie : voir l'affichage en mairie.", _is_outdoors),
)
"""As many of each as the demonstration of a status needs, in every round."""
