"""FORMATS: what a feed can be asked as. The extension is the key; addresses and documents follow from this table."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version

from festum.feeds import atom, csv, geojson, ics, jcal, json, jsonfeed, jsonld, rss, xlsx
from festum.feeds.format import Format
from festum.locale import catalogue

FORMATS: dict[str, Format] = {
    f.extension: f
    for f in (
        ics.FORMAT,
        jcal.FORMAT,
        atom.FORMAT,
        rss.FORMAT,
        json.FORMAT,
        jsonfeed.FORMAT,
        geojson.FORMAT,
        csv.FORMAT,
        xlsx.FORMAT,
        jsonld.FORMAT,
    )
}


@cache
def renderer(base_url: str, gazetteer: str) -> str:
    """Names everything the bytes depend on beside the data: an upgrade cannot serve yesterday's bytes.

    `gazetteer` names its edition: a commune's name is in every entry.
    """
    numbers = " ".join(f"{f.extension}{f.number}" for f in FORMATS.values())
    made_of = "\n".join((numbers, version("icalendar"), version("xlsxwriter"), catalogue.digest(), gazetteer, base_url))
    return sha256(made_of.encode()).hexdigest()[:20]
