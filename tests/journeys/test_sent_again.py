"""Every real-life upload, applied, then sent again otherwise - shuffled, re-encoded, as a workbook: nothing changes."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from festum.actions.apply_upload import apply_upload
from festum.actions.frame import load_frame_editions, load_frame_partners
from festum.actions.house import House
from festum.actions.plan_upload import Sending, plan_upload
from festum.domain.event import Edition, Partner
from festum.domain.holder import Holder
from festum.domain.upload import Consent
from festum.importers.reading import Defaults
from festum.store.revision import read_revision
from tests.importers.uploads import NAMES, as_csv, as_xlsx, content_of, expectations, lines_of, reading_of

ADMIN = Holder("test", None)
SHEETS = [name for name in NAMES if name.startswith(("0", "1"))]
"""The seven that partners sent; those from 20 on are our own."""


def varied(content: bytes, header_line: int, *, shuffle: bool) -> dict[str, bytes]:
    lines = lines_of(content)
    ways = {
        "utf-16": as_csv(lines, "\t", "utf-16"),
        "utf-8": as_csv(lines, "|", "utf-8-sig"),
        "workbook": as_xlsx(lines),
    }
    if shuffle:
        head, rows = lines[:header_line], lines[header_line:]
        Random(4).shuffle(rows)
        ways["shuffled"] = as_csv([*head, *rows])
    return ways


@pytest.mark.parametrize("name", SHEETS)
async def test_upload_sent_again_otherwise_changes_nothing(house: House, name: str) -> None:
    said: dict[str, Any] = expectations(name)[-1].get("defaults", {})
    partner = Partner("mairie", "Mairie")
    years = [Edition(year) for year in (2015, 2016, 2017, 2018, 2019, 2022, 2024)]
    async with house.unit() as unit:
        await load_frame_editions(unit, years)
    async with house.unit() as unit:
        await load_frame_partners(unit, [partner], "test")
    languages = tuple(said.get("languages", ()))
    defaults = Defaults(**{**said, "languages": languages, "partner": "mairie"})
    content = content_of(name)
    first = await plan_upload(house, Sending(content, f"{name}.csv", defaults), ADMIN)
    applied = await apply_upload(house, first.upload.id, ADMIN, Consent({}, partial=True), proposal=first.proposal)
    assert applied.import_id is not None
    taken = {row.line: row for row in first.proposal.plan.rows if row.verdict == "create"}
    async with house.unit() as unit:
        before = await read_revision(unit.connection)
    filled_down = name.startswith("02")  # dates stand on the first row of each day alone
    for way, bytes_ in varied(content, reading_of(content).header_line, shuffle=not filled_down).items():
        again = await plan_upload(house, Sending(bytes_, f"again-{name}", replace(defaults, sheet="")), ADMIN)
        counts = again.upload.counts or {}
        assert counts.get("unchanged") == len(taken), (way, counts)
        assert not counts.keys() & {"create", "update", "moved", "missing", "duplicate"}, (way, counts)
        unmoved = await apply_upload(house, again.upload.id, ADMIN, Consent({}, partial=True))
        assert unmoved.import_id is None, way
    async with house.unit() as unit:
        assert await read_revision(unit.connection) == before
