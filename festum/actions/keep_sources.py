"""Keeping a list of partners' addresses that are fetched by themselves."""

from dataclasses import replace

from festum.actions.house import Unit
from festum.domain.beside import Beside
from festum.domain.plan import Mode
from festum.domain.source import EVERY_HOURS, LEAST_HOURS, MOST_HOURS, Source
from festum.domain.web import is_web_address
from festum.errors import NotHere, OutOfRange, Unfit, UnknownValue
from festum.store.programme import load_editions, load_partners
from festum.store.sources import delete_source, insert_source, load_source, load_sources

SCHEMES = ("http://", "https://")
CALENDAR_SCHEMES = {"webcal://": "https://", "webcals://": "https://"}


async def add_source(
    unit: Unit,
    url: str,
    partner: str,
    *,
    every_hours: int = EVERY_HOURS,
    mode: Mode = Mode.MERGE,
    edition: int | None = None,
    commune: str = "",
) -> Source:
    """Due at once. `commune` is the partner's usual one, by name or INSEE code.

    Raises NotHere for an unknown partner or edition, UnknownValue for what is no address or no single commune,
    OutOfRange for the hours, Unfit for an address the partner has already.
    """
    if partner not in await load_partners(unit.connection):
        raise NotHere("no_such_partner", partner=partner)
    editions = await load_editions(unit.connection)
    if edition is not None and edition not in editions:
        raise NotHere("no_such_edition", year=edition, known=", ".join(map(str, editions)))
    if not LEAST_HOURS <= every_hours <= MOST_HOURS:
        raise OutOfRange("hours_range", least=LEAST_HOURS, most=MOST_HOURS)
    if not _is_address(url):
        raise UnknownValue("address_unreadable", address=url)
    beside = Beside(edition=edition, partner=partner, insee_code=_insee_code(unit, commune) if commune else "")
    connection = await unit.take_pen()
    made = await insert_source(connection, partner, url, every_hours, mode, beside, unit.house.clock())
    if made is None:
        raise Unfit("source_twice", partner=partner, address=url)
    return await find_source(unit, made)


async def list_sources(unit: Unit) -> tuple[Source, ...]:
    """By partner."""
    return await load_sources(unit.connection)


async def find_source(unit: Unit, source_id: int) -> Source:
    found = await load_source(unit.connection, source_id)
    if found is None:
        raise NotHere("no_such_source", id=source_id)
    return found


async def remove_source(unit: Unit, source_id: int) -> Source:
    """What was made of it stays. Raises NotHere."""
    found = await find_source(unit, source_id)
    if not await delete_source(await unit.take_pen(), source_id):
        raise NotHere("no_such_source", id=source_id)
    return replace(found, lease_until=None)


def _is_address(url: str) -> bool:
    for calendar, web in CALENDAR_SCHEMES.items():
        url = web + url.removeprefix(calendar) if url.startswith(calendar) else url
    return is_web_address(url)


def _insee_code(unit: Unit, commune: str) -> str:
    gazetteer = unit.house.gazetteer
    found = gazetteer.find(commune)
    if len(found) == 1:
        return found[0].insee_code
    if found:
        near = ", ".join(f"{c.insee_code} ({c.name})" for c in found)
        raise UnknownValue("ambiguous_commune", name="commune", value=commune, nearest=near)
    raise UnknownValue("unknown_value", name="commune", value=commune)
