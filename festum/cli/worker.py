"""`festum worker`"""

import argparse
import asyncio
import signal

from festum.actions.house import House
from festum.cli.log import configure_log
from festum.cli.opening import in_house
from festum.cli.words import terminal_language
from festum.errors import Malformed
from festum.locale.catalogue import say
from festum.settings import read_settings
from festum.worker import run_worker

STOPPING = (signal.SIGINT, signal.SIGTERM)


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: what it asks, and how fast, is a matter of settings."""


def run(arguments: argparse.Namespace) -> None:
    configure_log(read_settings().log_level)
    in_house(_work)


async def _work(house: House) -> None:
    """Until it is told to stop. Raises Malformed where nobody is to be asked."""
    if not house.chain.geocoders:
        raise Malformed("no_geocoder")
    for geocoder in house.chain.geocoders:
        name, rate = geocoder.provider, f"{geocoder.manners.per_second:g}"
        language = terminal_language()
        print(f"{say(language, f'provider.{name}')}: {say(language, 'geocode.rate', rate=rate)}", flush=True)
    working = asyncio.create_task(run_worker(house))
    for stop in STOPPING:
        asyncio.get_running_loop().add_signal_handler(stop, working.cancel)
    await asyncio.wait([working])
    if not working.cancelled():
        await working
