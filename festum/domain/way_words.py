"""What a street is called before its own name: rue, avenue, place, as people write it, in three languages.

A table of words, to be corrected by those who know better. A spelling is folded and without full stops: "Av.", "av"
and "AV" are one. What Occitan and Catalan call a way stands here too, as the French address base knows ways by their
French kind.
"""

from __future__ import annotations

from dataclasses import dataclass

from festum.domain.text import fold


@dataclass(frozen=True, slots=True)
class Way:
    """`kind` tells ways apart ("rue" is no "avenue"); `text` is the word as it is written out.

    `main`: it may begin in the middle of a text ("Médiathèque rue Foch"); others begin one, or follow a number.
    `local`: Occitan or Catalan, so the words after it are too.
    """

    kind: str
    text: str
    main: bool
    local: bool = False


_MAIN = {
    "Rue": ("rue", "r", "rues"),
    "Avenue": ("avenue", "av", "ave", "aven"),
    "Boulevard": ("boulevard", "bd", "bld", "bvd", "blvd", "boul", "boulv"),
    "Place": ("place", "pl"),
    "Placette": ("placette",),
    "Chemin": ("chemin", "che", "chem", "chm", "ch"),
    "Route": ("route", "rte"),
    "Impasse": ("impasse", "imp"),
    "Faubourg": ("faubourg", "fbg", "fg", "faub"),
    "Allée": ("allee",),
    "Allées": ("allees",),
    "Quai": ("quai",),
    "Square": ("square", "sq"),
    "Esplanade": ("esplanade", "espl"),
    "Promenade": ("promenade", "prom"),
    "Ruelle": ("ruelle",),
    "Cours": ("cours", "crs"),
}
_OTHERS = {
    "Allée": ("all",),
    "Passage": ("passage", "pass"),
    "Montée": ("montee", "mtee"),
    "Côte": ("cote",),
    "Traverse": ("traverse", "trav"),
    "Sentier": ("sentier",),
    "Draille": ("draille",),
    "Rond-Point": ("rond-point", "rd-pt", "rdpt", "rpt"),
    "Carrefour": ("carrefour", "carf"),
    "Lotissement": ("lotissement", "lot", "lotiss"),
    "Résidence": ("residence", "res", "resid"),
    "Quartier": ("quartier", "quart", "qrt"),
    "Hameau": ("hameau", "ham"),
    "Lieu-dit": ("lieu-dit", "lieudit"),
    "Cité": ("cite",),
    "Clos": ("clos",),
    "Cour": ("cour",),
    "Parvis": ("parvis",),
    "Rampe": ("rampe",),
    "Terrasse": ("terrasse",),
    "Venelle": ("venelle",),
    "Voie": ("voie",),
    "ZA": ("za", "zae", "zac"),
    "ZI": ("zi",),
    "ZC": ("zc",),
}
_LOCAL = {
    "Rue": ("carriera", "carrera", "carreira", "carrer", "carrier"),
    "Ruelle": ("carrairon", "carreiron", "carrero", "androna"),
    "Avenue": ("avenguda", "avinguda"),
    "Boulevard": ("baloard", "balouard", "bolevard", "bulevard", "bulevar"),
    "Place": ("placa", "plassa"),
    "Placette": ("placota", "placeta"),
    "Chemin": ("camin", "cami"),
    "Route": ("rota", "carretera"),
    "Faubourg": ("fauborg",),
    "Quai": ("cai",),
    "Esplanade": ("esplanada",),
    "Promenade": ("promenada", "passeig"),
    "Montée": ("pujada", "montada"),
    "Traverse": ("traversa",),
}

_KINDS = {"allees": "allee"}
"""Two writings of one kind."""

BEFORE_A_WAY = frozenset((
    "grand", "grande", "petit", "petite", "vieux", "vieil", "vieille", "ancien", "ancienne", "nouveau", "nouvelle",
))  # fmt: skip
"""Part of the name where they stand before: "Vieux Chemin de Lodève"."""

NO_KIND = frozenset(("lieu-dit", "hameau"))
"""They say that a place follows, and are left out as often."""

UNSURE = frozenset(("r", "ch", "all", "lot", "res", "pass", "prom"))
"""As initials, rivers and common words they mean something else: only at the beginning, before a name."""


def _table() -> dict[str, Way]:
    found: dict[str, Way] = {}
    for words, main, local in ((_OTHERS, False, False), (_MAIN, True, False), (_LOCAL, True, True)):
        for text, spellings in words.items():
            kind = fold(text)
            for spelling in spellings:
                found[spelling] = Way(_KINDS.get(kind, kind), text, main and spelling not in UNSURE, local)
    return found


WAYS = _table()
"""By folded spelling."""
