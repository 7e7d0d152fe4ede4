"""Our own doctor finds neither error nor warning in our own calendars, nor in what a real server does around them."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest

from festum.actions.house import House
from festum.diagnosis.examining import Report, examine, examine_visit
from festum.diagnosis.fetching import visit
from tests.conftest import key_for
from tests.small import on_sqlite

FEEDS = (
    "/feeds/programme.ics",
    *(f"/feeds/programme.ics?lang={language}" for language in ("fr", "oc", "ca", "en")),
    "/feeds/programme.ics?edition=all",
    "/feeds/programme.ics?cancelled=mark",
    "/feeds/programme.ics?cancelled=hide",
    "/feeds/programme.ics?departement=34",
    "/feeds/departement/34/total-festum-herault.ics",
    "/feeds/programme.ics?near=34172&radius_km=20&q=bal",
    "/feeds/rien.ics?departement=65&from=2018-07-08&language=oc-aranes",
)


def complaints(report: Report) -> list[tuple[str, str, tuple[str, ...]]]:
    """(level, rule, values) of what is more than a note."""
    return [
        (group.first.level, group.first.key, tuple(finding.value for finding in group.examples))
        for group in report.groups
        if group.first.level != "note"
    ]


@pytest.fixture
async def uids(demonstration: House, client: httpx.AsyncClient) -> list[str]:
    """Four dates: one is cancelled with a notice, one postponed, one full, one deleted and still told."""
    found = [item["id"] for item in (await client.get("/api/v1/occurrences?limit=4&departement=34")).json()["items"]]
    key = await key_for(demonstration, None)
    for uid, status in zip(found, ("cancelled", "postponed", "full"), strict=False):
        correction = {"status": status, "notice": "Interdit ; le bal, lui, a lieu…\nA lèu!"}
        assert (await client.patch(f"/api/v1/occurrences/{uid}", json=correction, headers=key)).status_code == 200
    assert (await client.delete(f"/api/v1/occurrences/{found[3]}", headers=key)).status_code == 204
    return found


@on_sqlite
async def test_nothing_is_found_in_any_of_our_calendars(client: httpx.AsyncClient, uids: list[str]) -> None:
    event = (await client.get(f"/api/v1/occurrences/{uids[0]}")).json()["event_id"]
    mine = (await client.post("/api/v1/selections", json={"occurrences": uids[:3]})).json()["token"]
    reports = {
        address: examine((await client.get(address)).raise_for_status().content)
        for address in (
            *FEEDS,
            f"/events/{event}.ics",
            f"/feeds/s/{mine}/mon-programme.ics",
            f"/feeds/s/{mine}/mon-programme.ics?lang=oc&cancelled=mark",
        )
    }
    assert {address: complaints(report) for address, report in reports.items()} == {address: [] for address in reports}
    counted = {address: report.components.get("VEVENT", 0) for address, report in reports.items()}
    shown = (await client.get("/api/v1/occurrences?status=confirmed,postponed,full")).json()["total"]
    assert counted["/feeds/programme.ics"] == 500
    assert counted["/feeds/programme.ics?cancelled=hide"] == shown < 499
    assert counted["/feeds/rien.ics?departement=65&from=2018-07-08&language=oc-aranes"] == 0
    assert counted[f"/feeds/s/{mine}/mon-programme.ics"] == 3


@on_sqlite
async def test_nothing_is_found_in_a_visit_of_a_real_server(demonstration: House, serve: Callable[..., str]) -> None:
    server = serve()
    told = time.monotonic()
    while "last-modified" not in httpx.get(f"{server}/feeds/programme.ics").headers:
        assert time.monotonic() - told < 10, "no date was told although the second of the latest revision is over"
        time.sleep(0.1)
    for path in ("/feeds/programme.ics", "/feeds/rien.ics?departement=65&from=2018-07-08&language=oc-aranes"):
        assert complaints(examine_visit(visit(f"{server}{path}"), datetime.now(UTC))) == []
