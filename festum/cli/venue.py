"""`festum venue queue | show | accept | pin | release | ask | duplicates | merge | unmerge | merges | at`: what a
person decides of where venues are."""

import argparse
from collections.abc import Iterable
from typing import Any

from festum.actions.find_duplicates import DuplicateShown, find_duplicates
from festum.actions.house import House
from festum.actions.list_venues import QUEUE, VenueShown, list_venues, show_venue
from festum.actions.merge_venues import MergeShown, list_merges, merge_venues, undo_merge
from festum.actions.pin_venue import accept_candidate, ask_again, release_pin, set_pin
from festum.cli.opening import OPERATOR, in_house
from festum.cli.venue_lines import name_of, queue_line, venue_lines, whereabouts_lines
from festum.cli.words import terminal_language
from festum.domain.gazetteer import load_gazetteer
from festum.domain.geocoding import GeocodingState
from festum.domain.place import Point
from festum.domain.whereabouts import whereabouts
from festum.errors import OutOfRange, UnknownValue
from festum.locale.catalogue import say

DONE, NOWHERE = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    queue = verbs.add_parser("queue", help="venues that wait for a person, each with the best that was proposed")
    queue.add_argument("--state", choices=[str(state) for state in GeocodingState], action="append", metavar="STATE",
                       help=f"of this state instead: {', '.join(GeocodingState)}; may be repeated")  # fmt: skip
    queue.add_argument("--departement", default="", help="of this one alone: 34, or its name")
    queue.add_argument("--limit", type=int, default=50, help="how many")
    queue.add_argument("--after", type=int, default=0, metavar="ID", help="go on after this one")
    _of_one(verbs, "show", "a venue with all that was proposed for it")
    accept = _of_one(verbs, "accept", "it is this one of the candidates; published at once")
    accept.add_argument("number", type=int, metavar="N", help="its number in `festum venue show`")
    _with_point(_of_one(verbs, "pin", "it is there; published at once, and no machine moves it"))
    _of_one(verbs, "release", "give a person's decision back: to what was found, else to its commune's point")
    _of_one(verbs, "ask", "ask the geocoders about it again")
    verbs.add_parser("duplicates", help="venues that may be one place under two spellings")
    merge = _of_one(verbs, "merge", "move all dates of a venue to another that is the same place")
    merge.add_argument("into", type=int, metavar="INTO", help="number of the venue they are at from now on")
    unmerge = verbs.add_parser("unmerge", help="take a merge back")
    unmerge.add_argument("merge", type=int, metavar="MERGE", help="number of the merge")
    verbs.add_parser("merges", help="what was merged, newest first")
    _with_point(verbs.add_parser("at", help="which commune a point is in; asks nobody"))


def _of_one(verbs: Any, name: str, said: str) -> argparse.ArgumentParser:
    its: argparse.ArgumentParser = verbs.add_parser(name, help=said)
    its.add_argument("id", type=int, help="number of the venue")
    return its


def _with_point(its: argparse.ArgumentParser) -> None:
    its.add_argument("latitude", type=float, metavar="LAT", help="degrees: 43.73312")
    its.add_argument("longitude", type=float, metavar="LON", help="degrees: 3.31897")


def run(arguments: argparse.Namespace) -> int:
    language = terminal_language()
    if arguments.verb == "at":
        return _at(_point(arguments), language)
    _print(in_house(lambda house: _decided(house, arguments, language)))
    return DONE


async def _decided(house: House, arguments: argparse.Namespace, language: str) -> list[str]:
    match arguments.verb:
        case "queue":
            return await _queue(house, arguments, language)
        case "duplicates":
            return await _duplicates(house, language)
        case "merges":
            async with house.unit() as unit:
                return [_merge_line(one, language) for one in (await list_merges(unit, OPERATOR)).items]
        case "merge":
            merged = await house.change(lambda unit: merge_venues(unit, arguments.id, arguments.into, OPERATOR))
            return [_came_of("venue.merged", merged, language)]
        case "unmerge":
            undone = await house.change(lambda unit: undo_merge(unit, arguments.merge, OPERATOR))
            return [_came_of("venue.unmerged", undone, language)]
        case "pin":
            return await _pin(house, arguments.id, _point(arguments), language)
        case _:
            return _shown(await _of_number(house, arguments), language)


