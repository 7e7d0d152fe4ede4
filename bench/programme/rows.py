"""The rows of the four files. The order of the fields is the order of the columns."""

from dataclasses import dataclass, fields

SYNTHETIC = "synthetic"
"""The `source` of whatever was made up."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One occurrence. What belongs to the event is repeated in each of its occurrences, word for word."""

    edition: str
    partner: str
    event_key: str
    occurrence_key: str
    title: str
    title_oc: str = ""
    title_ca: str = ""
    title_en: str = ""
    description: str = ""
    description_oc: str = ""
    description_ca: str = ""
    description_en: str = ""
    start: str = ""
    end: str = ""
    all_day: str = "false"
    time_text: str = ""
    venue: str = ""
    address: str = ""
    postcode: str = ""
    commune: str = ""
    insee_code: str = ""
    latitude: str = ""
    longitude: str = ""
    languages: str = ""
    categories: str = ""
    flags: str = ""
    organiser: str = ""
    price: str = ""
    booking: str = ""
    access: str = ""
    url: str = ""
    image: str = ""
    status: str = "confirmed"
    notice: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PartnerRow:
    key: str
    name: str
    kind: str
    commune: str = ""
    insee_code: str = ""
    departement: str = ""
    url: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class EditionRow:
    year: str
    number: str = ""
    starts_on: str = ""
    ends_on: str = ""
    current: str = "false"
    source: str = ""


def columns(row: type[EventRow] | type[PartnerRow] | type[EditionRow]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row))


def cells(row: EventRow | PartnerRow | EditionRow) -> list[str]:
    return [getattr(row, name) for name in columns(type(row))]
