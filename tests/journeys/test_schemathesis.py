"""Everything the OpenAPI document allows is accepted, everything else refused: asked of a real server by schemathesis.

What it asks with is in `schemathesis.toml` and `asking_everything.py`. Longer, and of another choice, by hand:
`ASKING="--seed 2 --max-examples 500 --phases fuzzing,stateful" .venv/bin/python -m pytest -s` and this file.
"""

import json
import os
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from festum.actions.house import House
from festum.actions.list_venues import list_venues
from festum.domain.geocoding import GeocodingState
from festum.domain.holder import Holder
from tests.conftest import key_for
from tests.proposed import leave_in_doubt
from tests.small import on_sqlite

ROOT = Path(__file__).parent.parent.parent
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
PHASES = ("examples", "coverage", "fuzzing", "stateful")


def answers(report: Path) -> Iterator[tuple[str, str, int]]:
    """(operation, whether it was asked rightly: positive or negative, status) of each case but those of sequences."""
    for line in report.read_text("utf-8").splitlines():
        scenario = json.loads(line).get("ScenarioFinished")
        if scenario is None or scenario["phase"] == "stateful":
            continue
        told = scenario["recorder"]
        for case, asked in told.get("cases", {}).items():
            meta, answer = asked["value"].get("meta"), told["interactions"].get(case, {}).get("response")
            if meta and answer:
                yield told["label"], meta["generation"]["mode"], answer["status_code"]


@on_sqlite
async def test_the_document_is_kept_to_by_every_operation(
    demonstration: House, serve: Callable[..., str], tmp_path: Path
) -> None:
    key = (await key_for(demonstration, None))["authorization"].removeprefix("Bearer ")
    async with demonstration.unit() as unit:
        waiting = await list_venues(unit, Holder("test", None), (GeocodingState.WAITING,), limit=3)
    for shown in waiting.items:
        await leave_in_doubt(demonstration, shown.geocoding.venue_id)
    address = serve(FESTUM_SELECTIONS_PER_HOUR="1000000")
    report = tmp_path / "asked.ndjson"
    by_hand = shlex.split(os.environ.get("ASKING", ""))
    asking = subprocess.run(
        [
            SCHEMATHESIS, "--config-file", ROOT / "tests" / "journeys" / "schemathesis.toml",
            "run", f"{address}/openapi.json", "--no-color", "--report-ndjson-path", report, *by_hand,
        ],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "ASKING_SERVER": address,
            "ASKING_KEY": key,
            "ASKING_EDIT_TOKEN": "that of the programme in the address",
        },
        cwd=tmp_path, capture_output=not by_hand, text=True, check=False,
    )  # fmt: skip
    assert asking.returncode == 0, f"{asking.stdout}{asking.stderr}"
    if by_hand:
        return

    # It did ask: every operation was asked for what it gives and given it, and for what it does not and refused.
    document = httpx.get(f"{address}/openapi.json").json()
    asked = Counter((operation, mode, status // 100) for operation, mode, status in answers(report))
    for path, item in document["paths"].items():
        for method in item:
            operation = f"{method.upper()} {path}"
            assert asked[operation, "positive", 2] > 0, operation
            assert asked[operation, "negative", 4] > 0, operation
    accepted = sum(count for (_, mode, status), count in asked.items() if (mode, status) == ("positive", 2))
    assert accepted > 1000, asked
