"""What the API answers: shapes, units and examples. A value is taken apart here and nowhere else."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Generic, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from festum.domain.admission import Admission
from festum.domain.event import Edition, Event, Partner
from festum.domain.listing import Listing
from festum.domain.place import Commune, Departement, Epci, Venue
from festum.domain.texts import Chain
from festum.domain.when import When

FREE = {Admission.FREE: True, Admission.PAID: False}


class Schema(BaseModel):
    model_config = ConfigDict(frozen=True)


class PointOut(Schema):
    latitude: float = Field(description="Degrees, WGS 84", examples=[43.6108])
    longitude: float = Field(description="Degrees, WGS 84", examples=[3.8767])


class CommuneOut(Schema):
    insee_code: str = Field(description="INSEE code", examples=["34172"])
    name: str = Field(examples=["Montpellier"])
    departement: str = Field(description="Département code", examples=["34"])
    epci: str = Field(description="SIREN of the intercommunality", examples=["243400017"])


class VenueOut(Schema):
    name: str = Field(examples=["Salle des fêtes"])
    address: str = Field(examples=["1 rue du Pont"])
    postcode: str = Field(examples=["34000"])
    commune: CommuneOut | None = None
    point: PointOut | None = None
    precision: str | None = Field(None, description="housenumber, street, locality or commune", examples=["commune"])
    provenance: str | None = Field(
        None, description="Who gave the point: human, ban, nominatim or gazetteer", examples=["gazetteer"]
    )

    @classmethod
    def of(cls, venue: Venue) -> Self:
        commune, point = venue.commune, venue.point
        return cls(
            name=venue.name,
            address=venue.address,
            postcode=venue.postcode,
            commune=CommuneOut(
                insee_code=commune.insee_code,
                name=commune.name,
                departement=commune.departement,
                epci=commune.epci,
            )
            if commune
            else None,
            point=PointOut(latitude=point.latitude, longitude=point.longitude) if point else None,
            precision=venue.precision,
            provenance=venue.provenance,
        )


class PartnerOut(Schema):
    key: str = Field(examples=["lenga-e-cacalas"])
    name: str = Field(examples=["Lenga e cacalàs"])
    synthetic: bool = Field(description="Made up for demonstration")

    @classmethod
    def of(cls, partner: Partner) -> Self:
        return cls(key=partner.key, name=partner.name, synthetic=partner.synthetic)


class OccurrenceDates(Schema):
    """When and where one showing takes place. Times are the festival's civil time (Europe/Paris), without zone."""

    id: str = Field(description="UUID; the UID of its VEVENT, for life")
    start: str = Field(description="Local, ISO 8601; a date alone when `all_day`", examples=["2018-06-23T21:00"])
    end: str | None = Field(description="Likewise; the last day, included, when `all_day`; null: not said")
    all_day: bool = Field(description="A date without an hour: a whole day, or an hour nobody gave")
    time_text: str = Field(description="A time in words", examples=["à la nuit tombée"])
    day: date = Field(description="Festival day it is listed under; before 04:00 the evening before")
    status: str = Field(description="confirmed, cancelled, postponed or full", examples=["confirmed"])
    notice: str = Field(description="Short news for the public")
    venue: VenueOut | None
    sequence: int = Field(description="Raised by each published change but a refined point", examples=[0])
    modified: datetime = Field(description="UTC, of the latest change")


class EventSaid(Schema):
    """What is said of an event whatever its date."""

    event_id: str = Field(description="UUID")
    edition: int = Field(examples=[2018])
    title: str = Field(description="In the first language of `lang` that has one", examples=["Balèti"])
    title_language: str = Field(examples=["fr"])
    titles: dict[str, str] = Field(description="Every language given", examples=[{"fr": "Bal", "oc": "Balèti"}])
    description: str
    description_language: str
    descriptions: dict[str, str]
    languages: list[str] = Field(description="Spoken at the event; empty: not stated", examples=[["oc", "fr"]])
    categories: list[str] = Field(examples=[["baleti"]])
    flags: list[str] = Field(examples=[["children", "accessible"]])
    free: bool | None = Field(description="null: not stated, or a free contribution (see `admission`)")
    admission: str = Field(description="free, paid, donation or not-stated", examples=["free"])
    price: str = Field(description="As written by the partner", examples=["gratuit"])
    booking: str
    access: str
    url: str = Field(description="The event's public page elsewhere")
    image: str
    partner: PartnerOut
    organisers: list[str] = Field(description="Beside the partner")
    source: str = Field(description="Where the row comes from: an address, or `synthetic`")
    synthetic: bool = Field(description="Made up for demonstration")
    page: str = Field(description="Address of its page")
    ics: str = Field(description="Address of its calendar")


class OccurrenceOut(EventSaid, OccurrenceDates):
    """One dated showing, with all that is said of its event."""

    @classmethod
    def of(cls, listing: Listing, chain: Chain, base_url: str) -> Self:
        return cls(**dates_of(listing), **said_of(listing, chain, base_url))


class EventOut(EventSaid):
    """An event with its dates, in their order."""

    occurrences: list[OccurrenceDates]

    @classmethod
    def of(cls, event: Event, listings: Sequence[Listing], chain: Chain, base_url: str) -> Self:
        dates = [OccurrenceDates(**dates_of(listing)) for listing in listings]
        return cls(occurrences=dates, **said_of(listings[0], chain, base_url))


