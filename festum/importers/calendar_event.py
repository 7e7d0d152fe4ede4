"""One VEVENT, as icalendar gives it, to what is said of the event: everything but its dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from icalendar import Event as VEvent
from icalendar import vText
from icalendar.prop import vBroken

from festum.domain.admission import admission_of
from festum.domain.event import Details
from festum.domain.gazetteer import Gazetteer
from festum.domain.place import Point, Venue
from festum.domain.texts import Texts
from festum.domain.vocabulary import CATEGORIES, TEXT_LANGUAGES
from festum.errors import Problem
from festum.importers.addresses import place_told
from festum.importers.fields import Fields
from festum.importers.kinds import status_before
from festum.importers.own_calendar import Facts, facts_of
from festum.importers.places import Places
from festum.importers.reading import Defaults
from festum.locale.catalogue import LANGUAGES, say

LABELS = {"commune": "LOCATION", "postcode": "LOCATION", "address": "LOCATION", "venue": "LOCATION"}

_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif)(?:[?#]|$)", re.IGNORECASE)
_MOST_UNREAD = 5
_READ = re.compile(
    "UID|SUMMARY|DESCRIPTION|LOCATION|GEO|CATEGORIES|URL|ATTACH|IMAGE|ORGANIZER|CONTACT|STATUS|CLASS|DTEND|DURATION"
)


@dataclass(frozen=True, slots=True)
class Told:
    """`private`: its owner does not want it public."""

    line: int
    uid: str
    details: Details
    venue: Venue | None
    status: str
    private: bool
    problems: tuple[Problem, ...]
    time_text: str = ""
    no_end: bool = False


def tell(
    line: int, event: VEvent, places: Places, gazetteer: Gazetteer, defaults: Defaults, *, ours: bool = False
) -> Told:
    """`ours`: of a calendar we made, whose descriptions tell what a calendar has no property for."""
    fields = Fields()
    _say_unread(fields, event)
    facts = facts_of(next(iter(_by_language(event, "DESCRIPTION").values()), "")) if ours else None
    if facts is not None:
        event = _without_facts(event, facts)
    status = _status(event)
    titles, said = _titles(fields, event)
    placed = places.of(place_told(_location(fields, event), gazetteer), _pin(fields, event))
    facts = facts or Facts("")
    price = fields.ours("DESCRIPTION", facts.price, "price")
    details = Details(
        titles=titles,
        descriptions=_texts(fields, event, "DESCRIPTION", "description", lines=True),
        languages=fields.languages("", facts.languages, defaults.languages),
        categories=_categories(fields, event),
        flags=facts.flags,
        organisers=fields.members("ORGANIZER", (*facts.organisers, *_organisers(event)), "organiser"),
        price=price,
        admission=admission_of(price),
        booking=fields.text("CONTACT", ", ".join(map(str, values(event, "CONTACT"))) or facts.booking, "booking"),
        access=fields.ours("DESCRIPTION", facts.access, "access"),
        url=fields.web_address("URL", str(next(values(event, "URL"), "")), "url"),
        image=fields.web_address("ATTACH", next(_pictures(event), ""), "image"),
    )
    return Told(
        line=line,
        uid=fields.ours("UID", str(next(values(event, "UID"), "")), "event_key"),
        details=details,
        venue=_at_commune(placed.venue),
        status=status if status != "confirmed" else said or status,
        private=str(next(values(event, "CLASS"), "")).strip().upper() in {"PRIVATE", "CONFIDENTIAL"},
        problems=(*fields.problems, *placed.problems),
        time_text=fields.ours("DESCRIPTION", facts.time_text, "time_text"),
        no_end=facts.no_end,
    )


def _without_facts(event: VEvent, facts: Facts) -> VEvent:
    """Its URL is our own page, which is made anew."""
    params = getattr(next(values(event, "DESCRIPTION")), "params", None)
    told = event.copy()
    told.errors = event.errors
    told["DESCRIPTION"] = vText(facts.description, params=params)
    told["URL"] = vText(facts.url)
    assert isinstance(told, VEvent)
    return told


def _at_commune(venue: Venue | None) -> Venue | None:
    """A pin on the commune's own point is the gazetteer's, come back in a calendar of ours."""
    if venue is None or venue.commune is None or str(venue.point) != str(venue.commune.point):
        return venue
    return replace(venue, point=None, precision=None, provenance=None).placed()


def values(event: VEvent, name: str) -> Iterator[object]:
    """Every value of a property that could be read, in the order of the file."""
    found = event.get(name, [])
    yield from (value for value in (found if isinstance(found, list) else [found]) if not isinstance(value, vBroken))


def _say_unread(fields: Fields, event: VEvent) -> None:
    for name, reason in event.errors[:_MOST_UNREAD]:
        if name is None:
            fields.complain("warning", "line_unread", "", reason.partition("'")[2].rpartition("':")[0])
        elif _READ.fullmatch(name.upper()):
            fields.complain("warning", "property_unread", name.upper(), _broken(event, name))


def _broken(event: VEvent, name: str) -> str:
    """As it stands in the file."""
    found = event.get(name)
    return ", ".join(str(one) for one in (found if isinstance(found, list) else [found]) if isinstance(one, vBroken))


def _status(event: VEvent) -> str:
    return "cancelled" if str(next(values(event, "STATUS"), "")).strip().upper() == "CANCELLED" else "confirmed"


def _titles(fields: Fields, event: VEvent) -> tuple[Texts, str]:
    """(titles, what stands before them: "ANNULÉ : Balèti" is a cancelled "Balèti")"""
    told, status = {}, ""
    for language, text in _by_language(event, "SUMMARY").items():
        before, title = _without_prefix(text)
        status = status or before
        told[language] = title
    return fields.title("SUMMARY", told), status


def _without_prefix(text: str) -> tuple[str, str]:
    for prefix, status in _prefixes():
        if text.startswith(prefix):
            return status, text[len(prefix) :]
    return status_before(text)


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    """As our own calendars write them."""
    return tuple(
        (f"{say(language, f'calendar.{status}')} : ", status)
        for language in LANGUAGES
        for status in ("cancelled", "postponed", "full")
    )


def _texts(fields: Fields, event: VEvent, name: str, column: str, *, lines: bool) -> Texts:
    return fields.texts(name, _by_language(event, name), column, lines=lines)


def _by_language(event: VEvent, name: str) -> dict[str, str]:
    """Without a language, or in one we have no texts in, it is the programme's own; the first of a language counts."""
    told: dict[str, str] = {}
    for value in values(event, name):
        said = str(getattr(value, "params", {}).get("LANGUAGE", "")).lower()[:2]
        told.setdefault(said if said in TEXT_LANGUAGES else TEXT_LANGUAGES[0], str(value))
    return told


