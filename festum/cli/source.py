"""`festum source add | list | remove | check`"""

import argparse

from festum.actions.check_sources import Checked, check_due, check_source
from festum.actions.house import House
from festum.actions.keep_sources import add_source, list_sources, remove_source
from festum.cli.opening import in_house
from festum.cli.words import terminal_language
from festum.domain.plan import Mode
from festum.domain.source import EVERY_HOURS, Outcome, Source
from festum.locale.catalogue import say

DONE, FAILED = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = verbs.add_parser("add", help="fetch a partner's calendar or sheet every so many hours, and apply it")
    add.add_argument("url", help="its address; a share link of a Google or Dropbox file will do")
    add.add_argument("--partner", required=True, help="whose programme it is")
    add.add_argument("--every", type=int, default=EVERY_HOURS, metavar="HOURS", help=f"{EVERY_HOURS} if not given")
    add.add_argument("--mode", choices=[str(mode) for mode in Mode], default=str(Mode.MERGE), metavar="MODE",
                     help="merge, or replace: what it no longer names is withdrawn")  # fmt: skip
    add.add_argument("--edition", type=int, help="year of its edition; the current one if not given")
    add.add_argument("--commune", help="where its events are when they do not say: a name or INSEE code")
    verbs.add_parser("list", help="all such addresses, and what came of the last visit")
    remove = verbs.add_parser("remove", help="fetch it no more; what was published stays")
    remove.add_argument("id", type=int, help="its number in the list")
    check = verbs.add_parser("check", help="visit one now, or all that are due")
    check.add_argument("id", type=int, nargs="?", help="its number in the list")


def run(arguments: argparse.Namespace) -> int:
    match arguments.verb:
        case "add":
            return in_house(lambda house: _add(house, arguments))
        case "list":
            return in_house(_list)
        case "remove":
            return in_house(lambda house: _remove(house, arguments.id))
        case _:
            return in_house(lambda house: _check(house, arguments.id))


async def _add(house: House, arguments: argparse.Namespace) -> int:
    async with house.unit() as unit:
        added = await add_source(
            unit,
            arguments.url,
            arguments.partner,
            every_hours=arguments.every,
            mode=Mode(arguments.mode),
            edition=arguments.edition,
            commune=arguments.commune or "",
        )
    print(_line(added))
    return DONE


async def _list(house: House) -> int:
    async with house.unit() as unit:
        sources = await list_sources(unit)
    for source in sources:
        print(_line(source))
    return DONE


async def _remove(house: House, source_id: int) -> int:
    async with house.unit() as unit:
        removed = await remove_source(unit, source_id)
    print(_line(removed))
    return DONE


async def _check(house: House, source_id: int | None) -> int:
    checked = [await check_source(house, source_id)] if source_id else [one async for one in check_due(house)]
    for one in checked:
        print(_line(one.source))
    return FAILED if any(map(_has_failed, checked)) else DONE


def _has_failed(checked: Checked) -> bool:
    return checked.source.visit.failures > 0


def _line(source: Source) -> str:
    """On one line of its own: an address cut to the width of the terminal is of no use."""
    visit = source.visit
    when = "-" if visit.checked_at is None else visit.checked_at.isoformat(" ", "minutes")
    said = _words(visit.outcome) if visit.outcome else say(terminal_language(), "source.never")
    return f"{source.id}  {source.partner}  {source.url}  {source.every_hours} h  {source.mode}  {when}  {said}"


def _words(outcome: Outcome) -> str:
    return say(terminal_language(), outcome.key, **outcome.values)
