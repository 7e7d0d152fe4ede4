"""What one process holds after 10,000 different questions: a cache that grows with them would be a way in."""

from urllib.request import urlopen

import psutil

from bench.asking import code
from bench.table import Line

DIFFERENT, MOST_MB = 10_000, 300


def measure(address: str, port: int) -> Line:
    """After 10,000 different questions, none asked twice."""
    process = _listening(port)
    for number in range(DIFFERENT):
        day, limit = f"2018-{5 + number % 3:02}-{1 + number // 3 % 28:02}", 1 + number // 84
        with urlopen(f"{address}/api/v1/occurrences?departement={code(number)}&from={day}&limit={limit}") as answer:
            answer.read()
    peak = process.memory_info().rss / 1e6
    return Line(
        f"memory of one process after {DIFFERENT:,} different questions", f"{peak:.0f} MB", "allowed",
        f"{MOST_MB} MB", peak / MOST_MB, at_most=1,
    )  # fmt: skip


def _listening(port: int) -> psutil.Process:
    return next(
        process
        for process in psutil.Process().children(recursive=True)
        if any(c.laddr.port == port and c.status == psutil.CONN_LISTEN for c in process.net_connections("tcp"))
    )