async def _of_number(house: House, arguments: argparse.Namespace) -> VenueShown:
    match arguments.verb:
        case "accept":
            return await house.change(lambda unit: accept_candidate(unit, arguments.id, arguments.number, OPERATOR))
        case "release":
            return await house.change(lambda unit: release_pin(unit, arguments.id, OPERATOR))
        case "ask":
            return await house.change(lambda unit: ask_again(unit, arguments.id, OPERATOR))
        case _:
            async with house.unit() as unit:
                return await show_venue(unit, arguments.id, OPERATOR)


async def _queue(house: House, arguments: argparse.Namespace, language: str) -> list[str]:
    states = tuple(GeocodingState(one) for one in arguments.state or QUEUE)
    departement = _departement(house, arguments.departement) if arguments.departement else ""
    async with house.unit() as unit:
        page = await list_venues(unit, OPERATOR, states, departement, max(arguments.limit, 1), max(arguments.after, 0))
    if not page.items:
        return [say(language, "venue.queue_empty")]
    lines = [queue_line(one.geocoding, language) for one in page.items]
    return lines if page.next is None else [*lines, say(language, "venue.more", after=page.next)]


def _departement(house: House, text: str) -> str:
    found = house.gazetteer.departement(text)
    if found is None:
        raise UnknownValue("unknown_value", name="departement", value=text)
    return found.code


async def _pin(house: House, venue_id: int, point: Point, language: str) -> list[str]:
    pinned = await house.change(lambda unit: set_pin(unit, venue_id, point, OPERATOR))
    lines = _shown(pinned.shown, language)
    lines += whereabouts_lines(point, pinned.whereabouts, language)[:1]
    commune = pinned.shown.geocoding.venue.commune
    if pinned.far and commune is not None:
        lines.append(say(language, "venue.far", km=f"{pinned.distance_km:.1f}", commune=commune.name))
    return lines


async def _duplicates(house: House, language: str) -> list[str]:
    async with house.unit() as unit:
        found = await find_duplicates(unit, OPERATOR)
    if not found:
        return [say(language, "venue.no_duplicates")]
    return [_duplicate(one, language) for one in found]


def _at(point: Point, language: str) -> int:
    """Without a database: the gazetteer is in the package."""
    found = whereabouts(point, load_gazetteer())
    _print(whereabouts_lines(point, found, language))
    return DONE if found.communes else NOWHERE


def _point(arguments: argparse.Namespace) -> Point:
    try:
        return Point(arguments.latitude, arguments.longitude)
    except ValueError:
        raise OutOfRange("point_range", value=f"{arguments.latitude},{arguments.longitude}") from None


def _shown(shown: VenueShown, language: str) -> list[str]:
    geocoding = shown.geocoding
    on = "go_on_one" if geocoding.candidates else "go_on_nothing"
    if geocoding.state is GeocodingState.PINNED:
        on = "pinned"
    return [*venue_lines(geocoding, shown.events, language), say(language, f"venue.{on}", id=geocoding.venue_id)]


def _duplicate(found: DuplicateShown, language: str) -> str:
    far = "" if found.pair.metres is None else f"  {say(language, 'venue.metres', metres=found.pair.metres)}"
    there = f"{name_of(found.give_up, language)}  =  {name_of(found.keep, language)}{far}"
    return f"{there}  {say(language, 'venue.duplicate', merged=found.give_up_id, into=found.keep_id)}"


def _merge_line(shown: MergeShown, language: str) -> str:
    merge = shown.merge
    said = say(
        language, "venue.merge",
        merged=f"{merge.merged_id} {name_of(shown.merged, language)}",
        into=f"{merge.into_id} {name_of(shown.into, language)}",
    )  # fmt: skip
    undone = "" if merge.undone_at is None else f"  ({say(language, 'venue.undone')})"
    return f"{merge.id}  {merge.at.isoformat(' ', 'minutes')}  {merge.actor}  {said}{undone}"


def _came_of(key: str, shown: MergeShown, language: str) -> str:
    merge = shown.merge
    return say(
        language, key, id=merge.id, merged=merge.merged_id, into=merge.into_id, dates=len(merge.occurrences)
    )  # fmt: skip


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
