"""Gancio's JSON: what `/api/events` of an instance answers, and its export. Its calendars are calendars."""

from collections.abc import Iterator
from typing import Any

from festum.domain.draft import Draft
from festum.domain.event import Details
from festum.domain.gazetteer import Gazetteer
from festum.importers.addresses import place_told
from festum.importers.fields import Fields, written
from festum.importers.gathering import gathered
from festum.importers.instants import edition_of, when_between
from festum.importers.json_text import bounded, listed, parsed, parsed_or_none, within
from festum.importers.places import PlaceCells, Placed, Places
from festum.importers.reading import Defaults, Reading

_LABELS = {"commune": "place.address", "postcode": "place.address", "address": "place.address", "venue": "place.name"}


def recognises(content: bytes) -> bool:
    events = _events(parsed_or_none(content))
    first = events[0] if events else None
    return isinstance(first, dict) and "start_datetime" in first


def read(content: bytes, gazetteer: Gazetteer, defaults: Defaults) -> Reading:
    """`line` is the number of the event in the file. Events of other years than the edition's are left aside."""
    places = Places(gazetteer, defaults.insee_code, _LABELS, ())
    events = bounded(_events(parsed(content)))
    drafts = (_draft(line, event, places, gazetteer, defaults) for line, event in enumerate(events, 1))
    return gathered("gancio", "start_datetime", drafts, defaults)


def _events(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return listed(value["events"]) if "events" in value else [value]
    return listed(value)


def _draft(line: int, event: Any, places: Places, gazetteer: Gazetteer, defaults: Defaults) -> Draft:
    """What is repeated is an event of its own for each date, and names the one it is a repetition of."""
    fields = Fields()
    titles = fields.title("title", within(event, "title"))
    begin = within(event, "start_datetime")
    if begin is None:
        fields.complain("error", "moment_missing", "start_datetime")
    when = None if begin is None else when_between(fields, "start_datetime", begin, within(event, "end_datetime"))
    placed = _placed(fields, event, places, gazetteer)
    parent, own = (fields.text(name, within(event, name), "event_key") for name in ("parentId", "id"))
    return Draft(
        line=line,
        edition=edition_of(when, defaults.edition),
        partner=defaults.partner,
        event_key=parent or own,
        occurrence_key=own if parent else "",
        details=Details(
            titles=titles,
            descriptions=fields.texts("description", within(event, "description"), "description", lines=True),
            languages=fields.languages("", (), defaults.languages),
            categories=fields.categories("tags", _tags(event)),
            url=fields.web_address("online_locations", next(_addresses(event), ""), "url"),
            image=fields.web_address("media", next(_images(event), ""), "image"),
        ),
        when=when,
        venue=placed.venue,
        problems=(*fields.problems, *placed.problems),
    )


def _tags(event: Any) -> list[str]:
    return [written(tag) or written(within(tag, "tag")) for tag in listed(within(event, "tags"))]


def _addresses(event: Any) -> Iterator[str]:
    yield from (text for one in listed(within(event, "online_locations")) if (text := written(one)))


def _images(event: Any) -> Iterator[str]:
    """A file's name alone says nothing: where the instance is, the export does not tell."""
    for one in listed(within(event, "media")):
        address = written(within(one, "url"))
        if address.startswith(("http://", "https://")):
            yield address


def _placed(fields: Fields, event: Any, places: Places, gazetteer: Gazetteer) -> Placed:
    place = within(event, "place")
    name = fields.text("place.name", within(place, "name"), "venue")
    address = fields.text("place.address", within(place, "address"), "address")
    told = place_told(f"_, {address}", gazetteer) if address else PlaceCells()
    cells = PlaceCells(name, told.address, told.postcode, told.commune, departement=told.departement)
    return places.of(cells, fields.pin("place.latitude", within(place, "latitude"), within(place, "longitude")))
