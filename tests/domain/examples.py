"""Small values of a programme, and what a database would hold of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from festum.domain.deciding import decide
from festum.domain.draft import Draft
from festum.domain.event import Details, Edition, Event, Occurrence, Partner
from festum.domain.gazetteer import load_gazetteer
from festum.domain.known import Announced, Known
from festum.domain.place import Commune, Point, Precision, Provenance, Venue
from festum.domain.plan import Plan, Terms
from festum.domain.stamp import stamped
from festum.domain.texts import Texts
from festum.domain.when import When

NOW = datetime(2018, 5, 2, 9, 0, 0, tzinfo=UTC)
LODEVE, MONTPELLIER = "34142", "34172"
PIN = Point(43.7321, 3.3165)

DEFAULT_TERMS = Terms()

EDITIONS = {
    2019: Edition(2019, 14),
    2018: Edition(2018, 13, date(2018, 5, 19), date(2018, 7, 8), published=1),
}
PARTNERS = {key: Partner(key, key.title()) for key in ("festa", "la-formiga")}


def commune(insee_code: str = LODEVE) -> Commune:
    found = load_gazetteer().commune(insee_code)
    assert found is not None
    return found


def when(start: str, end: str = "") -> When:
    """`2018-06-23T21:00`, or a date for a whole day."""
    made = When.made(datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None, len(start) == 10, "")
    assert made is not None
    return made


def venue(
    name: str = "Halle", insee_code: str = LODEVE, *, address: str = "", postcode: str = "", pin: Point | None = None
) -> Venue:
    """At its commune's point, or where a person put the pin."""
    place = commune(insee_code)
    if pin is not None:
        return Venue(name, address, postcode, place, pin, Precision.HOUSENUMBER, Provenance.HUMAN)
    return Venue(name, address, postcode, place, place.point, Precision.COMMUNE, Provenance.GAZETTEER)


def details(title: str = "Balèti", **said: Any) -> Details:
    return replace(Details(Texts.of({"fr": title})), **said)


def occurrence(uid: str = "u1", start: str = "2018-06-23T21:00", **said: Any) -> Occurrence:
    """Its key is the uid without its first letter."""
    return replace(Occurrence(uid, uid[1:], when(start), venue()), **said)


def event(*occurrences: Occurrence, **said: Any) -> Event:
    return replace(Event("e1", 2018, "festa", "k1", details(), occurrences), **said)


def draft(line: int = 2, start: str = "2018-06-23T21:00", title: str = "Balèti", **said: Any) -> Draft:
    """Without keys, unless they are given."""
    return replace(Draft(line, 2018, "festa", details=details(title), when=when(start), venue=venue()), **said)


def keyed(line: int = 2, start: str = "2018-06-23T21:00", title: str = "Balèti", **said: Any) -> Draft:
    """The only date of event k1, unless other keys are given."""
    return draft(line, start, title, **{"event_key": "k1", "occurrence_key": "1", **said})


@dataclass
class Stored:
    """What a database would hold, and how it changes: stamps as published, and one point for a venue everywhere."""

    events: dict[str, Event] = field(default_factory=dict)
    only_partner: str = ""
    editions: Mapping[int, Edition] = field(default_factory=lambda: EDITIONS)
    partners: Mapping[str, Partner] = field(default_factory=lambda: PARTNERS)
    elsewhere: tuple[Announced, ...] = ()
    today: date | None = None

    @property
    def venues(self) -> dict[str, Venue]:
        return {o.venue.venue_key: o.venue for e in self.events.values() for o in e.occurrences if o.venue}

    def plan(self, *drafts: Draft, terms: Terms = DEFAULT_TERMS) -> Plan:
        whose = {(d.edition, d.partner) for d in drafts}
        events = tuple(e for _, e in sorted(self.events.items()) if (e.edition, e.partner) in whose)
        named = {d.venue.venue_key for d in drafts if d.venue}
        venues = {key: venue for key, venue in self.venues.items() if key in named}
        known = Known(
            self.editions, self.partners, events, venues, self.only_partner, self.elsewhere, self.today
        )  # fmt: skip
        return decide(drafts, known, terms)

    def apply(self, plan: Plan, now: datetime = NOW) -> None:
        places: dict[str, Venue] = {}
        for there in (o.venue for r in plan.revisions for o in r.after.occurrences if o.venue):
            assert places.setdefault(there.venue_key, there) == there, "a plan gives one value to a venue"
        for revision in plan.revisions:
            assert revision.before == self.events.get(revision.after.id)
            self.events[revision.after.id] = stamped(revision.before, revision.after, now)
        self._place(places, now)

    def load(self, *drafts: Draft, now: datetime = NOW, terms: Terms = DEFAULT_TERMS) -> Plan:
        """The plan, applied."""
        plan = self.plan(*drafts, terms=terms)
        self.apply(plan, now)
        return plan

    def correct(self, event_id: str, uid: str, said: Mapping[str, Any], now: datetime = NOW) -> None:
        """As an editor does: of an event or one of its dates, and what is corrected is locked."""
        before = self.events[event_id]
        of_event = {name: value for name, value in said.items() if hasattr(before.details, name)}
        of_date = {name: value for name, value in said.items() if name not in of_event}
        there = tuple(
            replace(o, **of_date, locks=tuple(sorted({*o.locks, *of_date}))) if o.uid == uid else o
            for o in before.occurrences
        )
        locks = tuple(sorted({*before.locks, *of_event}))
        after = replace(before, details=replace(before.details, **of_event), occurrences=there, locks=locks)
        self.events[event_id] = stamped(before, after, now)
        place = of_date.get("venue")
        self._place({place.venue_key: place} if place else {}, now)

    def _place(self, places: Mapping[str, Venue], now: datetime) -> None:
        """Everywhere, for a venue is one row."""
        for before in self.events.values():
            around = tuple(
                replace(o, venue=places.get(o.venue.venue_key, o.venue)) if o.venue else o for o in before.occurrences
            )
            self.events[before.id] = stamped(before, replace(before, occurrences=around), now)
