"""`festum worker`: what it says, when it refuses, and that it stops when it is told to."""

import asyncio
import time
from pathlib import Path

from festum.actions.house import House
from tests.actions.scripted import streets
from tests.cli.conftest import Festum
from tests.conftest import BASE_URL
from tests.hanging import hanging
from tests.processes import festum as started
from tests.small import on_sqlite
from tests.store.small import furnish


@on_sqlite
async def test_worker_without_a_geocoder_says_what_to_set(festum: Festum) -> None:
    refusal = (
        "No geocoder is configured: set FESTUM_GEOCODERS=gazetteer,ban (the French address base), or "
        "FESTUM_GEOCODERS=gazetteer,ban,nominatim (then OpenStreetMap).\n"
    )
    ran = await festum("worker")
    assert (ran.status, ran.out, ran.err) == (1, "", refusal)


@on_sqlite
async def test_worker_that_waits_for_a_service_stops_within_two_seconds(
    house: House, database_url: str, tmp_path: Path
) -> None:
    await furnish(house, streets("Ostal", address="1 Rue des Lilas"))
    async with hanging() as service:
        settings = {
            "FESTUM_DATABASE_URL": database_url, "FESTUM_BASE_URL": BASE_URL, "FESTUM_GEOCODERS": "gazetteer,ban",
            "FESTUM_BAN_URL": service.address, "FESTUM_BAN_PER_SECOND": "2.5", "LANG": "en_GB.UTF-8",
        }  # fmt: skip
        worker = started("worker", environment=settings, said=tmp_path / "said")
        async with asyncio.timeout(20):
            await service.asked.wait()
        told = time.monotonic()
        worker.terminate()
        await asyncio.to_thread(worker.join, 10)
        assert (worker.exitcode, time.monotonic() - told < 2) == (0, True)
    assert (tmp_path / "said").read_text() == "Base Adresse Nationale (BAN): 2.5 questions a second\n"
