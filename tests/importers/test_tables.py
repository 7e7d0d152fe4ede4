"""Any spreadsheet: ours or a partner's, and the report we made of it, sent again."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from festum.domain.gazetteer import load_gazetteer
from festum.domain.plan import Verdict
from festum.errors import Problem, Unreadable
from festum.feeds.annotated import Annotated, Note, annotated_csv, annotated_xlsx
from festum.importers.native import is_native
from festum.importers.open_sheet import open_sheet
from festum.importers.reading import Reading
from festum.importers.sheet import SheetRow
from festum.importers.tables import read
from tests.importers.sheets import DEFAULTS, FULL_ROW, GOOD, sheet
from tests.importers.workbooks import ods, ods_row, xlsx_of


def reading(content: bytes, **defaults: object) -> Reading:
    return read(content, load_gazetteer(), replace(DEFAULTS, **defaults))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "native"),
    [
        (b"title,start\n", True),
        (b"START ; x; Title \n", True),
        (b"\n\ntitle\tstart", True),
        (xlsx_of([["title", "start"]]), True),
        (b"title,begin\n", False),
        (b"titre;date\n", False),
    ],
)
def test_sheet_is_native_when_its_first_row_names_what_is_needed(content: bytes, native: bool) -> None:
    assert is_native(open_sheet(content)) is native


def test_our_own_table_is_the_same_in_every_kind_of_file() -> None:
    formula = {**FULL_ROW, "title": "'=1+1", "description": "un\n''=deux ; '+trois", "venue": "'-Halle"}
    plain = {**formula, "description": "un\n'=deux ; +trois"}
    table = [list(FULL_ROW), list(plain.values())]
    as_text = sheet(formula)
    kinds = [
        as_text,
        as_text.decode().encode("utf-16"),
        xlsx_of(table),
        ods(("a", "".join(ods_row(*r) for r in table))),
    ]
    drafts = [reading(content).drafts for content in kinds]
    assert drafts == [drafts[0]] * len(kinds)
    assert [(d.details.titles.get("fr"), d.details.descriptions.get("fr")) for d in drafts[0]] == [
        ("=1+1", "un\n'=deux ; +trois")
    ]


def test_a_column_mapped_by_its_partner_is_read_as_that() -> None:
    content = sheet({**GOOD, "Lòc": "Halle", "x": "y"}, header=(*GOOD, "Lòc", "x"))
    assert [p.value for p in reading(content).problems] == ["lòc", "x"]
    mapped = reading(content, mapping=(("loc", "venue"), ("X", "")))
    assert mapped.problems == ()
    assert [draft.venue and draft.venue.name for draft in mapped.drafts] == ["Halle"]


class _Cells:
    """Of a file, as often as wanted."""

    def __init__(self, content: bytes) -> None:
        self._rows = open_sheet(content).rows

    def __iter__(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        return ((row.line, row.cells) for row in self._rows)


SENT = {
    "ours": sheet(GOOD, {**GOOD, "title": "'=HYPERLINK(1)", "description": "a\nb ; c"}),
    "a partner's": (
        "FÊTES DE LODÈVE\n\ndate;titre;lieu;ville\n23/06/2018;=Bal;Halle;Lodève\n\n"
        '24/06/2018;"Feu\n-jeux; +chants";;Lodève\n25/06/2018;;;\n;Contact : @mairie;;\n'
    ).encode("cp1252"),
    "of a workbook": xlsx_of([["date", "titre", "ville"], ["23/06/2018", "=Bal", "Lodève"]]),
}


@pytest.mark.parametrize("content", SENT.values(), ids=SENT)
def test_report_sent_again_is_read_as_the_file_it_was_made_of(content: bytes) -> None:
    first = reading(content)
    notes = {draft.line: Note(Verdict.CREATE, "nouveau", "=ok") for draft in first.drafts}
    headings = ("festum: verdict", "Festum: remarques")
    report = Annotated(_Cells(content), first.header_line, headings, notes, (Note(Verdict.MISSING, "absent", "Jeux"),))
    for again in (annotated_csv(report, first.delimiter), annotated_xlsx(report)):
        found = reading(again)
        assert (found.drafts, found.left_aside, found.problems, found.headings) == (
            first.drafts,
            first.left_aside,
            first.problems,
            first.headings,
        )


def test_letters_encoded_twice_are_put_right_in_a_partners_sheet_and_never_in_ours() -> None:
    theirs = reading("titre;date;ville\nFÃªte;23/06/2018;LodÃ¨ve\n".encode())
    assert [draft.details.titles.get("fr") for draft in theirs.drafts] == ["Fête"]
    assert theirs.problems == (Problem("warning", "encoding_doubled", "", "2"),)
    ours = reading(sheet({**GOOD, "title": "FÃªte"}))
    assert ([draft.details.titles.get("fr") for draft in ours.drafts], ours.problems) == (["FÃªte"], ())


def test_sheet_that_is_nothing_but_our_words_is_read_as_it_stands() -> None:
    with pytest.raises(Unreadable) as refusal:
        reading(b"festum: verdict,festum: remarques\n,x\n")
    assert refusal.value.key == "unreadable_no_header"
    assert list(open_sheet(b"festum: verdict,festum: remarques\n,x\n").rows) == [
        SheetRow(1, ("festum: verdict", "festum: remarques")),
        SheetRow(2, ("", "x")),
    ]
