"""Questions never asked before, among 100,000 occurrences, beside the bare SQL for the same rows."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.request import urlopen

from bench.servers import environment, free_port, running
from bench.table import Line

ROUNDS = 9

SELECTED = """
SELECT {what} FROM occurrences o
JOIN events e ON e.id = o.event_id
LEFT JOIN venues v ON v.id = o.venue_id
LEFT JOIN communes c ON c.insee_code = v.insee_code
{more}
WHERE e.edition = 2018 AND o.state = 'live' AND {where}
"""
"""By hand, with no more tables than the question needs."""


def measure(database: Path) -> list[Line]:
    """Of one that holds 100,000."""
    port = free_port()
    # The address in the bytes is the one they were drawn with at the import.
    env = {**environment(database), "FESTUM_PORT": str(port), "FESTUM_BASE_URL": "http://127.0.0.1:8000"}
    with running(["festum", "serve"], port, env) as address:
        return [_feed(address, database), _list(address, database)]


def _feed(address: str, database: Path) -> Line:
    """Each time another département with another day."""

    def ours(number: int) -> int:
        with urlopen(f"{address}/feeds/x.ics?departement={code(number)}&to=2018-06-{10 + number}") as answer:
            return answer.read().count(b"BEGIN:VEVENT")

    def bare(number: int) -> int:
        where = f"c.departement = '{code(number)}' AND o.day <= '2018-06-{10 + number}'"
        query = SELECTED.format(
            what="f.body", where=where,
            more="JOIN fragments f ON f.uid = o.uid AND f.form = 'ics' AND f.chain = 'fr,oc,ca,en' "
            "AND f.cancelled = 'keep'",
        )  # fmt: skip
        return len(_rows(database, query + " ORDER BY o.day, o.starts_at, o.uid"))

    return _beside("feed of a filter never seen, of 100,000", ours, bare)


def _list(address: str, database: Path) -> Line:
    """A page of 50 with five facets and its total."""
    facets = "departement,language,category,status,free"

    def ours(number: int) -> int:
        with urlopen(f"{address}/api/v1/occurrences?departement={code(number)}&facets={facets}") as answer:
            return len(answer.read()) and 1

    def bare(number: int) -> int:
        here = f"c.departement = '{code(number)}'"
        counts = "count(*), count(DISTINCT e.id)"
        words = "JOIN event_words w ON w.event_id = e.id AND w.list = '{}'"
        page = SELECTED.format(what="*", where=here, more="JOIN partners p ON p.id = e.partner_id")
        questions = [
            page + " ORDER BY o.day, o.starts_at, o.uid LIMIT 51",
            SELECTED.format(what="count(*)", where=here, more=""),
            SELECTED.format(what=f"c.departement, {counts}", where="1", more="") + " GROUP BY c.departement",
            *(
                SELECTED.format(what=f"w.word, {counts}", where=here, more=words.format(kind)) + " GROUP BY w.word"
                for kind in ("language", "category")
            ),
            *(
                SELECTED.format(what=counts, where=f"{here} AND NOT EXISTS (SELECT 1 FROM event_words w WHERE "
                                f"w.event_id = e.id AND w.list = '{kind}')", more="")
                for kind in ("language", "category")
            ),
            SELECTED.format(what=f"o.status, {counts}", where=here, more="") + " GROUP BY o.status",
            SELECTED.format(what=f"e.admission, {counts}", where=here, more="") + " GROUP BY e.admission",
        ]  # fmt: skip
        for question in questions:
            _rows(database, question)
        return 1

    return _beside("list page with five facets, never seen, of 100,000", ours, bare)


def _beside(name: str, ours: Callable[[int], int], bare: Callable[[int], int]) -> Line:
    """Turn about, each question asked once on either side."""
    mine, theirs = [], []
    for number in range(ROUNDS):
        for side, times in ((ours, mine), (bare, theirs))[:: 1 if number % 2 else -1]:
            started = time.perf_counter()
            found = side(number)
            times.append((time.perf_counter() - started, found))
    if [found for _, found in mine] != [found for _, found in theirs]:
        raise RuntimeError(f"{name}: not the same rows")
    one, other = (statistics.median(seconds for seconds, _ in times) for times in (mine, theirs))
    return Line(name, f"{one * 1000:.0f} ms", "the bare SQL, by hand", f"{other * 1000:.0f} ms", one / other, at_most=3)


def _rows(database: Path, query: str) -> Sequence[object]:
    connection = sqlite3.connect(database)
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def code(number: int) -> str:
    """Of a département, each in its turn."""
    return ("09", "11", "12", "30", "31", "32", "34", "46", "48", "65", "66", "81", "82")[number % 13]
