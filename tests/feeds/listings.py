"""Listings made by hand: one that says everything, and the changes a test makes to it."""

from dataclasses import replace
from datetime import UTC, datetime

from festum.domain.admission import Admission
from festum.domain.event import Details, Occurrence, Partner, State
from festum.domain.gazetteer import load_gazetteer
from festum.domain.listing import Listing
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.texts import Texts
from festum.domain.when import When
from festum.feeds.vevent import vevent

BASE = "https://agenda.example"
IMAGE = "/images/0b6f4b6e-1c1c-5b0e-9a53-3f2b8f6f1a10.jpg"
FR, OC, CA, EN = ("fr", "oc", "ca", "en"), ("oc", "fr", "ca", "en"), ("ca", "fr", "oc", "en"), ("en", "fr", "oc", "ca")

HALLE = Venue(
    "Halles", "1 place de la République", "34700", load_gazetteer().commune("34142"), Point(43.7331, 3.3172),
    Precision.HOUSENUMBER, Provenance.HUMAN,
)  # fmt: skip
FULL = Listing(
    event_id="0b0f8c52-5d0c-5d9c-8b9e-2f7e0f3e1a11",
    edition=2018,
    partner=Partner("cercle", "Cercle occitan"),
    details=Details(
        titles=Texts.of({"fr": "Bal de la Saint-Jean", "oc": "Balèti de Sant Joan"}),
        descriptions=Texts.of({"fr": "Feu, danse; « balèti ».\nVenez !", "ca": "Foc i dansa"}),
        languages=("oc", "fr"),
        categories=("baleti", "bonfire"),
        flags=("bar", "accessible"),
        organisers=("Calandreta", "Cercle occitan"),
        price="gratuit",
        admission=Admission.FREE,
        booking="04 67 00 00 00",
        access="Parking",
        url="https://cercle.example/bal",
        image=IMAGE,
    ),
    occurrence=Occurrence(
        uid="3c1d3a5e-6a0a-5b52-9d8f-0c6d4f5b7e21",
        occurrence_key="1",
        when=When(datetime.fromisoformat("2018-06-23T21:00"), datetime.fromisoformat("2018-06-24T02:00")),
        venue=HALLE,
        sequence=3,
        modified=datetime(2018, 6, 1, 10, 20, 30, tzinfo=UTC),
    ),
)


def when(start: str, end: str = "", *, all_day: bool = False, time_text: str = "") -> When:
    made = When.made(datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None, all_day, time_text)
    assert made is not None
    return made


def dated(start: str, end: str = "", *, all_day: bool = False, time_text: str = "") -> Listing:
    return with_occurrence(when=when(start, end, all_day=all_day, time_text=time_text))


def with_occurrence(**changes: object) -> Listing:
    return replace(FULL, occurrence=replace(FULL.occurrence, **changes))  # type: ignore[arg-type]


def with_details(**changes: object) -> Listing:
    return replace(FULL, details=replace(FULL.details, **changes))  # type: ignore[arg-type]


def with_venue(**changes: object) -> Listing:
    return with_occurrence(venue=replace(HALLE, **changes))  # type: ignore[arg-type]


DELETED = with_occurrence(state=State.TOMBSTONE, status="cancelled")


def lines(listing: Listing, chain: tuple[str, ...] = FR, cancelled: str = "keep") -> list[str]:
    """Unfolded."""
    body: bytes = vevent(listing, chain, cancelled, BASE).to_ical()
    return body.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def told(listing: Listing, *names: str, chain: tuple[str, ...] = FR, cancelled: str = "keep") -> list[str]:
    """The lines of these properties, with their parameters."""
    return [line for line in lines(listing, chain, cancelled) if line.replace(";", ":").split(":")[0] in names]
