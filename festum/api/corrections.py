"""Corrections by hand: a merge patch (RFC 7396) - what is absent stays, null empties, the rest replaces."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from festum.domain.admission import admission_of
from festum.domain.commune_names import read_postcode
from festum.domain.event import Event, Occurrence
from festum.domain.gazetteer import Ambiguous, Gazetteer, Recognised
from festum.domain.images import is_hosted
from festum.domain.place import Commune, Point, Precision, Provenance, Venue
from festum.domain.text import clean, nearest
from festum.domain.texts import Texts
from festum.domain.vocabulary import CATEGORIES, FLAGS, SPOKEN_LANGUAGES, STATUSES, TEXT_LANGUAGES
from festum.domain.web import is_web_address
from festum.domain.when import When, exists, parse_moment
from festum.errors import Problem, Unfit


def _told(**schema: Any) -> Any:
    """For the document alone. It is judged further down, where a wrong word is answered with the nearest right one."""
    return Field(json_schema_extra=schema)


Line = Annotated[str, Field(max_length=300)]
Status = Annotated[str, _told(enum=list(STATUSES))]
TextLanguage = Annotated[str, _told(enum=list(TEXT_LANGUAGES))]
MOMENT = "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-5][0-9])?)?"
Moment = Annotated[str, _told(pattern=f"^{MOMENT}$")]
MomentOrNone = Annotated[str, _told(pattern=f"^({MOMENT})?$")]


class Correction(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=10_000)

    def given(self) -> dict[str, Any]:
        """Only the fields that were in the request."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class OccurrencePatch(Correction):
    """What may be corrected of one date. Giving any of the place's fields places it anew."""

    start: Moment | None = Field(
        None, description="Local, `2018-06-23T21:00`, or a date", examples=["2018-06-24T18:00"]
    )
    end: MomentOrNone | None = Field(
        None, description="Likewise; the last day, included, when `all_day`; null: not said"
    )
    all_day: bool | None = None
    time_text: str | None = Field(None, max_length=300)
    venue: str | None = Field(None, max_length=300, description="Name of the venue", examples=["Halle"])
    address: str | None = Field(None, max_length=300)
    postcode: str | None = Field(None, max_length=10)
    commune: str | None = Field(None, max_length=300, examples=["Lodève"])
    insee_code: str | None = Field(None, max_length=5, examples=["34142"])
    latitude: float | None = Field(None, ge=-90, le=90, description="With `longitude`: a pin, trusted above all else")
    longitude: float | None = Field(None, ge=-180, le=180)
    status: Status | None = Field(None, description="confirmed, cancelled, postponed or full", examples=["cancelled"])
    notice: str | None = Field(None, max_length=1000, examples=["Le bal a lieu sous la halle."])


class EventPatch(Correction):
    """What may be corrected of an event; `status` and `notice` go to each of its dates."""

    title: str | None = Field(None, max_length=300, description="In the programme's own language (French)")
    titles: dict[TextLanguage, Line | None] | None = Field(None, examples=[{"oc": "Balèti"}])
    description: str | None = None
    descriptions: dict[TextLanguage, str | None] | None = None
    languages: list[Annotated[str, _told(enum=list(SPOKEN_LANGUAGES))]] | None = Field(
        None, max_length=20, examples=[["oc", "fr"]]
    )
    categories: list[Annotated[str, _told(enum=list(CATEGORIES))]] | None = Field(None, max_length=30)
    flags: list[Annotated[str, _told(enum=list(FLAGS))]] | None = Field(None, max_length=10)
    organisers: list[Line] | None = Field(None, max_length=30)
    price: str | None = Field(None, max_length=300)
    booking: str | None = Field(None, max_length=1000)
    access: str | None = Field(None, max_length=1000)
    url: str | None = Field(None, max_length=2000, description="http or https")
    image: str | None = Field(None, max_length=2000, description="http or https; copied from there at once")
    status: Status | None = Field(None, description="For every date")
    notice: str | None = Field(None, max_length=1000, description="For every date")


Read = tuple[datetime, bool]
"""A local time, and whether its hour was given."""

