"""The real organisers: those of the rows kept, and no other."""

from pathlib import Path

from bench.programme.places import gazetteer, slug
from bench.programme.rows import PartnerRow
from bench.programme.write import read_csv

UNNAMED = PartnerRow(key="total-festum", name="Total Festum (organisateur non précisé)", kind="other")


class Organisers:
    """Reads an organiser cell, and remembers who was asked for."""

    def __init__(self, folder: Path) -> None:
        self._known = {row["name"]: row for row in read_csv(folder / "total-festum-partners.csv")}
        self._met: dict[str, PartnerRow] = {}

    def of(self, cell: str) -> tuple[str, ...]:
        """The key of the partner, then the names of those it organises with."""
        if not cell:
            self._met.setdefault(UNNAMED.key, UNNAMED)
            return (UNNAMED.key,)
        first, *others = self._names(cell)
        partner = _partner(self._known[first])
        self._met.setdefault(partner.key, partner)
        return (partner.key, *others)

    def partners(self) -> list[PartnerRow]:
        return sorted(self._met.values(), key=lambda partner: partner.key)

    def _names(self, cell: str) -> list[str]:
        """ "A et B" is two organisers only when both are known: some names contain " et "."""
        parts = cell.split(" et ")
        return parts if len(parts) > 1 and all(part in self._known for part in parts) else [cell]


def _partner(row: dict[str, str]) -> PartnerRow:
    commune = gazetteer().get((row["commune"], row["departement_code"]))
    return PartnerRow(
        key=slug(row["name"]),
        name=row["name"],
        kind=_kind(row),
        commune=row["commune"],
        insee_code=commune.insee_code if commune else "",
        departement=row["departement_code"],
        source=row["source_url"],
    )


def _kind(row: dict[str, str]) -> str:
    """The source knows associations, authorities and others; a Calandreta is a school."""
    if "Calandreta" in row["name"]:
        return "school"
    if row["kind"] == "collectivité":
        return "commune" if row["commune"] else "other"
    return row["kind"]
