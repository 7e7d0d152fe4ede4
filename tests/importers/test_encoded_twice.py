"""Letters encoded twice, put right where that is certain."""

import pytest

from festum.errors import Problem
from festum.importers.encoded_twice import put_right
from festum.importers.sheet import Sheet, SheetRow


@pytest.mark.parametrize("shown_as", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", ["Fête à l’école : œuvres", "CATALÉ · Ó «5 €»", "…—°½ñçüï"])
def test_cell_encoded_twice_is_put_right_and_its_row_named(text: str, shown_as: str) -> None:
    doubled = SheetRow(3, ("déjà juste", text.encode().decode(shown_as), ""))
    found = put_right(Sheet("csv", [SheetRow(1, ("títol",)), doubled]))
    assert list(found.rows) == [SheetRow(1, ("títol",)), SheetRow(3, ("déjà juste", text, ""))]
    assert found.problems == (Problem("warning", "encoding_doubled", "", "3"),)


@pytest.mark.parametrize(
    "text", ["Fête À la “bonne” heure", "Â l'ancienne ; Ã", "â€", "ÉTÉ » Åse", "Ã©t Âµ: not wholly", "Ä“"]
)
def test_cell_that_only_looks_so_stays(text: str) -> None:
    sheet = Sheet("csv", [SheetRow(1, (text,))])
    assert put_right(sheet) is sheet