def _location(fields: Fields, event: VEvent) -> str:
    line = fields.ours("LOCATION", str(next(values(event, "LOCATION"), "")), "address", lines=True)
    return line.replace("”", '"') if line else ""


def _pin(fields: Fields, event: VEvent) -> Point | None:
    place = next(values(event, "GEO"), None)
    return None if place is None else fields.pin("GEO", place.latitude, place.longitude)  # type: ignore[attr-defined]


def _categories(fields: Fields, event: VEvent) -> tuple[str, ...]:
    words = [str(word) for value in values(event, "CATEGORIES") for word in getattr(value, "cats", ())]
    ours = [_category_names().get(word.strip().casefold(), word) for word in words]
    return fields.categories("CATEGORIES", ours)


@cache
def _category_names() -> dict[str, str]:
    """As our own calendars write them, in whatever language."""
    return {say(language, f"category.{one}").casefold(): one for language in LANGUAGES for one in CATEGORIES}


def _organisers(event: VEvent) -> Iterator[str]:
    """Their names; an address is how a calendar reaches its owner, not how the public books."""
    for value in values(event, "ORGANIZER"):
        name = str(getattr(value, "params", {}).get("CN", ""))
        if name and "@" not in name:
            yield name


def _pictures(event: VEvent) -> Iterator[str]:
    for name in ("IMAGE", "ATTACH"):
        for value in values(event, name):
            kind = str(getattr(value, "params", {}).get("FMTTYPE", "")).lower()
            address = str(value)
            if address.lower().startswith(("http://", "https://")) and (
                name == "IMAGE" or kind.startswith("image/") or _PICTURE.search(address)
            ):
                yield address