def dates_of(listing: Listing) -> dict[str, object]:
    occurrence = listing.occurrence
    when = occurrence.when
    return {
        "id": occurrence.uid,
        "start": _written(when.start, when),
        "end": None if when.end is None else _written(when.end, when),
        "all_day": when.all_day,
        "time_text": when.time_text,
        "day": when.day,
        "status": occurrence.status,
        "notice": occurrence.notice,
        "venue": VenueOut.of(occurrence.venue) if occurrence.venue else None,
        "sequence": occurrence.sequence,
        "modified": occurrence.modified,
    }


def said_of(listing: Listing, chain: Chain, base_url: str) -> dict[str, object]:
    details = listing.details
    title_language, title = details.titles.choose(chain)
    description_language, description = details.descriptions.choose(chain)
    return {
        "event_id": listing.event_id,
        "edition": listing.edition,
        "title": title,
        "title_language": title_language,
        "titles": details.titles.as_dict(),
        "description": description,
        "description_language": description_language,
        "descriptions": details.descriptions.as_dict(),
        "languages": list(details.languages),
        "categories": list(details.categories),
        "flags": list(details.flags),
        "free": FREE.get(details.admission),
        "admission": str(details.admission),
        "price": details.price,
        "booking": details.booking,
        "access": details.access,
        "url": details.url,
        "image": details.image,
        "partner": PartnerOut.of(listing.partner),
        "organisers": list(details.organisers),
        "source": details.source,
        "synthetic": listing.synthetic,
        "page": f"{base_url}/events/{listing.event_id}",
        "ics": f"{base_url}/events/{listing.event_id}.ics",
    }


def _written(moment: datetime, when: When) -> str:
    return moment.date().isoformat() if when.all_day else moment.isoformat("T", "minutes")


class Counted(Protocol):
    """How many of each a group has."""

    @property
    def occurrences(self) -> int: ...

    @property
    def events(self) -> int: ...

    @property
    def synthetic(self) -> bool: ...


class EditionCount(Schema):
    year: int
    number: int | None = Field(description="Rank of the edition; null: not known")
    starts_on: date | None
    ends_on: date | None
    current: bool = Field(description="The one answers are about when `edition` is not given")
    source: str
    occurrences: int
    events: int
    synthetic: bool = Field(description="Any of these is made up for demonstration")

    @classmethod
    def of(cls, edition: Edition, current: bool, counted: Counted) -> Self:
        return cls(
            year=edition.year,
            number=edition.number,
            starts_on=edition.starts_on,
            ends_on=edition.ends_on,
            current=current,
            source=edition.source,
            occurrences=counted.occurrences,
            events=counted.events,
            synthetic=counted.synthetic,
        )


class DepartementCount(Schema):
    code: str = Field(examples=["34"])
    name: str = Field(examples=["Hérault"])
    occurrences: int
    events: int
    synthetic: bool = Field(description="Any of these is made up for demonstration")

    @classmethod
    def of(cls, departement: Departement, counted: Counted) -> Self:
        return cls(
            code=departement.code,
            name=departement.name,
            occurrences=counted.occurrences,
            events=counted.events,
            synthetic=counted.synthetic,
        )


class CommuneCount(CommuneOut):
    epci_name: str = Field(examples=["Montpellier Méditerranée Métropole"])
    point: PointOut = Field(description="Its chef-lieu")
    occurrences: int
    events: int
    synthetic: bool = Field(description="Any of these is made up for demonstration")

    @classmethod
    def of(cls, commune: Commune, epcis: Mapping[str, Epci], counted: Counted) -> Self:
        return cls(
            insee_code=commune.insee_code,
            name=commune.name,
            departement=commune.departement,
            epci=commune.epci,
            epci_name=epcis[commune.epci].name if commune.epci in epcis else "",
            point=PointOut(latitude=commune.point.latitude, longitude=commune.point.longitude),
            occurrences=counted.occurrences,
            events=counted.events,
            synthetic=counted.synthetic,
        )


class PartnerCount(PartnerOut):
    kind: str = Field(description="association, commune, school, library or other")
    url: str
    occurrences: int
    events: int

    @classmethod
    def counted(cls, partner: Partner, counted: Counted) -> Self:
        return cls(
            key=partner.key,
            name=partner.name,
            synthetic=partner.synthetic,
            kind=partner.kind,
            url=partner.url,
            occurrences=counted.occurrences,
            events=counted.events,
        )


Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    """Every list: `total` counts all that matches, `next` is the cursor of the following page."""

    items: list[Item]
    total: int
    next: str | None
    revision: int = Field(description="Raised by every public change; equal revisions mean equal answers")


class OccurrenceList(Page[OccurrenceOut]):
    """In the order of festival days, then of hours."""


class EditionList(Page[EditionCount]):
    """In the order of years."""


class DepartementList(Page[DepartementCount]):
    """In the order of codes."""


class CommuneList(Page[CommuneCount]):
    """In the order of INSEE codes."""


class PartnerList(Page[PartnerCount]):
    """In the order of keys."""


class HealthOut(Schema):
    status: str = Field(description="ok once an edition is published", examples=["ok"])
    revision: int
    editions: int = Field(description="Published")
    partners: int
    events: int
    occurrences: int
