"""Occitan and Catalan names of ways and venues, word for word in French, as the French address base has them.

Only where a text begins with such a word: "castell" within a French street's name is somebody's surname. A table, to be
corrected by those who speak them; what is missing stays as it is written.
"""

from __future__ import annotations

import re

from festum.domain.text import fold
from festum.domain.way_words import WAYS

_TOKEN = re.compile(r"[^\s']+'?")

_PHRASES = {
    "sala de las festas": "Salle des fêtes",
    "sala de festas": "Salle des fêtes",
    "sala de las hestas": "Salle des fêtes",
    "sala de festes": "Salle des fêtes",
    "sala de les festes": "Salle des fêtes",
    "sala polivalenta": "Salle polyvalente",
    "sala polivalent": "Salle polyvalente",
    "fogal rural": "Foyer rural",
    "fogau rural": "Foyer rural",
    "foguier rural": "Foyer rural",
    "foier rural": "Foyer rural",
    "llar rural": "Foyer rural",
    "ostal de la vila": "Hôtel de ville",
    "ostal de vila": "Hôtel de ville",
    "casa de la vila": "Mairie",
    "casa de vila": "Mairie",
    "casa comuna": "Mairie",
    "casa de la comuna": "Mairie",
    "ostal comun": "Mairie",
    "maison comuna": "Mairie",
    "ostal de las associacions": "Maison des associations",
    "casa de les associacions": "Maison des associations",
    "monument als morts": "Monument aux morts",
}
_HEADS = {
    "sala": "Salle", "mairia": "Mairie", "meria": "Mairie", "ajuntament": "Mairie", "gleisa": "Église",
    "gleia": "Église", "esglesia": "Église", "capela": "Chapelle", "capella": "Chapelle", "castel": "Château",
    "casteth": "Château", "castell": "Château", "molin": "Moulin", "moli": "Moulin", "mercat": "Marché",
    "marcat": "Marché", "hala": "Halle", "ala": "Halle", "mediateca": "Médiathèque", "biblioteca": "Bibliothèque",
    "teatre": "Théâtre", "escola": "École", "estadi": "Stade", "estadium": "Stade", "lavador": "Lavoir",
    "fieiral": "Foirail", "firal": "Foirail",
}  # fmt: skip
_WORDS = {
    "del": "du", "dau": "du", "deu": "du", "dels": "des", "deus": "des", "daus": "des", "lo": "le", "el": "le",
    "los": "les", "els": "les", "las": "les", "al": "au", "als": "aux", "e": "et", "i": "et",
    "republica": "République", "libertat": "Liberté", "patz": "Paix", "unitat": "Unité", "gara": "Gare",
    "estacio": "Gare", "escolas": "Écoles", "escoles": "Écoles", "comuna": "Mairie", "fiera": "Foire", "fira": "Foire",
    "pont": "Pont", "porta": "Porte", "crotz": "Croix", "creu": "Croix", "forn": "Four",
    "potz": "Puits", "vila": "Ville", "vilatge": "Village", "vielh": "Vieux", "vielha": "Vieille", "vell": "Vieux",
    "vella": "Vieille", "nou": "Neuf", "nova": "Neuve", "naut": "Haut", "nauta": "Haute", "alt": "Haut",
    "alta": "Haute", "bas": "Bas", "bassa": "Basse", "baix": "Bas", "baixa": "Basse", "granda": "Grande",
    "gran": "Grande", "grand": "Grand", "mar": "Mer",
    "drech": "Droit", "drecha": "Droite", "dreta": "Droite", "erbas": "Herbes",
    "cementeri": "Cimetière", "cementiri": "Cimetière",
    "morts": "Morts", "sant": "Saint", "sent": "Saint", "santa": "Sainte", "senta": "Sainte", "joan": "Jean",
    "jan": "Jean", "peire": "Pierre", "pere": "Pierre", "pau": "Paul", "miquel": "Michel", "marti": "Martin",
    "andriu": "André", "andrieu": "André", "andreu": "André", "esteve": "Étienne", "jaume": "Jacques",
    "maria": "Marie", "antoni": "Antoine", "bernat": "Bernard", "jordi": "Georges",
    "associacions": "associations", "canigo": "Canigou",
}  # fmt: skip
_LONGEST = 5

_BEFORE = frozenset(("la", "lo", "el", "l"))
_CONTRACTED = ((re.compile(r"\bde le\b"), "du"), (re.compile(r"\bde les\b"), "des"))


def in_french(text: str) -> str:
    """The text itself where it is no Occitan and no Catalan. Idempotent."""
    tokens = _TOKEN.findall(text)
    keys = [_key(token) for token in tokens]
    start = 1 if len(keys) > 1 and keys[0] in _BEFORE else 0
    if not _local(keys[start:]):
        return text
    words: list[str] = []
    at = start
    while at < len(tokens):
        longest = min(_LONGEST, len(tokens) - at)
        if reach := next((n for n in range(longest, 1, -1) if " ".join(keys[at : at + n]) in _PHRASES), 0):
            words.append(_PHRASES[" ".join(keys[at : at + reach])] + " ")
            at += reach
            continue
        words.append(_in_french(tokens[at], keys[at], head=at == start))
        at += 1
    french = "".join(words).strip()
    for pattern, contracted in _CONTRACTED:
        french = pattern.sub(contracted, french)
    return french


def _key(token: str) -> str:
    return fold(token).strip(".,'")


def _local(keys: list[str]) -> bool:
    if not keys:
        return False
    way = WAYS.get(keys[0])
    known = keys[0] in _HEADS or any(" ".join(keys[:n]) in _PHRASES for n in range(2, _LONGEST + 1))
    return known or (way is not None and way.local)


def _in_french(token: str, key: str, *, head: bool) -> str:
    way = WAYS.get(key)
    if head and way is not None and way.local:
        return f"{way.text} "
    if head and key in _HEADS:
        return f"{_HEADS[key]} "
    known = _WORDS.get(key) or _HEADS.get(key)
    if known is None:
        # A hyphen joins words, each of which may be known: "Sant-Joan".
        parts = token.split("-")
        known = "-".join(_WORDS.get(_key(part), part) for part in parts)
    return known if token.endswith("'") and known == token else f"{known} "
