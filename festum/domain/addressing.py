"""A venue as its partner writes it -> the questions a geocoder can be asked, best first."""

from collections.abc import Iterator

from festum.domain.gazetteer import Gazetteer
from festum.domain.geocoding import Asking, Question
from festum.domain.house_numbers import split_number
from festum.domain.name_words import COMMON_HALLS
from festum.domain.naming import Naming, naming
from festum.domain.place import Provenance, Venue
from festum.domain.street_names import ALIKE, likeness, read_name
from festum.domain.venue_reading import VenueReading, read_cell, says_nothing
from festum.domain.way_words import WAYS

MOST = 2
"""Questions to one provider about one venue."""

_SQUARES = frozenset(("place", "placette", "esplanade", "square", "parvis"))
_VILLAGE = frozenset(("village", "bourg"))
_EVERYWHERE = _VILLAGE | {"eglise", "mairie", "ecole", "ecoles", "cimetiere", "poste", "foyer"}


def questions(venue: Venue, provider: Provenance, gazetteer: Gazetteer) -> tuple[Question, ...]:
    """None where there is no commune, or no word left to look for. Never two with one key.

    A street first, of the address or within the name; then the name. Occitan and Catalan are asked in French, as BAN
    knows most streets, then as they are. A hall that every village has is not asked for by name where the address names
    a hamlet: another village's would be found.
    """
    commune = venue.commune
    if commune is None:
        return ()
    known = naming(commune, gazetteer)
    address = read_cell(venue.address, known, gazetteer, address=True)
    name = read_cell(venue.name, known, gazetteer, address=False)
    postcode = _postcode(venue, known, address.postcode or name.postcode)
    old = address.old_commune or name.old_commune
    found: dict[str, Question] = {}
    for asking, text in _texts(address, name, provider):
        if says_nothing(split_number(text)[1]):
            continue
        question = Question(text, asking, commune, postcode, old)
        found.setdefault(question.key, question)
    return tuple(found.values())[:MOST]


def _postcode(venue: Venue, known: Naming, read: str) -> str:
    """It tells villages of one commune apart. In a town people write the main one whatever the quarter, and each street
    is there once: it would only hide it."""
    postcodes = known.commune.postcodes
    if len(postcodes) == 1:
        return postcodes[0]
    if not known.is_made_of_several:
        return ""
    own = venue.postcode.strip()
    return own if own in postcodes else read


def _texts(address: VenueReading, name: VenueReading, provider: Provenance) -> Iterator[tuple[Asking, str]]:
    cells = [cell for cell in (address, name) if not cell.elsewhere]
    streets = [] if _are_two_squares(cells) else cells
    for cell in streets:
        for street in sorted(cell.streets, key=lambda text: not text[0].isdigit()):
            yield Asking.ADDRESS, street
            if street in cell.local:
                yield Asking.ADDRESS, cell.local[street]
    places = [place for cell in cells for place in cell.places if not _is_bare(place)]
    for place in places:
        yield Asking.ADDRESS, place
    for cell in reversed(cells):
        for hall in cell.halls:
            if not (places and is_common(hall)) and not (provider is Provenance.NOMINATIM and _is_bare(hall)):
                yield Asking.NAME, hall
    for cell in cells:
        for street in cell.near:
            yield Asking.ADDRESS, street
        for place in cell.places:
            if _is_bare(place) and provider is not Provenance.NOMINATIM:
                yield Asking.ADDRESS, place


def _are_two_squares(cells: list[VenueReading]) -> bool:
    """Without a number that decides, who writes two squares means both, or one of them."""
    streets = [street for cell in cells for street in cell.streets]
    if any(split_number(street)[0] for street in streets):
        return False
    squares = [street for street in streets if read_name(street).way in _SQUARES]
    return any(likeness(squares[0], other) < ALIKE for other in squares[1:])


def is_common(hall: str) -> bool:
    """A name that says nothing by itself: every village has a salle des fêtes, an église, a place."""
    return all(word in COMMON_HALLS or word in _VILLAGE for word in read_name(hall).words)


def is_everywhere(text: str) -> bool:
    """The one street or square of its kind that every village has."""
    words = read_name(split_number(text)[1]).words
    return bool(words) and _EVERYWHERE.issuperset(words)


def _is_bare(hall: str) -> bool:
    """BAN has localities called "Place" and "Le Village"; on a map full of names that is nobody's."""
    words = read_name(hall).words
    return not words or (len(words) == 1 and (words[0] in _VILLAGE or words[0] in WAYS))
