"""`festum geocode`: asks where venues are, now, and publishes what was found; `festum geocode report` says how far it
has come."""

import argparse
import asyncio
import json
import signal
import sys
import threading
from datetime import datetime

from festum.actions.geocode_now import Geocoded, Which, Wish, geocode_now
from festum.actions.house import House
from festum.actions.list_venues import show_venue
from festum.actions.place_on_communes import place_on_communes
from festum.actions.report_geocoding import report_geocoding
from festum.api.venue_shapes import summary_shape, venue_shape
from festum.cli.geocoding_progress import GeocodingProgress
from festum.cli.geocoding_report import report_lines
from festum.cli.opening import ACTOR, OPERATOR, in_house
from festum.cli.venue_lines import venue_lines
from festum.cli.words import problem_words, terminal_language
from festum.domain.geocoding import GeocodingState
from festum.domain.place import Provenance
from festum.locale.catalogue import say
from festum.settings import GEOCODERS, Settings, read_settings

DONE, REFUSED, TERMINATED = 0, 1, 143

SETTING_OF = {Provenance.BAN: "FESTUM_BAN_URL", Provenance.NOMINATIM: "FESTUM_NOMINATIM_URL"}

OFFLINE = "gazetteer"


def arguments(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="all that no person pinned, asked about anew")
    which.add_argument("--missing", action="store_true",
                       help="those that wait, and those nobody proposed anything for: what happens anyway")  # fmt: skip
    which.add_argument("--venue", type=int, metavar="ID", help="this one, by its number in `festum venue queue`")
    parser.add_argument("--provider", choices=GEOCODERS, metavar="NAME",
                        help=f"ask this one alone: {', '.join(GEOCODERS)}")  # fmt: skip
    parser.add_argument("--fresh", action="store_true", help="ask again what was answered before")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    report = verbs.add_parser("report", help="how far it has come with where venues are, and the first of the queue")
    report.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(arguments: argparse.Namespace) -> int:
    language = terminal_language()
    if arguments.verb == "report":
        return in_house(lambda house: _report(house, arguments.json, language))
    if arguments.provider == OFFLINE:
        return in_house(lambda house: _place(house, arguments.venue, language))
    try:
        return in_house(lambda house: _ask(house, arguments, language), _settings(arguments.provider))
    except asyncio.CancelledError:
        return TERMINATED


def _settings(provider: str | None) -> Settings:
    """As if it were the only one set."""
    settings = read_settings()
    return settings.model_copy(update={"geocoders": provider}) if provider else settings


async def _ask(house: House, arguments: argparse.Namespace, language: str) -> int:
    _stop_when_told()
    wish = Wish(Which.ALL if arguments.all else Which.MISSING, arguments.venue, arguments.fresh)
    with GeocodingProgress(language) as progress:
        try:
            done = await geocode_now(house, wish, progress.advance)
        except asyncio.CancelledError:
            print(say(language, "geocode.stopped", done=progress.last.done, total=progress.last.total))
            raise
    if arguments.venue is not None:
        async with house.unit() as unit:
            shown = await show_venue(unit, arguments.venue, OPERATOR)
        lines = venue_lines(shown.geocoding, shown.events, language)
    else:
        lines = [_ends(done, language) if progress.last.total else say(language, "geocode.nothing_to_ask")]
    for line in (*lines, say(language, "geocode.published", count=done.published)):
        print(line)
    if done.trouble is not None:
        print(problem_words(done.trouble), file=sys.stderr)
        settings = ", ".join(SETTING_OF[one] for one in house.chain.providers)
        print(say(language, "geocode.left", count=done.left, setting=settings), file=sys.stderr)
        return REFUSED
    return DONE


def _stop_when_told() -> None:
    """By a service manager or `timeout` as by Ctrl-C: what it has taken is given back."""
    me = asyncio.current_task()
    if me is not None and threading.current_thread() is threading.main_thread():
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, me.cancel)


def _ends(done: Geocoded, language: str) -> str:
    counted = {str(state): done.ends[state] for state in GeocodingState}
    return say(language, "geocode.done", **counted)


async def _place(house: House, venue_id: int | None, language: str) -> int:
    placed = await place_on_communes(house, ACTOR, venue_id)
    print(say(language, "geocode.placed", count=placed))
    return DONE


async def _report(house: House, as_json: bool, language: str) -> int:
    async with house.unit() as unit:
        report = await report_geocoding(unit, OPERATOR)
    if not as_json:
        for line in report_lines(report, language):
            print(line)
        return DONE
    queue = [venue_shape(one, house.base_url, language) for one in report.queue]
    json.dump({**summary_shape(report), "queue": queue}, sys.stdout, ensure_ascii=False, default=datetime.isoformat)
    sys.stdout.write("\n")
    return DONE
