"""A venue as its partner writes it -> the questions a geocoder can be asked, best first."""

from festum.domain.geocoding import Question
from festum.domain.place import Provenance, Venue


def questions(venue: Venue, provider: Provenance) -> tuple[Question, ...]:
    """None where there is no commune, or no word left to look for. Never two with one key."""
    raise NotImplementedError
