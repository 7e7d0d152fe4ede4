"""Small files as partners send them."""

import csv
import io
from collections.abc import Iterable

from festum.domain.columns import COLUMNS
from festum.domain.draft import Draft
from festum.domain.gazetteer import load_gazetteer
from festum.errors import Problem
from festum.importers.native import read
from festum.importers.open_sheet import open_sheet
from festum.importers.reading import Defaults, Heading, Reading

DEFAULTS = Defaults(2018, "festa")
GOOD = {"title": "Balèti", "start": "2018-06-23T21:00", "commune": "Lodève"}

FULL_ROW = {
    "edition": "2019",
    "partner": "la-formiga",
    "event_key": "feu-01",
    "occurrence_key": "nuit",
    "title": "Feu de la Saint-Jean",
    "title_oc": "Fuòc de Sant Joan",
    "title_ca": "Foc de Sant Joan",
    "title_en": "Saint John's fire",
    "description": "Le feu,\npuis le bal.",
    "description_oc": "Lo fuòc",
    "description_ca": "El foc",
    "description_en": "The fire",
    "start": "2018-06-23T21:30",
    "end": "2018-06-24T01:00",
    "all_day": "false",
    "time_text": "à la nuit tombée",
    "venue": "Esplanade",
    "address": "1 allée Jules-Milhau",
    "postcode": "34000",
    "commune": "Montpelhièr",
    "insee_code": "34172",
    "latitude": "43,6112",
    "longitude": "3,8801",
    "precision": "housenumber",
    "provenance": "human",
    "languages": "oc-lengadoc|fr",
    "categories": "bonfire|baleti",
    "flags": "children|bar",
    "organiser": "Mairie|Calandreta",
    "price": "Entrée gratuite",
    "booking": "04 67 00 00 00",
    "access": "Plain-pied",
    "url": "https://festa.example/feu",
    "image": "https://festa.example/feu.jpg",
    "status": "postponed",
    "notice": "Reporté\nd'une heure",
    "source": "synthetic",
}


def sheet(*rows: dict[str, str], header: tuple[str, ...] = tuple(COLUMNS)) -> bytes:
    """A CSV with our columns; cells not given are empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def read_as(*drafts: Draft, header: Iterable[str] = COLUMNS) -> Reading:
    """What is read of such a sheet."""
    headings = tuple(Heading(label.strip(), label.strip().casefold(), "ours") for label in header)
    return Reading(drafts, headings=headings, encoding="utf-8", delimiter=",", header_line=1)


def reading(content: bytes, defaults: Defaults = DEFAULTS) -> Reading:
    return read(open_sheet(content), load_gazetteer(), defaults)


def the_draft(**cells: str) -> Draft:
    """Of a good row with other cells."""
    (draft,) = reading(sheet({**GOOD, **cells})).drafts
    return draft


def problems(**cells: str) -> list[Problem]:
    return list(the_draft(**cells).problems)
