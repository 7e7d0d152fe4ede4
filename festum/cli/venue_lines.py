"""A venue in the terminal: what it is called, where it is believed to be, and what was proposed for it."""

from festum.cli.aligned import aligned
from festum.domain.geocoding import Doubt, Geocoding, GeocodingState, Judged
from festum.domain.place import Commune, Point, Precision, Provenance, Venue
from festum.domain.whereabouts import Whereabouts
from festum.locale.catalogue import say


def name_of(venue: Venue, language: str) -> str:
    """As on an envelope, on one line."""
    town = "" if venue.commune is None else f"{venue.commune.name} ({venue.commune.departement})"
    place = ", ".join(part for part in (venue.name, venue.address) if part) or say(language, "venue.no_name")
    return ", ".join(part for part in (place, f"{venue.postcode} {town}".strip()) if part)


def provider_words(provider: Provenance | None, language: str) -> str:
    return say(language, f"provider.{provider or 'none'}")


def precision_words(precision: Precision | None, language: str) -> str:
    return say(language, f"precision.{precision or 'none'}")


def state_words(geocoding: Geocoding, language: str) -> str:
    """With the doubt that holds it back, where that says more."""
    state, doubt = say(language, f"geocoding.{geocoding.state}"), geocoding.doubt
    held_back = geocoding.state in {GeocodingState.REVIEW, GeocodingState.NOTHING} and doubt is not Doubt.NOTHING
    return f"{state}: {say(language, f'doubt.{doubt}')}" if doubt and held_back else state


def queue_line(geocoding: Geocoding, language: str) -> str:
    """Its number, what it is, why it waits, and the best that was proposed."""
    parts = [str(geocoding.venue_id), name_of(geocoding.venue, language), state_words(geocoding, language)]
    if geocoding.candidates:
        best = geocoding.candidates[0]
        parts.append(f"{_label(best)}: {_measures(best, language)}")
    return "  ".join(parts)


def venue_lines(geocoding: Geocoding, events: int, language: str) -> list[str]:
    """All that is known of how its point came about, the candidates numbered as `accept` takes them."""
    venue = geocoding.venue
    lines = [f"{geocoding.venue_id}  {name_of(venue, language)}"]
    precision, provider = precision_words(venue.precision, language), provider_words(venue.provenance, language)
    lines.append(f"  {precision}" if venue.point is None else f"  {venue.point}  {precision}, {provider}")
    lines.append(f"  {state_words(geocoding, language)}  ({say(language, 'venue.events', count=events)})")
    if geocoding.by:
        lines.append("  " + say(language, "venue.decided", who=geocoding.by))
    if geocoding.query and geocoding.asked_at is not None:
        provider = provider_words(geocoding.provider, language)
        when = geocoding.asked_at.isoformat(" ", "minutes")
        lines.append("  " + say(language, "venue.asked", query=geocoding.query, provider=provider, when=when))
    if not geocoding.candidates:
        return lines
    return lines + aligned([_candidate(n, one, language) for n, one in enumerate(geocoding.candidates, 1)])


def whereabouts_lines(point: Point, found: Whereabouts, language: str) -> list[str]:
    """The likeliest commune first; one line that says so where it is outside the region."""
    if not found.communes:
        return [f"{point}  {say(language, 'whereabouts.nowhere')}"]
    (first, km), *others = found.communes
    return [
        f"{point}  {_commune('venue.in_commune', first, km, language)}",
        *(f"  {_commune('venue.or_commune', commune, km, language)}" for commune, km in others),
    ]


def _commune(key: str, commune: Commune, km: float, language: str) -> str:
    return say(language, key, commune=commune.name, departement=commune.departement, km=f"{km:.1f}")


def _candidate(number: int, judged: Judged, language: str) -> tuple[str, ...]:
    one = judged.candidate
    return (
        str(number),
        _label(judged),
        precision_words(one.precision, language),
        _measures(judged, language),
        str(one.point),
        provider_words(one.provider, language),
        say(language, f"doubt.{judged.doubt}") if judged.doubt else "",
    )


def _label(judged: Judged) -> str:
    """With the former commune it is in: two of one name are told apart by it."""
    old = judged.candidate.old_commune
    return f"{judged.candidate.label} ({old})" if old else judged.candidate.label


def _measures(judged: Judged, language: str) -> str:
    score, km = f"{judged.candidate.score:.2f}", f"{judged.distance_km:.1f}"
    return say(language, "venue.candidate", score=score, km=km)
