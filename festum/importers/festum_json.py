"""festum's own JSON: the `.json` feed and the answers of `/api/v1/occurrences` and `/api/v1/events`."""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from festum.domain.admission import Admission, admission_of
from festum.domain.draft import Draft
from festum.domain.event import Details
from festum.domain.gazetteer import Gazetteer
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.texts import Texts
from festum.domain.vocabulary import CATEGORIES, FLAGS, SPOKEN_LANGUAGES, STATUSES
from festum.domain.when import When, exists, parse_moment
from festum.errors import Level, Problem
from festum.importers.fields import Fields
from festum.importers.json_text import bounded, listed, parsed, parsed_or_none, within
from festum.importers.reading import Defaults, Reading


class _Point(msgspec.Struct):
    latitude: float
    longitude: float


class _Commune(msgspec.Struct):
    insee_code: str = ""
    name: str = ""


class _Venue(msgspec.Struct):
    name: str = ""
    address: str = ""
    postcode: str = ""
    commune: _Commune | None = None
    point: _Point | None = None
    precision: str | None = None
    provenance: str | None = None


class _Partner(msgspec.Struct):
    key: str = ""


class _Showing(msgspec.Struct):
    """What is told of one date."""

    id: str
    start: str
    end: str | None = None
    all_day: bool = False
    time_text: str = ""
    status: str = "confirmed"
    notice: str = ""
    venue: _Venue | None = None


class _Said(msgspec.Struct):
    """What is told of an event whatever its date; the members of `feeds/shape.py` that are a partner's to say."""

    event_id: str
    titles: dict[str, str]
    edition: Annotated[int, msgspec.Meta(ge=1000, le=9999)] | None = None
    descriptions: dict[str, str] = {}
    languages: list[str] = []
    categories: list[str] = []
    flags: list[str] = []
    admission: str = ""
    price: str = ""
    booking: str = ""
    access: str = ""
    url: str = ""
    image: str = ""
    partner: _Partner | None = None
    organisers: list[str] = []
    source: str = ""


def recognises(content: bytes) -> bool:
    return _looks_ours(_items(parsed_or_none(content)))


def read(content: bytes, gazetteer: Gazetteer, defaults: Defaults) -> Reading:
    """`line` is the number of the item. A page of a longer list says that it is one."""
    value = parsed(content)
    drafts: list[Draft] = []
    for line, item in enumerate(bounded(_items(value)), 1):
        drafts.extend(_drafts(line, item, gazetteer, defaults))
    more = within(value, "next")
    problems = (Problem("warning", "pages_missing", "next", str(more)),) if more else ()
    return Reading(tuple(drafts), problems, kind="festum-json")


