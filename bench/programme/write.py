"""CSV as RFC 4180 quotes it, with LF line ends so that the committed files read the same everywhere."""

import csv
from collections.abc import Iterable
from pathlib import Path

from bench.programme.rows import EditionRow, EventRow, PartnerRow, cells, columns


def write_csv(
    path: Path,
    kind: type[EventRow] | type[PartnerRow] | type[EditionRow],
    rows: Iterable[EventRow | PartnerRow | EditionRow],
) -> int:
    """Rows are written as they come: a hundred thousand of them need no more memory than one round."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns(kind))
        for row in rows:
            writer.writerow(cells(row))
            count += 1
    return count


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
