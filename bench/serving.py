"""Warm answers beside a constant; the first answer after a change beside building the whole calendar anew."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import Request, urlopen

from bench import memory
from bench.load import rate
from bench.rebuild import listings_of, rebuild
from bench.servers import environment, festum, free_port, running
from bench.table import Line

ROUNDS, SECONDS = 5, 1.5
DATA = Path(__file__).parent.parent / "data"
FEED = "/feeds/total-festum.ics"


def measure() -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        festum(database, "migrate")
        festum(database, "edition", "load", str(DATA / "editions.csv"), "--publish")
        festum(database, "partner", "load", str(DATA / "partners.csv"))
        festum(database, "import", str(DATA / "events.csv"), "--apply")
        key = festum(database, "partner", "key", "--admin").strip()
        port, floor_port = free_port(), free_port()
        env = environment(database)
        with running(["festum", "serve"], port, {**env, "FESTUM_PORT": str(port)}) as ours:
            time.sleep(1.1)  # until the second of the latest revision is over: then Last-Modified is sent
            with urlopen(ours + FEED) as answer:
                content, etag = answer.read(), answer.headers["ETag"]
            constant = Path(folder) / "constant"
            constant.write_bytes(content)
            with running(["bench.floor", str(constant), str(floor_port)], floor_port, env) as floor:
                lines = [
                    _paired(
                        "warm feed, 500 occurrences",
                        lambda: rate(ours, FEED, SECONDS),
                        lambda: rate(floor, "/constant", SECONDS),
                    ),
                    _paired(
                        "the same, gzip",
                        lambda: rate(ours, FEED, SECONDS, {"Accept-Encoding": "gzip"}),
                        lambda: rate(floor, "/packed", SECONDS),
                    ),
                    _paired(
                        "warm 304",
                        lambda: rate(ours, FEED, SECONDS, {"If-None-Match": etag}, 304),
                        lambda: rate(floor, "/unchanged", SECONDS, status=304),
                    ),
                ]
            lines.append(_first_after_change(ours, key, database, "500", 15, 20))
            lines.append(memory.measure(ours, port))
    return lines


def measure_many(database: Path, how_many: str) -> list[Line]:
    """The first answer after a change among that many, of a database that holds them."""
    key = festum(database, "partner", "key", "--admin").strip()
    port = free_port()
    env = {**environment(database), "FESTUM_PORT": str(port)}
    with running(["festum", "serve"], port, env) as ours:
        with urlopen(ours + FEED) as answer:  # drawn for this address, once
            answer.read()
        return [_first_after_change(ours, key, database, how_many, 5, 50)]


def _paired(name: str, ours: Callable[[], float], floor: Callable[[], float]) -> Line:
    """Turn about, so that what else the machine does falls on both."""
    mine_all, theirs_all = [], []
    for turn in range(ROUNDS):
        for side, rates in ((ours, mine_all), (floor, theirs_all))[:: 1 if turn % 2 else -1]:
            rates.append(side())
    mine, theirs = statistics.median(mine_all), statistics.median(theirs_all)
    return Line(name, f"{mine:,.0f}/s", "Litestar, constant bytes", f"{theirs:,.0f}/s", mine / theirs, at_least=1)


def _first_after_change(address: str, key: str, database: Path, how_many: str, rounds: int, at_least: float) -> Line:
    with urlopen(f"{address}/api/v1/occurrences?limit=200") as answer:
        uids = [item["id"] for item in json.load(answer)["items"]]
    firsts, rebuilds = [], []
    listings = listings_of(database)
    for number in range(rounds):
        notice = json.dumps({"notice": f"changed {number}"}).encode()
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        urlopen(Request(f"{address}/api/v1/occurrences/{uids[number]}", notice, headers, method="PATCH")).close()
        started = time.perf_counter()
        with urlopen(address + FEED) as answer:
            content = answer.read()
        firsts.append(time.perf_counter() - started)
        started = time.perf_counter()
        rebuilt = rebuild(listings, address)
        rebuilds.append(time.perf_counter() - started)
        if f"changed {number}".encode() not in content or content.count(b"BEGIN:VEVENT") != rebuilt.count(
            b"BEGIN:VEVENT"
        ):
            raise RuntimeError("the feed is not the one that was asked for")
    first, whole = statistics.median(firsts), statistics.median(rebuilds)
    return Line(
        f"first feed after one change of {how_many}", f"{first * 1000:.1f} ms", "icalendar, whole calendar",
        f"{whole * 1000:.0f} ms", whole / first, at_least=at_least,
    )  # fmt: skip
