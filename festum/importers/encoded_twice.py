"""Letters encoded twice ("Ã©" for "é"), as a file has them that some program opened in the wrong encoding and saved.

Only of partners' sheets: in festum's own files a text is what it is. A cell is put right when all that looks so in it
comes out as something one would write; which rows were is said.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from festum.errors import Problem
from festum.importers.sheet import Sheet, SheetRow, listed
from festum.importers.text_encodings import LETTERS

_TAILS = {
    shown: byte
    for byte in range(0x80, 0xC0)
    for shown in (chr(byte), bytes([byte]).decode("cp1252", "ignore"))
    if shown
}
"""As cp1252 or Latin-1 shows the second and third bytes of a letter: the undefined five are shown as controls."""

_DOUBLED = re.compile("[ÂÃÅ][{0}]|â[{0}]{{2}}".format(re.escape("".join(_TAILS))))


def put_right(sheet: Sheet) -> Sheet:
    """The sheet as it stands when nothing in it was encoded twice."""
    lines = [row.line for row in sheet.rows if _is_doubled(row) and _repaired(row) != row]
    if not lines:
        return sheet
    said = Problem("warning", "encoding_doubled", "", listed(lines))
    return replace(sheet, rows=_Repaired(sheet.rows), problems=(*sheet.problems, said))


@dataclass(frozen=True, slots=True)
class _Repaired:
    rows: Iterable[SheetRow]

    def __iter__(self) -> Iterator[SheetRow]:
        return (_repaired(row) if _is_doubled(row) else row for row in self.rows)


def _is_doubled(row: SheetRow) -> bool:
    return _DOUBLED.search(" ".join(row.cells)) is not None


def _repaired(row: SheetRow) -> SheetRow:
    return SheetRow(row.line, tuple(map(_meant, row.cells)))


def _meant(cell: str) -> str:
    meant: dict[str, str] = {}
    for found in set(_DOUBLED.findall(cell)):
        once = bytes([ord(found[0]), *(_TAILS[c] for c in found[1:])])
        meant[found] = once.decode("utf-8", "replace")
        if meant[found] not in LETTERS:
            return cell
    return _DOUBLED.sub(lambda match: meant[match[0]], cell) if meant else cell
