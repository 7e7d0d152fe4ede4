"""Venues as the API takes and gives them to editors: where each is, how that came about, and what else was proposed."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from festum.api.schemas import Schema
from festum.domain.geocoding import Doubt, GeocodingState
from festum.domain.place import Precision, Provenance

TAKEN = ConfigDict(extra="forbid", frozen=True, strict=True)
LARGEST = 2**31 - 1


class VenuePin(BaseModel):
    """Where it is, WGS 84."""

    model_config = TAKEN

    latitude: float = Field(ge=-90, le=90, description="Degrees", examples=[43.7331])
    longitude: float = Field(ge=-180, le=180, description="Degrees", examples=[3.3172])


class VenueChoice(BaseModel):
    """One of the candidates."""

    model_config = TAKEN

    candidate: int = Field(ge=1, le=LARGEST, description="Its `number`", examples=[1])


class VenueTarget(BaseModel):
    """The venue that is kept."""

    model_config = TAKEN

    into: int = Field(ge=1, le=LARGEST, description="Its number", examples=[1])


class NumberedVenue(Schema):
    id: int
    name: str = Field(examples=["Salle des fêtes"])
    address: str = Field(examples=["1 rue du Pont"])
    postcode: str = Field(examples=["34700"])
    commune: str | None = Field(examples=["Lodève"])
    insee_code: str | None = Field(examples=["34142"])
    departement: str | None = Field(description="Its code", examples=["34"])
    latitude: float | None = Field(description="Degrees, WGS 84", examples=[43.7331])
    longitude: float | None = Field(description="Degrees, WGS 84", examples=[3.3172])
    precision: Precision | None = Field(description="What the point stands for")
    provenance: Provenance | None = Field(description="Who gave it; human: a person, who is never overruled")


class CandidateOut(Schema):
    """One place a geocoder proposes."""

    number: int = Field(description="To accept it by; the best is 1")
    label: str = Field(description="In the geocoder's own words", examples=["1 Rue du Pont 34700 Lodève"])
    name: str = Field(description="Of the street or place, without its number")
    old_commune: str | None = Field(description="The former commune it is in, where its geocoder names one")
    housenumber: str
    kind: str = Field(description="In the geocoder's own words", examples=["housenumber"])
    precision: Precision
    latitude: float
    longitude: float
    score: float = Field(description="The geocoder's own, 0 to 1")
    likeness: float = Field(description="Of its name to what was asked, 0 to 1")
    distance_km: float = Field(description="From the chef-lieu of the venue's commune")
    provider: Provenance
    doubt: Doubt | None = Field(description="Why it was not taken; null: nothing speaks against it")
    doubt_text: str | None = Field(description="In the language of `lang`")


class GeocodingOut(Schema):
    """How its point came about, and what is still to be decided."""

    state: GeocodingState = Field(
        description="waiting, found, review (candidates wait for a person), nothing, unaskable, or pinned by a person"
    )
    doubt: Doubt | None = Field(description="Why nothing was accepted")
    doubt_text: str | None = Field(description="In the language of `lang`")
    provider: Provenance | None = Field(description="Who was asked last, or gave what was accepted")
    query: str = Field(description="In which words", examples=["1 rue du Pont"])
    score: float | None = Field(description="Of what was accepted, 0 to 1")
    label: str = Field(description="Of what was accepted, in the geocoder's own words")
    asked_at: datetime | None = Field(description="UTC")
    by: str = Field(description="Whose key decided, or empty")
    candidates: list[CandidateOut]


class VenueLinks(Schema):
    self: str
    pin: str
    accept: str
    ask: str
    merge: str


class VenueReport(Schema):
    venue: NumberedVenue
    geocoding: GeocodingOut
    events: int = Field(description="With a live date there")
    links: VenueLinks


class VenueReports(Schema):
    """In the order of their numbers."""

    items: list[VenueReport]
    next: int | None = Field(description="`after` of the following page; null: that was all")


class NearCommune(Schema):
    insee_code: str = Field(examples=["34142"])
    name: str = Field(examples=["Lodève"])
    departement: str = Field(description="Its code", examples=["34"])
    distance_km: float = Field(description="From its chef-lieu")


class DepartementOut(Schema):
    code: str = Field(examples=["34"])
    name: str = Field(examples=["Hérault"])


class WhereaboutsOut(Schema):
    """Which commune a point is in."""

    latitude: float
    longitude: float
    departement: DepartementOut | None = Field(description="Certain but within 100 m of a border; null: elsewhere")
    communes: list[NearCommune] = Field(
        description="The likeliest first: their limits are not known, only their centres"
    )
    message: str | None = Field(description="Where it is outside the region, in the language of `lang`")


class PinnedVenue(VenueReport):
    """A venue that was pinned, and where the pin fell."""

    whereabouts: WhereaboutsOut
    message: str | None = Field(description="Where it is far from its commune, in the language of `lang`")


class DuplicateLinks(Schema):
    merge: str = Field(description="To be sent `into`: the number of `keep`")


class DuplicateOut(Schema):
    """Two venues that may be one."""

    keep: NumberedVenue = Field(description="The one that says more of where it is, or has more on")
    give_up: NumberedVenue
    keep_events: int = Field(description="Events with a live date there")
    give_up_events: int
    likeness: float = Field(description="Of their names, 0 to 1")
    metres: int | None = Field(description="Between their points; null: one is not known better than by its commune")
    links: DuplicateLinks


class DuplicateList(Schema):
    """The likeliest first, 200 at most."""

    items: list[DuplicateOut]


class MergeLinks(Schema):
    undo: str


class MergeOut(Schema):
    """`merged` was given up for `into`: what an upload says to be at the one is at the other."""

    id: int
    merged: NumberedVenue
    into: NumberedVenue
    at: datetime = Field(description="UTC")
    by: str = Field(description="Whose key")
    occurrences: list[str] = Field(description="Ids of the dates it moved")
    undone_at: datetime | None = Field(description="UTC; null: it holds")
    links: MergeLinks


class MergeList(Schema):
    """Newest first."""

    items: list[MergeOut]
    next: int | None = Field(description="`before` of the following page; null: that was all")


class PointTally(Schema):
    provenance: Provenance | None = Field(description="null: no point")
    precision: Precision | None
    venues: int


class ServiceOut(Schema):
    """A geocoder that is asked."""

    provider: Provenance
    per_second: float = Field(description="Questions, by all processes together")
    failures: int = Field(description="One after the other, up to now")
    open_until: datetime | None = Field(description="Left alone until then (UTC)")
    reason: str | None = Field(description="Why, for programs", examples=["geocoder_too_slow"])


class GeocodingSummary(Schema):
    """How far it has come with where venues are: those that a live date is at."""

    at: datetime = Field(description="UTC")
    venues: int
    points: list[PointTally] = Field(description="The most trusted and finest first")
    states: dict[str, int]
    doubts: dict[str, int] = Field(description="Of those that wait for a person")
    due: int = Field(description="To be asked about now")
    unpublished: int = Field(description="Found, and public with the next that are")
    services: list[ServiceOut]