def _items(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return listed(value["items"]) if "items" in value else [value]
    return listed(value)


def _looks_ours(items: list[Any]) -> bool:
    """An empty list of ours has nothing to read, so it need not be told from others."""
    first = items[0] if items else None
    return isinstance(first, dict) and {"event_id", "titles"} <= first.keys()


def _drafts(line: int, item: Any, gazetteer: Gazetteer, defaults: Defaults) -> Iterator[Draft]:
    dates = listed(item["occurrences"]) if isinstance(item, dict) and "occurrences" in item else [item]
    try:
        said = msgspec.convert(item, _Said)
        showings = msgspec.convert(dates, list[_Showing])
    except (msgspec.ValidationError, RecursionError) as error:
        yield _broken(line, item, str(error), defaults)
        return
    if not showings:
        yield _broken(line, item, "occurrences", defaults)
    for showing in showings:
        yield _draft(line, said, showing, gazetteer, defaults)


def _broken(line: int, item: Any, reason: str, defaults: Defaults) -> Draft:
    fields = Fields()
    titles = fields.texts("titles", within(item, "titles"), "title")
    fields.complain("error", "item_unreadable", "", reason)
    return Draft(
        line, defaults.edition, defaults.partner, details=Details(titles=titles), problems=tuple(fields.problems)
    )


def _draft(line: int, said: _Said, showing: _Showing, gazetteer: Gazetteer, defaults: Defaults) -> Draft:
    fields = Fields()
    price = fields.ours("price", said.price, "price")
    titles = _texts(fields, "titles", said.titles, "title")
    if not titles.pairs:
        fields.complain("error", "title_missing", "titles")
    known = said.admission in set(Admission)
    details = Details(
        titles=titles,
        descriptions=_texts(fields, "descriptions", said.descriptions, "description"),
        languages=_words(fields, "languages", said.languages, SPOKEN_LANGUAGES),
        categories=_words(fields, "categories", said.categories, CATEGORIES),
        flags=_words(fields, "flags", said.flags, FLAGS),
        organisers=fields.members("organisers", said.organisers, "organiser"),
        price=price,
        admission=Admission(said.admission) if known else admission_of(price),
        booking=fields.ours("booking", said.booking, "booking"),
        access=fields.ours("access", said.access, "access"),
        url=fields.web_address("url", said.url, "url"),
        image=fields.web_address("image", said.image, "image"),
        source=fields.ours("source", said.source, "source"),
    )
    return Draft(
        line=line,
        edition=defaults.edition if said.edition is None else said.edition,
        partner=fields.ours("partner", said.partner.key if said.partner else "", "partner") or defaults.partner,
        event_key=fields.ours("event_id", said.event_id, "event_key"),
        occurrence_key=fields.ours("id", showing.id, "occurrence_key"),
        details=details,
        when=_when(fields, showing),
        venue=_venue(fields, showing.venue, gazetteer),
        status=(_words(fields, "status", [showing.status], STATUSES) or ("confirmed",))[0],
        notice=fields.ours("notice", showing.notice, "notice", lines=True),
        problems=tuple(fields.problems),
    )


def _texts(fields: Fields, field: str, value: dict[str, str], column: str) -> Texts:
    lines = column == "description"
    return Texts.of({language: fields.ours(field, text, column, lines=lines) for language, text in value.items()})


def _words(fields: Fields, field: str, words: list[str], known: tuple[str, ...]) -> tuple[str, ...]:
    level: Level = "error"
    for word in words:
        if word not in known:
            fields.complain(level, "word_unknown", field, word)
    return tuple(dict.fromkeys(word for word in words if word in known))


def _when(fields: Fields, showing: _Showing) -> When | None:
    start, end = parse_moment(showing.start), parse_moment(showing.end or "")
    if start is None or (showing.end and end is None):
        found = showing.start if start is None else showing.end or ""
        fields.complain("error", "moment_unreadable", "start" if start is None else "end", found)
    if start is None:
        return None
    if not exists(start[0]):
        fields.complain("error", "time_skipped", "start", showing.start)
    time_text = fields.ours("time_text", showing.time_text, "time_text")
    when = When.made(start[0], end[0] if end else None, showing.all_day or not start[1], time_text)
    if when is None:
        fields.complain("error", "ends_before", "end", showing.end or "", showing.start)
        return When.made(start[0], None, showing.all_day, time_text)
    return when


def _venue(fields: Fields, told: _Venue | None, gazetteer: Gazetteer) -> Venue | None:
    """A point the gazetteer gave is given anew: it is known here better."""
    if told is None:
        fields.complain("warning", "commune_missing", "venue")
        return None
    name, address = fields.ours("venue", told.name, "venue"), fields.ours("address", told.address, "address")
    postcode = fields.ours("postcode", told.postcode, "postcode")
    commune = gazetteer.commune(told.commune.insee_code) if told.commune else None
    if told.commune and commune is None:
        fields.complain("error", "commune_not_found", "commune", f"{told.commune.name} {told.commune.insee_code}")
    if told.commune is None:
        fields.complain("warning", "commune_missing", "venue")
    if commune is None and not (name or address):
        return None
    point = _point(fields, told)
    precision, provenance = told.precision, told.provenance or Provenance.HUMAN
    if point and precision in set(Precision) and provenance in {*Provenance} - {Provenance.GAZETTEER}:
        return Venue(name, address, postcode, commune, point, Precision(precision), Provenance(provenance))
    return Venue(name, address, postcode, commune, None, None, None).placed()


def _point(fields: Fields, told: _Venue) -> Point | None:
    if told.point is None:
        return None
    try:
        return Point(told.point.latitude, told.point.longitude)
    except ValueError:
        fields.complain("warning", "pin_unreadable", "point", f"{told.point.latitude} {told.point.longitude}")
        return None