PLACE = {"venue", "address", "postcode", "commune", "insee_code", "latitude", "longitude"}
TIMES = {"start", "end", "all_day", "time_text"}
LISTS = {"languages": SPOKEN_LANGUAGES, "categories": CATEGORIES, "flags": FLAGS}


def correct_occurrence(patch: OccurrencePatch, gazetteer: Gazetteer, occurrence: Occurrence) -> Occurrence:
    """Raises Unfit, naming every field that cannot be stored."""
    given, problems = patch.given(), list[Problem]()
    if given.keys() & TIMES:
        occurrence = replace(occurrence, when=_when(given, occurrence.when, problems))
    if given.keys() & PLACE:
        occurrence = replace(occurrence, venue=_venue(given, occurrence.venue, gazetteer, problems))
    occurrence = _news(given, occurrence, problems)
    if problems:
        raise Unfit("unfit", tuple(problems))
    return occurrence


def correct_event(patch: EventPatch, event: Event) -> Event:
    """Raises Unfit, naming every field that cannot be stored."""
    given, problems = patch.given(), list[Problem]()
    changed: dict[str, Any] = {}
    for one, many, before in (
        ("title", "titles", event.details.titles),
        ("description", "descriptions", event.details.descriptions),
    ):
        if given.keys() & {one, many}:
            changed[many] = _texts(before, given, one, many, problems)
    if "titles" in changed and not changed["titles"].get(TEXT_LANGUAGES[0]):
        problems.append(Problem("error", "required", "title"))
    for name, known in LISTS.items():
        if name in given:
            changed[name] = _words(name, given[name] or [], known, problems)
    if "organisers" in given:
        changed["organisers"] = tuple(dict.fromkeys(_line(o) for o in given["organisers"] or [] if _line(o)))
    for name in ("price", "booking", "access"):
        if name in given:
            changed[name] = _line(given[name])
    if "price" in changed:
        changed["admission"] = admission_of(changed["price"])
    for name in ("url", "image"):
        if name in given:
            changed[name] = _line(given[name])
            if changed[name] and not (is_web_address(changed[name]) or (name == "image" and is_hosted(changed[name]))):
                problems.append(Problem("error", "url_unreadable", name, changed[name]))
    live = {o.uid for o in event.live}
    occurrences = tuple(_news(given, o, problems) if o.uid in live else o for o in event.occurrences)
    if problems:
        raise Unfit("unfit", tuple(dict.fromkeys(problems)))
    return replace(event, details=replace(event.details, **changed), occurrences=occurrences)


def _news(given: dict[str, Any], occurrence: Occurrence, problems: list[Problem]) -> Occurrence:
    if "status" in given:
        status = "confirmed" if given["status"] is None else given["status"]
        if status not in STATUSES:
            problems.append(Problem("error", "word_unknown", "status", status, nearest(status, STATUSES) or ""))
        occurrence = replace(occurrence, status=status)
    if "notice" in given:
        occurrence = replace(occurrence, notice=clean(given["notice"] or ""))
    return occurrence


def _texts(before: Texts, given: dict[str, Any], one: str, many: str, problems: list[Problem]) -> Texts:
    texts: dict[str, str] = before.as_dict()
    if many in given:
        more = dict.fromkeys(texts) if given[many] is None else given[many]
        for language in more.keys() - set(TEXT_LANGUAGES):
            problems.append(Problem("error", "word_unknown", many, language, ", ".join(TEXT_LANGUAGES)))
        texts |= {language: _text(text, one) for language, text in more.items()}
    if one in given:
        texts[TEXT_LANGUAGES[0]] = _text(given[one], one)
    return Texts.of(texts)


def _text(text: str | None, name: str) -> str:
    return clean(text or "") if name == "description" else _line(text)


def _line(text: str | None) -> str:
    return " ".join(clean(text or "").split())


def _words(name: str, words: Sequence[str], known: Sequence[str], problems: list[Problem]) -> tuple[str, ...]:
    for word in words:
        if word not in known:
            problems.append(Problem("error", "word_unknown", name, word, nearest(word, known) or ""))
    return tuple(dict.fromkeys(words))


