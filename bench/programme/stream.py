"""Made-up programmes, one round after the other: the first is the demonstration of `data/events.csv`."""

from collections.abc import Iterator
from random import Random

from bench.programme.cast import Player, players
from bench.programme.rows import EventRow
from bench.programme.season import Season
from bench.programme.showing import row
from bench.programme.themes import Deck
from bench.programme.touches import finish

SEED = 13
ROUND = 486
"""Occurrences of one round: with the real rows of 2018 they make 500."""


def occurrences() -> Iterator[EventRow]:
    """Endless, one round in memory at a time; event keys carry the round's number from the second on."""
    number = 0
    while True:
        yield from one_round(number)
        number += 1


def one_round(number: int) -> Iterator[EventRow]:
    """Every partner plays in every commune of its own. A generator of its own makes each round repeatable."""
    rng = Random(SEED + number)
    deck = Deck(rng)
    wanted = _shares(rng, players())
    showings = [
        showing
        for player, share in zip(players(), wanted, strict=True)
        for showing in Season(rng, deck, player, _prefix(player, number)).showings(share)
    ]
    return map(row, finish(rng, showings))


def _prefix(player: Player, number: int) -> str:
    return f"{player.short}-{number + 1}-" if number else f"{player.short}-"


def _shares(rng: Random, cast: tuple[Player, ...]) -> list[int]:
    """How many dates each partner has: at least three, and one for each commune; the large ones many more."""
    shares = [max(3, len(player.communes)) for player in cast]
    appetites = [rng.uniform(0.3, 2.2) for _ in cast]
    for chosen in rng.choices(range(len(cast)), appetites, k=ROUND - sum(shares)):
        shares[chosen] += 1
    return shares
