"""What a partner writes in columns for kind, public, status: words taken for ours, by table. Nothing from a title."""

import re
from functools import lru_cache

from festum.domain.text import fold

_CATEGORIES: dict[str, str] = {
    "baleti": "baleti, bal trad, bal traditionnel, bal folk, bal occitan, bal, bals, ball, baletis, bals trad",
    "sardana": "sardana, sardane, sardanes, sardanas, ballada de sardanes, audicion de sardanas",
    "concert": "concert, concerts, concerto, musique, musica, music, recital, musiques, fanfare, cobla, aubade",
    "song": "song, chant, chants, cant, cants, chanson, chansons, cancon, cancons, chorale, canconer, veillee chantee",
    "dance": "dance, danse, danses, dansa, dansas, danca, dances, atelier danse",
    "theatre": "theatre, teatre, piece de theatre, marionnettes, marionetas, titelles, spectacle theatral",
    "storytelling": "storytelling, conte, contes, condes, racontes, rondalles, contacontes, veillee contes, conteur",
    "reading": "reading, lecture, lectures, lectura, lecturas, lectures publiques, litterature, poesie, poesia",
    "film": "film, films, cinema, projection, projeccion, projeccio, cine, documentaire, documentari",
    "street-arts": "street-arts, arts de la rue, spectacle de rue, arts de carriera, arts de carrer, theatre de rue",
    "circus": "circus, cirque, circ",
    "bonfire": (
        "bonfire, feu, feu de la saint-jean, feu de la st jean, feux de la saint-jean, fuoc de sant joan, "
        "foc de sant joan, hoec de sent joan, focs de sant joan, foc, fuoc, feu de saint jean, halha, brandon"
    ),
    "correfoc": "correfoc, correfocs",
    "totemic-animals": "totemic-animals, animal totemique, animaux totemiques, animals totemics, totem, totems",
    "parade": "parade, defile, passacarriera, passacarrer, cercavila, deambulation, cortege, desfilada, defiles",
    "walk": "walk, balade, promenade, randonnee, passejada, passejadas, visite, visite guidee, visita, rando",
    "workshop": "workshop, atelier, ateliers, talher, talhers, obrador, taller, tallers, stage, stages, obradors",
    "language-initiation": (
        "language-initiation, initiation, initiation a l'occitan, initiation au catalan, cours d'occitan, "
        "cours de langue, "
        "cafe occitan, cafe oc, iniciacion, iniciacio, cors d'occitan"
    ),
    "conference": "conference, conferences, conferencia, conferencias, debat, table ronde, talk, causerie, rencontre",
    "exhibition": "exhibition, exposition, expositions, expo, exposicion, exposicio, mostra, exposicions",
    "games": "games, jeu, jeux, jocs, joc, jeux traditionnels, jocs tradicionals, jeux en bois, sport, quilles",
    "market": "market, marche, mercat, marcat, marches, foire, fiera, brocante, vide-grenier, mercats",
    "food": "food, repas, apat, gastronomie, aperitif, apero, pique-nique, buffet, banquet, degustation, sopar, dinar",
    "festival-day": (
        "festival-day, fete, festa, journee, jornada, festival, fete de village, fete populaire, hesta, ferrade, "
        "fete de la saint-jean, fete occitane"
    ),
    "other": "other, autre, autres, autre, altre, divers, autras",
}  # fmt: skip
_AUDIENCE: dict[str, str] = {
    "children": (
        "children, enfant, enfants, jeune public, jeunesse, famille, familles, familial, scolaire, scolaires, "
        "mainatges, dròlles, drolles, nens, infants, familia, en famille, "
        "kids, tout-petits, public familial, public scolaire"
    ),
    "meal": "meal, repas, restauration, apat, sopar",
    "bar": "bar, buvette, beguda",
    "initiation": "initiation, debutants, iniciacion, iniciacio",
    "accessible": "accessible, pmr, accessible pmr, accessible aux pmr, handicap, accessibilite, fauteuil roulant",
}  # fmt: skip
_STATUSES: dict[str, str] = {
    "confirmed": "confirmed, confirme, confirmee, maintenu, maintenue, ok, prevu, prevue, confirmat, mantengut, oui",
    "cancelled": (
        "cancelled, canceled, annule, annulee, annules, annulees, annulation, annulat, anullat, anullada, cancel·lat, "
        "cancel·lada, cancellat, cancellada, anul·lat, anul·lada, supprime, supprimee"
    ),
    "postponed": (
        "postponed, reporte, reportee, report, reportat, reportada, repportat, ajourne, ajornat, ajornada, differe, "
        "differee, deplace, a reprogrammer"
    ),
    "full": "full, complet, complete, sold out, completa, exhaurit, plen, guichets fermes",
}  # fmt: skip


def _inside_out(table: dict[str, str]) -> dict[str, str]:
    return {fold(word): ours for ours, words in table.items() for word in words.split(", ")}


_CATEGORY_OF = _inside_out(_CATEGORIES)
_FLAG_OF = _inside_out(_AUDIENCE)
_STATUS_OF = _inside_out(_STATUSES)
_PARTS = re.compile(r"\s*(?:[|/,;+&\n]|\s(?:et|e|i|and)\s)\s*")
_YES = frozenset(("1", "x", "oui", "yes", "oc", "si", "true", "vrai", "o", "y", "sur place", "ja"))
_NO = frozenset(("0", "", "-", "non", "no", "false", "faux", "n", "pas"))
_EVERYBODY = frozenset(
    ("tout public", "tous publics", "tous", "adultes", "adulte", "tot public", "tots publics", "all")
)
_SAID_FIRST = re.compile(r"[\W_]*([\w·]+)(?:\s*[:!)\]]+|\s+[-–—])\s*[-–—:]*\s*")


@lru_cache(maxsize=4096)
def categories_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(ours, words that are not in the table as they are written)"""
    return _looked_up(text, _CATEGORY_OF)


@lru_cache(maxsize=4096)
def audience_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(flags, words of the cell that are not in the table); everybody is nobody in particular."""
    flags, unknown = _looked_up(text, _FLAG_OF)
    return flags, tuple(word for word in unknown if fold(word) not in _EVERYBODY)


def is_yes(text: str) -> bool | None:
    """Of a column to be ticked; None where neither is said."""
    folded = fold(text)
    return True if folded in _YES else False if folded in _NO else None


def status_of(text: str) -> str:
    """`cancelled` for "ANNULÉ", "Annulée : orage"; "" when the cell says something else."""
    folded = fold(text).strip(" .!:")
    return _STATUS_OF.get(folded) or _STATUS_OF.get(re.split(r"[\s:,.;(!-]+", f"{folded} ", maxsplit=1)[0], "")


def status_before(title: str) -> tuple[str, str]:
    """("cancelled", "Concert") of "ANNULÉ : Concert"; ("", title) where a title is but a title."""
    said = _SAID_FIRST.match(title)
    status = _STATUS_OF.get(fold(said[1]), "") if said else ""
    rest = title[said.end() :] if said else ""
    return (status, rest) if status in {"cancelled", "postponed", "full"} and rest else ("", title)


def _looked_up(text: str, table: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if whole := table.get(fold(text)):
        return (whole,), ()
    parts = [part for part in _PARTS.split(text) if part]
    known = dict.fromkeys(table[fold(part)] for part in parts if fold(part) in table)
    return tuple(known), tuple(part for part in parts if fold(part) not in table)
