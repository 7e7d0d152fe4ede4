"""A short text cut in numbers, words and signs, each knowing where it stood, so that what is left can be quoted."""

import re
from dataclasses import dataclass
from functools import lru_cache

from festum.domain.text import fold
from festum.importers.day_names import COMPOUNDS

LONGEST = 300
"""Characters of a date or an hour; what is longer is a story, and is not gone through."""

_PIECES = re.compile(r"[0-9]+|[^\W\d_]+|\n|\S", re.UNICODE)
_APOSTROPHE = "'"
_folded = lru_cache(maxsize=4_000)(fold)
"""The same few words come back in every row."""


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is folded; `start` and `end` are places in the text it was cut from."""

    text: str
    number: bool
    start: int
    end: int

    @property
    def value(self) -> int:
        return int(self.text) if self.number else -1

    @property
    def digits(self) -> int:
        """How many it is written with, 0 when it is no number."""
        return len(self.text) if self.number else 0


Tokens = tuple[Token, ...]
_AHEAD = 6
"""So many empty tokens stand after the last, so that looking ahead needs no care."""


def cut(text: str) -> Tokens:
    """Apostrophes are dropped (`d'agost` is two words), and so is what folds to nothing; compounds are one word."""
    tokens = []
    for piece in _PIECES.finditer(text):
        found = piece[0]
        if found[0] in "0123456789":
            tokens.append(Token(found, True, piece.start(), piece.end()))
            continue
        folded = "\n" if found == "\n" else _folded(found)
        if folded and folded != _APOSTROPHE:
            tokens.append(Token(folded, False, piece.start(), piece.end()))
    end = Token("", False, len(text), len(text))
    return (*_compounded(tokens), *(end for _ in range(_AHEAD)))


def _compounded(tokens: list[Token]) -> list[Token]:
    """`après-midi` and `mièja nuèit` as one word each, so that their halves are not read for themselves."""
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        ahead = place + (2 if tokens[place + 1 : place + 2] and tokens[place + 1].text == "-" else 1)
        compound = COMPOUNDS.get((token.text, tokens[ahead].text)) if ahead < len(tokens) else None
        if compound:
            token = Token(compound, False, token.start, tokens[ahead].end)
            place = ahead
        joined.append(token)
        place += 1
    return joined


def glued(tokens: Tokens, place: int) -> bool:
    """Whether nothing stands between this token and the next."""
    return tokens[place].end == tokens[place + 1].start
