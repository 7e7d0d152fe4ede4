"""The languages heard at a made-up event. (For a real one they are copied from its source, never guessed.)"""

from random import Random

from bench.programme.cast import Player
from bench.programme.themes import Theme

NOT_STATED = 0.14
IN_THE_LANGUAGE = ("language-initiation", "concert", "song", "theatre", "storytelling", "reading", "film")
"""Where an Occitan theme is not given in French alone. (A fire or a meal may well be.)"""


def languages(rng: Random, player: Player, theme: Theme) -> tuple[str, ...]:
    if not theme.language and rng.random() < NOT_STATED:
        return ()
    if "ca" in player.areas and (theme.area == "ca" or player.variants == ("ca",)):
        return _catalan(rng, theme)
    return _occitan(rng, theme, rng.choice(player.variants))


def _catalan(rng: Random, theme: Theme) -> tuple[str, ...]:
    choices: dict[tuple[str, ...], int] = {("ca", "fr"): 55, ("ca",): 33}
    if theme.area == "any":
        choices |= {("fr",): 14, ("ca", "oc"): 3, ("ca", "oc", "fr"): 4}
    return rng.choices(list(choices), list(choices.values()))[0]


def _occitan(rng: Random, theme: Theme, variant: str) -> tuple[str, ...]:
    choices: dict[tuple[str, ...], int] = {("oc", "fr"): 38, ("oc",): 17, (variant, "fr"): 22, (variant,): 11}
    if variant != "oc-lengadoc":
        choices |= {(variant, "fr"): 40, (variant,): 20}
    if theme.area == "any":
        choices[("fr",)] = 40
    elif theme.category not in IN_THE_LANGUAGE:
        choices[("fr",)] = 16
    return rng.choices(list(choices), list(choices.values()))[0]
