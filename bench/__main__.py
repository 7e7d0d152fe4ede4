"""`make bench`: one run, one table, kept in docs/benchmarks.md with the machine and the date."""

import argparse
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench import asking, importing, serving
from bench.table import as_markdown

KEPT = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--keep", action="store_true", help="write the table to docs/benchmarks.md")
    keep = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as folder:
        imported, full, many = importing.measure(Path(folder))
        lines = [*serving.measure(), *serving.measure_many(full, "10,000"), *imported]
        lines += asking.measure(many)
    machine = f"{psutil.cpu_count()} cores, {psutil.virtual_memory().total / 1e9:.0f} GB, {platform.system()}"
    said = f"{datetime.now(UTC):%Y-%m-%d}, {machine}, CPython {platform.python_version()}, SQLite, one process"
    table = as_markdown(lines)
    print(f"{said}\n\n{table}")
    if keep:
        KEPT.write_text(
            "# Benchmarks\n\n`make bench` measures each line and its floor in the same run; medians of five turns about"
            f" where a rate is given.\n\n{said}\n\n{table}\n",
            "utf-8",
        )
    return 0 if all(line.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
