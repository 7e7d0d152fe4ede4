"""Importing 10,000 rows beside inserting the same rows with bare Core and drawing their VEVENTs once."""

import asyncio
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
from sqlalchemy import insert, select

from bench.rebuild import listings_of
from bench.servers import environment, festum
from bench.table import Line
from festum.domain.texts import DEFAULT_CHAIN
from festum.feeds.vevent import vevent
from festum.store import tables as t
from festum.store.database import Database

ROWS = 10_000
DATA = Path(__file__).parent.parent / "data"
PROGRAMME_TABLES = (t.venues, t.events, t.event_words, t.occurrences)


def measure(here: Path) -> tuple[list[Line], Path]:
    """And the database it has filled."""
    full, again = here / "full.sqlite3", here / "again.sqlite3"
    rows = made_up(here, ROWS)
    framed(full)
    shutil.copy(full, again)
    ours, peak = _timed_import(full, rows)
    floor = _floor(full, again)
    lines = [
        Line(
            f"import of {ROWS:,} rows, whole process", f"{ours:.1f} s", "bare inserts + VEVENTs",
            f"{floor:.1f} s", ours / floor, at_most=4,
        ),
        Line("most memory of that process", f"{peak:.0f} MB", "allowed", f"{MOST_MB} MB", peak / MOST_MB, at_most=1),
    ]  # fmt: skip
    return lines, full


def made_up(here: Path, rows: int) -> Path:
    """A file of that many rows."""
    file = here / f"{rows}.csv"
    make = [sys.executable, "-m", "bench.programme", "--occurrences", str(rows), "--out", str(file)]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
    return file


def framed(database: Path) -> None:
    """Editions and partners, and nothing on yet."""
    festum(database, "migrate")
    festum(database, "edition", "load", str(DATA / "editions.csv"), "--publish")
    festum(database, "partner", "load", str(DATA / "partners.csv"))


MOST_MB = 300


def _timed_import(database: Path, rows: Path) -> tuple[float, float]:
    """(seconds, peak resident megabytes)"""
    started = time.perf_counter()
    command = [sys.executable, "-m", "festum", "import", str(rows), "--apply"]
    process = psutil.Popen(command, env=environment(database), stdout=subprocess.DEVNULL)
    peak = 0

    def watch() -> None:
        nonlocal peak
        try:
            while process.is_running():
                peak = max(peak, process.memory_info().rss)
                time.sleep(0.02)
        except psutil.Error:
            return

    watching = threading.Thread(target=watch)
    watching.start()
    if process.wait() != 0:
        raise RuntimeError("the import was refused")
    watching.join()
    return time.perf_counter() - started, peak / 1e6


def _floor(full: Path, again: Path) -> float:
    stored = asyncio.run(_rows(full))
    listings = listings_of(full)
    if len(listings) != ROWS:
        raise RuntimeError(f"{len(listings)} occurrences were imported")
    started = time.perf_counter()
    asyncio.run(_insert(again, stored))
    for listing in listings:
        vevent(listing, DEFAULT_CHAIN, "keep", "http://127.0.0.1:8000").to_ical()
    return time.perf_counter() - started


async def _rows(database: Path) -> list[list[dict[str, object]]]:
    opened = Database(f"sqlite+aiosqlite:///{database}")
    async with opened.reading() as connection:
        found = [[dict(row._mapping) for row in await connection.execute(select(table))] for table in PROGRAMME_TABLES]
    await opened.close()
    return found


async def _insert(database: Path, stored: list[list[dict[str, object]]]) -> None:
    opened = Database(f"sqlite+aiosqlite:///{database}")
    async with opened.writing() as connection:
        for table, rows in zip(PROGRAMME_TABLES, stored, strict=True):
            await connection.execute(insert(table), rows)
    await opened.close()
