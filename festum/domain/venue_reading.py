"""What a cell of a venue says, once the noise is gone: streets, places without a kind of way, halls.

In the writing a geocoder wants: number first, abbreviations written out, straight apostrophes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from festum.domain.commune_names import normalise, significant
from festum.domain.gazetteer import Gazetteer
from festum.domain.house_numbers import HouseNumber, read_number, split_number
from festum.domain.local_words import in_french
from festum.domain.name_words import HALLS
from festum.domain.naming import Naming
from festum.domain.street_in_words import ARTICLE, find_street, folded, without_article, written_out
from festum.domain.text import fold
from festum.domain.venue_words import Piece, pieces
from festum.domain.way_words import BEFORE_A_WAY, WAYS

_START = re.compile(
    r"(?:d[ée]part|arriv[ée]e|rdv|rendez[- ]?vous|accueil|lieu(?![- ]?dit)|adresse|acc[èe]s|entr[ée]e|parten[çc]a"
    r"|sortida)\b(?:\s+(?:(?:de|à)\s+(?:la|l')|du|des|de|par|au|aux|à)(?=\W|(?<=')))?\s*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:(?:dans|sur|sous|chez|vers|depuis|par|dins|jos|devers)(?:\s+(?:la|le|les|l'|lo|el|los|las))?"
    r"|(?:à|de)\s+(?:la|l')|à|au|aux|al|als|du|des)(?=\W|(?<='))\s*",
    re.IGNORECASE,
)
_HAMLET = re.compile(
    r"^(?:(?:le|au)\s+)?(?:lieu[- ]?dit|hameau|ham\.)(?:\s+(?:de\s+(?:la\s|l')|des\s|du\s|de\s|d'))?\s*", re.IGNORECASE
)
_NOTHING = frozenset(significant(normalise(words)) for words in (
    "centre ville", "centre", "centre du village", "centre bourg", "cœur de ville", "cœur de village",
    "cœur du village", "divers lieux", "lieux divers", "différents lieux", "plein air", "en plein air", "extérieur",
    "en extérieur", "ville", "en ville", "dans la ville", "rues de la ville", "rues du village", "dans les rues",
    "dans le village", "à définir", "lieu à définir", "à préciser", "lieu à préciser", "à déterminer",
    "à confirmer", "non communiqué", "lieu communiqué ultérieurement", "itinérant", "déambulation", "en ligne",
    "visioconférence", "internet", "partout", "tout le village", "ensemble du village", "alentours", "environs",
    "voir programme", "nc", "x", "tbd", "tbc", "non précisé", "néant", "rien", "inconnu", "to be confirmed",
    "online", "outdoors", "various places", "centre vila", "centre de la vila", "per carrièras", "pels carrers",
    "vilatge", "pel vilatge", "rue", "rues", "chemin", "route", "avenue", "départ", "arrivée", "arrêt", "rendez-vous",
    "accueil", "lieu", "adresse", "parking", "salle", "quartier", "hameau", "lieu-dit", "et", "ou", "france",
    "occitanie", "languedoc", "roussillon", "languedoc roussillon", "midi pyrénées", "pays catalan", "catalogne nord",
))  # fmt: skip


@dataclass(slots=True)
class VenueReading:
    """`near`: streets it stands beside. `elsewhere`: another commune is named, so that nothing of it can be asked."""

    streets: list[str] = field(default_factory=list)
    local: dict[str, str] = field(default_factory=dict)
    near: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    halls: list[str] = field(default_factory=list)
    postcode: str = ""
    old_commune: str = ""
    elsewhere: bool = False


def read_cell(text: str, naming: Naming, gazetteer: Gazetteer, *, address: bool) -> VenueReading:
    """Of the cell for the address, or the one for the name."""
    return _Reader(naming, gazetteer, address).read(text)


class _Reader:
    def __init__(self, naming: Naming, gazetteer: Gazetteer, address: bool) -> None:
        self._naming = naming
        self._gazetteer = gazetteer
        self._address = address
        self._reading = VenueReading()
        self._number: HouseNumber | None = None
        self._foreign = False
        self._said_something = False
        self._began_elsewhere = False

    def read(self, text: str) -> VenueReading:
        for piece in pieces(text):
            if piece.postcode and not piece.text:
                self._take_postcode(piece.postcode)
            elif piece.text:
                self._take(piece)
        self._reading.elsewhere |= self._foreign or (self._began_elsewhere and bool(self._reading.streets))
        return self._reading

    def _take_postcode(self, postcode: str) -> None:
        if self._naming.has_postcode(postcode):
            self._reading.postcode = self._reading.postcode or postcode
        elif postcode in self._gazetteer.by_postcode:
            self._foreign = True

    def _take(self, piece: Piece) -> None:
        text = _core(piece.text)
        behind = self._naming.without_before(text)
        if piece.postcode or (_qualifies(behind) and folded(text.split()[0]) not in BEFORE_A_WAY):
            text = behind
        if self._naming.is_called(text):
            self._reading.old_commune = self._reading.old_commune or self._naming.former(text)
            self._foreign = False
            return
        if self._names_another_commune(text):
            if self._said_something:
                self._reading.elsewhere = True
                return
            self._began_elsewhere = True
        if number := read_number(text):
            self._take_number(number)
            return
        text, old = self._naming.without_after(text)
        self._reading.old_commune = self._reading.old_commune or old
        if says_nothing(text) or self._gazetteer.departement(text) is not None:
            return
        self._said_something = True
        self._take_words(text, piece)

    def _names_another_commune(self, text: str) -> bool:
        """In the same département: from farther away nobody comes into the address by mistake."""
        found = self._gazetteer.named(text)[1]
        own = self._naming.commune
        return bool(found) and own not in found and any(one.departement == own.departement for one in found)

    def _take_number(self, number: HouseNumber) -> None:
        """It stands by itself between commas: it goes with the next street, or with the one before."""
        streets = self._reading.streets
        if streets and split_number(streets[-1])[0] is None:
            street = streets[-1]
            streets[-1] = f"{number} {street}"
            if street in self._reading.local:
                self._reading.local[streets[-1]] = f"{number} {self._reading.local.pop(street)}"
        else:
            self._number = number

    def _take_words(self, text: str, piece: Piece) -> None:
        before, number, street = find_street(text, anywhere=self._address)
        if street:
            number = number or self._number
            self._number = None
            self._add_street(number, street, piece)
            self._began_elsewhere |= bool(before) and self._names_another_commune(before)
            if before and not says_nothing(before) and (is_hall(in_french(before)) or not self._address):
                self._take_words(before, piece)
            return
        if piece.near:
            return
        number, rest = split_number(text)
        rest = rest if number else text
        number = number or self._number
        self._number = None
        french = written_out(in_french(rest))
        if is_hall(french) or not self._address:
            if is_hall(french) or not piece.aside:
                self._reading.halls.append(written_out(in_french(text)))
        elif number and _is_place_with_numbers(french):
            self._reading.places.append(f"{number} {french}")
        else:
            self._reading.places.append(written_out(in_french(text)))

    def _add_street(self, number: HouseNumber | None, street: str, piece: Piece) -> None:
        if not piece.near and (hamlet := _HAMLET.sub("", street)) != street:
            self._reading.places.append(f"{number} {written_out(hamlet)}" if number else written_out(hamlet))
            return
        french, original = written_out(in_french(street)), written_out(street)
        if piece.near:
            self._reading.near.append(french)
            return
        text = f"{number} {french}" if number else french
        self._reading.streets.append(text)
        if fold(french) != fold(original):
            self._reading.local[text] = f"{number} {original}" if number else original


def says_nothing(text: str) -> bool:
    """Nobody finds a way by it: "centre-ville", "lieu à définir", "tél"."""
    words = significant(normalise(text))
    return len(words) < 2 or words in _NOTHING or not any(letter.isalpha() for letter in words)


def is_hall(text: str) -> bool:
    """A house or ground by its first word, or by a kind of way without a name: "Esplanade"."""
    words = normalise(without_article(text)).split()
    return bool(words) and (words[0] in HALLS or (len(words) == 1 and words[0] in WAYS))


def _core(text: str) -> str:
    """Without "départ de la", "dans", "sous la", where a street, hall or number follows."""
    while True:
        for pattern in (_START, _BEFORE):
            if (found := pattern.match(text)) and _qualifies(text[found.end() :]):
                text = text[found.end() :]
                break
        else:
            return text


def _qualifies(rest: str) -> bool:
    rest = without_article(rest)
    return rest[:1].isdigit() or bool(rest and (WAYS.get(folded(rest.split()[0])) or is_hall(in_french(rest))))


def _is_place_with_numbers(text: str) -> bool:
    return bool(ARTICLE.match(text)) or is_hall(text)
