"""The four files of `data/`, from a folder of real facts and the first made-up round."""

from pathlib import Path

from bench.programme import real
from bench.programme.cast import players
from bench.programme.editions import CURRENT, editions
from bench.programme.real_partners import Organisers
from bench.programme.rows import EditionRow, EventRow, PartnerRow
from bench.programme.stream import one_round
from bench.programme.write import write_csv


def write_folder(real_folder: Path, out: Path) -> dict[str, int]:
    """How many rows went into each file."""
    organisers = Organisers(real_folder)
    rows = real.events(real_folder, organisers)
    current = [row for row in rows if row.edition == CURRENT]
    archive = [row for row in rows if row.edition != CURRENT]
    partners = organisers.partners() + [player.row for player in players()]
    return {
        "events.csv": write_csv(out / "events.csv", EventRow, [*current, *one_round(0)]),
        "archive.csv": write_csv(out / "archive.csv", EventRow, archive),
        "partners.csv": write_csv(out / "partners.csv", PartnerRow, partners),
        "editions.csv": write_csv(
            out / "editions.csv", EditionRow, editions(real_folder, (row.edition for row in rows))
        ),
    }
