"""`kill -9` of an import of 2,000 rows at random moments: all of it or nothing, and the feed stays valid."""

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import httpx

from festum.actions.count import health
from festum.actions.find_uploads import list_uploads
from festum.actions.house import House
from festum.domain.holder import Holder
from festum.domain.upload import UploadState
from tests.conftest import DATA
from tests.journeys.readers import Libical, by_icalendar
from tests.processes import festum

ROWS, KILLS = 2000, 10
ADMIN = Holder("admin", None)


def start_import(database_url: str, rows: Path) -> ForkServerProcess:
    environment = {"FESTUM_DATABASE_URL": database_url}
    return festum("import", str(rows), "--apply", environment=environment, said=rows.with_name("said"))


async def test_killed_import_leaves_all_or_nothing(
    demonstration: House, database_url: str, tmp_path: Path, serve: Callable[..., str]
) -> None:
    rows = tmp_path / "rows.csv"
    make = [sys.executable, "-m", "bench.programme", "--occurrences", str(ROWS), "--out", str(rows)]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL, cwd=DATA.parent)
    address = serve()
    before, feed = await everything(demonstration), httpx.get(f"{address}/feeds/all.ics").content
    assert before["occurrences"] == 500

    # Moments over the whole of an import, most of them while it draws and writes; the seed makes a failure repeatable.
    chance = random.Random(1318)
    killed_while_applying = 0
    longest = 1.6
    for number in range(KILLS):
        seen = await latest_upload(demonstration)
        process = start_import(database_url, rows)
        while number >= 2 and not await applies_since(demonstration, seen):
            assert process.is_alive(), "the import ended before it began to apply"
            await asyncio.sleep(0.01)
        process.join(timeout=chance.uniform(0.05, longest))
        if process.is_alive():
            process.kill()
            process.join()
            killed_while_applying += number >= 2
        else:
            longest = longest * 0.7  # it had ended: aim earlier
        after = await everything(demonstration)
        assert after["occurrences"] in (before["occurrences"], ROWS + 14), after
        answer = httpx.get(f"{address}/feeds/all.ics", timeout=60)
        assert answer.status_code == 200
        read = by_icalendar(answer.content)
        assert len(read) == after["occurrences"] or answer.content == feed
        if after["occurrences"] == before["occurrences"]:
            assert answer.content == feed
    assert killed_while_applying >= 3

    final = start_import(database_url, rows)
    final.join(timeout=120)
    assert final.exitcode == 0, rows.with_name("said").read_text()
    assert (await everything(demonstration))["occurrences"] == ROWS + 14
    deadline = time.monotonic() + 5
    while len(content := httpx.get(f"{address}/feeds/all.ics", timeout=60).content) < len(feed) * 2:
        assert time.monotonic() < deadline
    assert len(Libical().read(content)) == ROWS + 14


async def everything(house: House) -> dict[str, int]:
    async with house.unit() as unit:
        return (await health(unit)).counts


async def latest_upload(house: House) -> int:
    async with house.unit() as unit:
        return max((upload.id for upload in await list_uploads(unit, ADMIN, 1)), default=0)


async def applies_since(house: House, seen: int) -> bool:
    async with house.unit() as unit:
        newest = await list_uploads(unit, ADMIN, 1)
    states = {UploadState.APPLYING, UploadState.APPLIED}
    return any(upload.id > seen and upload.state in states for upload in newest)
