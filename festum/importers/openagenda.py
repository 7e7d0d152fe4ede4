"""OpenAgenda's JSON export: of its API's second version, of the one before, and of the open data portals' copy."""

from collections.abc import Iterator
from typing import Any

import msgspec

from festum.domain.admission import admission_of
from festum.domain.draft import Draft
from festum.domain.event import Details
from festum.domain.gazetteer import Gazetteer
from festum.domain.texts import Texts
from festum.domain.vocabulary import TEXT_LANGUAGES
from festum.errors import Problem
from festum.importers.addresses import street_of
from festum.importers.fields import Fields, written
from festum.importers.gathering import MOST_DATES, gathered, left_aside
from festum.importers.instants import edition_of, when_between
from festum.importers.json_text import bounded, listed, parsed, parsed_or_none, within
from festum.importers.places import PlaceCells, Placed, Places
from festum.importers.reading import Defaults, LeftAside, Reading
from festum.importers.spoken import spoken_in

_LABELS = {
    "commune": "location.city",
    "insee_code": "location.insee",
    "postcode": "location.postalCode",
    "address": "location.address",
    "venue": "location.name",
}
_STATUSES = {4: "postponed", 5: "full", 6: "cancelled"}
"""Its numbers; 1 is as planned, 2 moved to another date and 3 to a screen, which its dates and texts tell."""
_UNPUBLISHED = (-2, -1)
"""Its states of an event that was removed or refused; 0 and 1 wait for a moderator, 2 is public."""
_WHEELCHAIR = "mi"
"""Its word for people with a motor handicap."""
_MOST_TIMINGS = 2000

_DATED = frozenset(("timings", "firstTiming", "firstdate_begin"))


def recognises(content: bytes) -> bool:
    events = _events(parsed_or_none(content))
    first = events[0] if events else None
    return isinstance(first, dict) and "uid" in first and bool(first.keys() & _DATED)


def read(content: bytes, gazetteer: Gazetteer, defaults: Defaults) -> Reading:
    """`line` is the number of the event in the file. Events of other years than the edition's are left aside."""
    value = parsed(content)
    events = bounded(_events(value))
    places = Places(gazetteer, defaults.insee_code, _LABELS, ())
    drafts: list[Draft] = []
    aside: list[LeftAside] = []
    for line, event in enumerate(events, 1):
        found = _drafts(line, event, places, defaults)
        state = within(event, "state")
        if state in _UNPUBLISHED:
            aside.append(left_aside(next(found), Problem("note", "event_unpublished", "state", str(state))))
        else:
            drafts += found
        if len(drafts) > MOST_DATES:
            break  # refused below
    total = within(value, "total")
    missing = isinstance(total, int) and total > len(events)
    problems = (Problem("warning", "pages_missing", "total", str(total), str(len(events))),) if missing else ()
    return gathered("openagenda", "timings", drafts, defaults, problems, aside)


def _events(value: Any) -> list[Any]:
    if not isinstance(value, dict):
        return listed(value)
    if isinstance(value.get("event"), dict):
        return [value["event"]]
    return next((listed(value[name]) for name in ("events", "results", "data") if name in value), [])


def _drafts(line: int, event: Any, places: Places, defaults: Defaults) -> Iterator[Draft]:
    """One for each date; one too for an event that has none, to say so."""
    fields = Fields()
    details = _details(fields, event, defaults)
    placed = _placed(fields, event, places)
    timings = _timings(event)
    if not timings:
        fields.complain("error", "moment_missing", "timings")
    if len(timings) > _MOST_TIMINGS:
        fields.complain("warning", "dates_cut", "timings", str(len(timings)), str(_MOST_TIMINGS))
    status = within(event, "status")
    for begin, end in timings[:_MOST_TIMINGS] or [(None, None)]:
        of_date = Fields()
        when = when_between(of_date, "timings", begin, end) if timings else None
        yield Draft(
            line=line,
            edition=edition_of(when, defaults.edition),
            partner=defaults.partner,
            event_key=fields.text("uid", within(event, "uid"), "event_key"),
            details=details,
            when=when,
            venue=placed.venue,
            status=_STATUSES.get(status, "confirmed") if isinstance(status, int) else "confirmed",
            problems=(*fields.problems, *placed.problems, *of_date.problems),
        )


