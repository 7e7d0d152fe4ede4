"""`festum edition list | load | publish`"""

import argparse
from pathlib import Path

from festum.actions.frame import list_editions, load_frame_editions, publish_years
from festum.actions.house import House
from festum.cli.frame_files import read_editions
from festum.cli.opening import in_house


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("list", help="all editions, unpublished ones too")
    load = verbs.add_parser("load", help="create or update editions from a CSV")
    load.add_argument("file", type=Path, help="year,number,starts_on,ends_on,current,source")
    load.add_argument("--publish", action="store_true", help="publish them too, the one marked current last")
    publish = verbs.add_parser("publish", help="make an edition public, and the current one")
    publish.add_argument("year", type=int)


def run(arguments: argparse.Namespace) -> None:
    match arguments.verb:
        case "list":
            in_house(_list)
        case "load":
            in_house(lambda house: _load(house, arguments.file, arguments.publish))
        case "publish":
            in_house(lambda house: _publish(house, arguments.year))


async def _list(house: House) -> None:
    async with house.unit() as unit:
        editions = await list_editions(unit)
    for e in editions:
        published = "not published" if e.published is None else f"published (revision {e.published})"
        print(f"{e.year}  {e.starts_on or ''!s:<10}  {e.ends_on or ''!s:<10}  {published}")


async def _load(house: House, file: Path, publish: bool) -> None:
    editions, current = read_editions(file)
    async with house.unit() as unit:
        changed = await load_frame_editions(unit, editions)
    print(f"{changed} of {len(editions)} editions new or changed")
    if publish:
        await _publish(house, *sorted((e.year for e in editions), key=lambda year: (year == current, year)))


async def _publish(house: House, *years: int) -> None:
    """In one write: nobody sees one of them current on the way."""
    async with house.unit() as unit:
        await publish_years(unit, years)
    print(f"{len(years)} published, {years[-1]} is current")
