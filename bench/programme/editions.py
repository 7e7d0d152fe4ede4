"""The editions met in the programme. A number or a window that no source gives stays empty."""

from collections.abc import Iterable
from pathlib import Path

from bench.programme.rows import EditionRow
from bench.programme.write import read_csv

CURRENT = "2018"


def editions(folder: Path, years: Iterable[str]) -> list[EditionRow]:
    known = {row["year"]: row for row in read_csv(folder / "total-festum-editions.csv")}
    return [_edition(year, known.get(year, {})) for year in sorted(set(years))]


def _edition(year: str, row: dict[str, str]) -> EditionRow:
    """A window is both of its days: 2015 has a last day only, so it has none."""
    starts_on, ends_on = row.get("starts_on", ""), row.get("ends_on", "")
    whole = bool(starts_on and ends_on)
    return EditionRow(
        year=year,
        number=row.get("number", ""),
        starts_on=starts_on if whole else "",
        ends_on=ends_on if whole else "",
        current="true" if year == CURRENT else "false",
        source=row.get("source_url", "").replace(" | ", "|"),
    )