def _when(given: dict[str, Any], before: When, problems: list[Problem]) -> When:
    """A new start alone carries the end along: what lasted two hours still does."""
    found: list[Problem] = []
    start: Read = before.start, not before.all_day
    if "start" in given:
        start = _moment("start", given["start"] or "", found) or start
    end: Read | None = None
    if "end" in given:
        end = _moment("end", given["end"], found) if given["end"] else None
    elif before.end is not None:
        end = start[0] + (before.end - before.start), True
        if not exists(end[0]):
            found.append(Problem("error", "time_skipped", "end", end[0].isoformat("T", "minutes")))
    all_day = not start[1] if given.get("all_day") is None else given["all_day"]
    if not all_day:
        for name, moment in (("start", start), ("end", end)):
            if moment is not None and not moment[1]:
                found.append(Problem("error", "date_unreadable", name, moment[0].date().isoformat()))
    time_text = _line(given.get("time_text", before.time_text))
    when = When.made(start[0], end[0] if end else None, all_day, time_text)
    if when is None and not found:
        started = start[0].isoformat("T", "minutes")
        found.append(Problem("error", "ends_before", "end", str(given.get("end") or ""), started))
    problems += found
    return before if found or when is None else when


def _moment(name: str, text: str, problems: list[Problem]) -> Read | None:
    moment = parse_moment(text)
    if moment is None:
        problems.append(Problem("error", "date_unreadable", name, text))
    elif not exists(moment[0]):
        problems.append(Problem("error", "time_skipped", name, text))
    return moment


def _venue(given: dict[str, Any], before: Venue | None, gazetteer: Gazetteer, problems: list[Problem]) -> Venue | None:
    def said(name: str, stood: str) -> str:
        return _line(given[name]) if name in given else stood

    name, address = (
        said("venue", before.name if before else ""),
        said("address", before.address if before else ""),
    )
    commune = before.commune if before else None
    postcode = said("postcode", before.postcode if before else "")
    postcode = read_postcode(postcode) or postcode  # as an upload has it: one place, one spelling
    if given.keys() & {"commune", "insee_code"}:
        commune = _commune(said("commune", ""), said("insee_code", ""), said("postcode", ""), gazetteer, problems)
        if "postcode" not in given:
            postcode = commune.postcodes[0] if commune and len(commune.postcodes) == 1 else ""
    for column, text, longest in (("venue", name, 300), ("address", address, 300), ("postcode", postcode, 10)):
        if len(text) > longest:  # judged as it would be stored: composing letters can make a text longer
            problems.append(Problem("error", "too_long", column, text[:200], str(longest)))
    if given.keys() & {"latitude", "longitude"} and (given.get("latitude") is None) != (given.get("longitude") is None):
        problems.append(Problem("error", "point_unreadable", "latitude", ""))
        return before
    if not (name or address or commune):
        return None
    pin = None if given.get("latitude") is None else Point(given["latitude"], given["longitude"])
    if pin is not None:
        return Venue(name, address, postcode, commune, pin, Precision.HOUSENUMBER, Provenance.HUMAN)
    unplaced = Venue(name, address, postcode, commune, None, None, None)
    if before is not None and unplaced.venue_key == before.venue_key and "latitude" not in given:
        return replace(before, name=name, address=address, postcode=postcode)
    if commune is None:
        return unplaced
    return replace(unplaced, point=commune.point, precision=Precision.COMMUNE, provenance=Provenance.GAZETTEER)


def _commune(
    name: str, insee_code: str, postcode: str, gazetteer: Gazetteer, problems: list[Problem]
) -> Commune | None:
    if not (name or insee_code):
        return None
    found = gazetteer.recognise(name, postcode=postcode or None, insee_code=insee_code or None)
    if isinstance(found, Recognised):
        return found.commune
    near = found.candidates if isinstance(found, Ambiguous) else found.nearest
    key = "commune_ambiguous" if isinstance(found, Ambiguous) else "commune_unknown"
    proposal = ", ".join(f"{c.name} ({c.departement}, {c.insee_code})" for c in near[:5])
    problems.append(Problem("error", key, "commune" if name else "insee_code", name or insee_code, proposal))
    return None
