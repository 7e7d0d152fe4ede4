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

FEW, ROWS, MANY = 1_000, 10_000, 100_000
MOST_MB, MOST_MB_OF_MANY = 300, 400
DATA = Path(__file__).parent.parent / "data"
PROGRAMME_TABLES = (t.venues, t.events, t.event_words, t.occurrences)


def measure(here: Path) -> tuple[list[Line], Path, Path]:
    """And the databases it has filled, with 10,000 and with 100,000."""
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
    grown, many = _growth(here)
    return [*lines, *grown], full, many


def _growth(here: Path) -> tuple[list[Line], Path]:
    """What one row more costs: planned, applied and kept, in a file of 1,000 and in one of 100,000.

    Starting the process is left out: a file of one row is subtracted.
    """
    seconds, peak, last = {}, 0.0, here
    for rows in (1, FEW, MANY):
        last = here / f"grown-{rows}.sqlite3"
        framed(last)
        seconds[rows], peak = _timed_import(last, made_up(here, rows))
    few, many = (1000 * (seconds[rows] - seconds[1]) / (rows - 1) for rows in (FEW, MANY))
    lines = [
        Line(
            f"import, time per row among {MANY:,}", f"{many:.2f} ms", f"among {FEW:,}", f"{few:.2f} ms", many / few,
            at_most=1.5,
        ),
        Line(
            f"most memory of an import of {MANY:,}", f"{peak:.0f} MB", "allowed", f"{MOST_MB_OF_MANY} MB",
            peak / MOST_MB_OF_MANY, at_most=1,
        ),
    ]  # fmt: skip
    return lines, last


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
