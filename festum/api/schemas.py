"""What the API answers: shapes, units and examples. A value is taken apart here and nowhere else."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Generic, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from festum.domain.event import Edition, Partner
from festum.domain.place import Commune, Departement, Epci


class Schema(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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


class PartnerOut(Schema):
    key: str = Field(examples=["lenga-e-cacalas"])
    name: str = Field(examples=["Lenga e cacalàs"])
    synthetic: bool = Field(description="Made up for demonstration")


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
    previous_start: str | None = Field(description="Where it has moved: the start it was last announced with")
    venue: VenueOut | None
    sequence: int = Field(description="Raised by each published change but a refined point", examples=[0])
    modified: datetime = Field(description="UTC, of the latest change")
    distance_km: float | None = Field(None, description="From `near`, where that was asked; absent without a point")


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


class EventOut(EventSaid):
    """An event with its dates, in their order."""

    occurrences: list[OccurrenceDates]


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


class FacetValue(Schema):
    """What choosing this value, or this one too, would find under all else that was asked."""

    value: str = Field(description="As the filter takes it; `not-stated` for none", examples=["oc"])
    name: str = Field(description="In the first language of `lang`", examples=["occitan"])
    occurrences: int
    events: int


class NamedCount(FacetValue):
    synthetic: bool = Field(description="Any of these is made up for demonstration")


class Page(Schema, Generic[Item]):
    """Every list: `total` counts all that matches, `next` is the cursor of the following page."""

    items: list[Item]
    total: int
    next: str | None
    revision: int = Field(description="Raised by every public change; equal revisions mean equal answers")


Facets = dict[str, list[FacetValue]]


class OccurrenceList(Page[OccurrenceOut]):
    """In the order of festival days, then of hours, unless `sort` says otherwise."""

    facets: Facets | None = Field(None, description="By filter, where `facets` asks for it; most found first")


class EventList(Page[EventOut]):
    """Each event with those of its dates that match, in the order of the first of them."""

    facets: Facets | None = Field(None, description="By filter, where `facets` asks for it; most found first")


class LanguageList(Page[NamedCount]):
    """Spoken ones, in the order of their codes; a language counts its variants in."""


class CategoryList(Page[NamedCount]):
    """In the order of their keys."""


class FeedFormat(Schema):
    extension: str = Field(examples=["ics"])
    media_type: str = Field(examples=["text/calendar"])
    grain: str = Field(description="What one entry stands for: occurrence or event")
    label: str
    address: str = Field(description="Of this selection in this format")


class FeedList(Schema):
    """Every format a selection can be had in."""

    items: list[FeedFormat]
    name: str = Field(description="What such a feed is called", examples=["Total Festum · Hérault"])
    occurrences: int = Field(description="How many dates it holds now")
    revision: int


class EventChanged(Schema):
    event_id: str
    revision: int = Field(description="From which on the public sees it as it is")
    event: EventOut | None = Field(description="With all its dates; null once all of it was deleted")
    deleted: list[str] = Field(description="Ids of those of its occurrences that were deleted: tombstones")


class EditionOut(Schema):
    year: int
    number: int | None
    starts_on: date | None
    ends_on: date | None
    source: str


class PartnerWhole(PartnerOut):
    kind: str = Field(description="association, commune, school, library or other")
    url: str


class ChangeList(Schema):
    """Events in the order of the revisions that changed them; editions and partners with the first page, and again with
    a later one where they changed meanwhile."""

    items: list[EventChanged]
    editions: list[EditionOut]
    partners: list[PartnerWhole]
    next: str | None = Field(description="Cursor of the following page; null: that was all")
    revision: int = Field(description="What to ask `since` next time, once `next` is null")


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