def _timings(event: Any) -> list[tuple[object, object]]:
    timings = within(event, "timings")
    if isinstance(timings, str):
        # The open data portals write it as JSON within JSON.
        try:
            timings = msgspec.json.decode(timings)
        except (msgspec.DecodeError, ValueError, RecursionError):
            timings = None
    found = [
        (begin, within(timing, "end"))
        for timing in listed(timings)
        if (begin := within(timing, "begin") or within(timing, "start"))
    ]
    first = within(event, "firstTiming", "begin") or within(event, "firstdate_begin")
    if not found and first:
        found = [(first, within(event, "firstTiming", "end") or within(event, "firstdate_end"))]
    return list(dict.fromkeys((str(begin), None if end is None else str(end)) for begin, end in found))


def _details(fields: Fields, event: Any, defaults: Defaults) -> Details:
    price = _first(fields.texts("conditions", _told(event, "conditions"), "price"))
    languages = spoken_in(" ".join(_words(event, "languages") + _words(event, "langues"))[:300]).languages
    return Details(
        titles=fields.title("title", _told(event, "title")),
        descriptions=_descriptions(fields, event),
        languages=fields.languages("languages", languages, defaults.languages),
        categories=fields.categories("keywords", _words(event, "keywords")),
        flags=("accessible",) if _accessible(event) else (),
        price=price,
        admission=admission_of(price),
        booking=fields.text("registration", ", ".join(_registration(event)), "booking"),
        url=fields.web_address("canonicalUrl", _first_of(event, "canonicalUrl", "canonicalurl", "link"), "url"),
        image=fields.web_address("image", _image(event), "image"),
    )


def _told(event: Any, name: str) -> object:
    """`{"fr": …}` as its API has it; `title_fr` as the portals do."""
    if (told := within(event, name)) is not None:
        return told
    flat = {language: within(event, f"{name.lower()}_{language}") for language in TEXT_LANGUAGES}
    return {language: text for language, text in flat.items() if text}


def _descriptions(fields: Fields, event: Any) -> Texts:
    """The long one behind the short one, unless it begins with it."""
    short = fields.texts("description", _told(event, "description"), "description", lines=True)
    long = fields.texts("longDescription", _told(event, "longDescription"), "description", lines=True)
    both = {}
    for language in TEXT_LANGUAGES:
        brief, full = short.get(language), long.get(language)
        both[language] = full if full.startswith(brief) else "\n\n".join(text for text in (brief, full) if text)
    return Texts.of({language: fields.ours("longDescription", text, "description", lines=True)
                     for language, text in both.items()})  # fmt: skip


def _words(event: Any, name: str) -> list[str]:
    """Of a list, of a list by language, or of one text."""
    value = _told(event, name)
    if isinstance(value, dict):
        value = next((value[language] for language in (*TEXT_LANGUAGES, *value) if value.get(language)), None)
    if isinstance(value, str):
        return [value]
    return [written(word) or written(within(word, "label")) for word in listed(value)]


def _accessible(event: Any) -> bool:
    value = within(event, "accessibility")
    return _WHEELCHAIR in value if isinstance(value, list) else within(value, _WHEELCHAIR) is True


def _registration(event: Any) -> list[str]:
    found = [written(one) or written(within(one, "value")) for one in listed(within(event, "registration"))]
    return [text for text in found if text]


def _image(event: Any) -> str:
    image = within(event, "image")
    if isinstance(image, dict):
        return written(image.get("base")) + written(image.get("filename"))
    return written(image)


def _placed(fields: Fields, event: Any, places: Places) -> Placed:
    place = within(event, "location")
    if not isinstance(place, dict):
        # The version before, and the portals.
        place = {
            "name": _first_of(event, "locationName", "location_name"),
            "address": _first_of(event, "address", "location_address"),
            "city": _first_of(event, "city", "location_city"),
            "postalCode": _first_of(event, "postalCode", "location_postalcode"),
            "insee": _first_of(event, "location_insee"),
            "latitude": _first_of(event, "latitude") or within(event, "location_coordinates", "lat"),
            "longitude": _first_of(event, "longitude") or within(event, "location_coordinates", "lon"),
        }
    postcode = fields.text("location.postalCode", place.get("postalCode"), "postcode")
    commune = fields.text("location.city", place.get("city"), "commune")
    address = fields.text("location.address", place.get("address"), "address")
    cells = PlaceCells(
        venue=fields.text("location.name", place.get("name"), "venue"),
        address=street_of(address, postcode, commune),
        postcode=postcode,
        commune=commune,
        insee_code=fields.text("location.insee", place.get("insee"), "insee_code"),
    )
    return places.of(cells, fields.pin("location.latitude", place.get("latitude"), place.get("longitude")))


def _first_of(event: Any, *names: str) -> object:
    return next((value for name in names if (value := within(event, name))), None)


def _first(texts: Texts) -> str:
    return texts.get(TEXT_LANGUAGES[0])
