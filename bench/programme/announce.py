"""One made-up event: its texts and facts, the same for all of its dates."""

from dataclasses import dataclass
from random import Random

from bench.programme import bands, practical, spoken
from bench.programme.cast import Player, players
from bench.programme.places import Commune
from bench.programme.themes import Theme

TRANSLATED = 0.7
"""Not everybody writes in both languages, even where the words are at hand."""


@dataclass(frozen=True, slots=True)
class Announcement:
    player: Player
    theme: Theme
    key: str
    texts: dict[str, str]
    languages: tuple[str, ...]
    organisers: tuple[str, ...]
    price: str
    booking: str
    access: str
    url: str


def announce(rng: Random, player: Player, theme: Theme, key: str, commune: Commune) -> Announcement:
    return Announcement(
        player=player,
        theme=theme,
        key=key,
        texts=_texts(rng, player, theme, commune),
        languages=spoken.languages(rng, player, theme),
        organisers=_together(rng, player),
        price=practical.price(rng, theme),
        booking=practical.booking(rng, theme),
        access=practical.access(rng, theme),
        url=f"https://example.org/total-festum/{key}" if rng.random() < 0.1 else "",
    )


def _texts(rng: Random, player: Player, theme: Theme, commune: Commune) -> dict[str, str]:
    """Occitan where Occitan is spoken, Catalan where Catalan is; Languedocian texts are not lent to Gascons."""
    catalan = theme.area == "ca" or player.variants == ("ca",)
    occitan = not catalan and ("gascon" not in player.areas or theme.area == "gascon") and rng.random() < TRANSLATED
    area = "ca" if catalan else "gascon" if "gascon" in player.areas else "oc"
    slots = bands.names(rng, area) | {
        "at_commune": commune.at,
        "of_commune": commune.of,
        "around_commune": f"autour {commune.of}",
    }
    wanted = {
        "title": theme.title,
        "description": theme.text + practical.line(rng, theme),
        "title_oc": theme.title_oc if occitan else "",
        "description_oc": theme.text_oc if occitan else "",
        "title_ca": theme.title_ca if catalan else "",
        "description_ca": theme.text_ca if catalan else "",
        "title_en": theme.title_en,
        "description_en": theme.text_en,
    }
    return {column: text.format(**slots) for column, text in wanted.items()}


def _together(rng: Random, player: Player) -> tuple[str, ...]:
    """One event in eight is held with neighbours."""
    if rng.random() > 0.125:
        return ()
    neighbours = [p.row.name for p in players() if p.row.departement == player.row.departement and p is not player]
    return tuple(rng.sample(neighbours, min(len(neighbours), rng.choice((1, 1, 1, 2)))))
