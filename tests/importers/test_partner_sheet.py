"""A whole sheet: what is said of the file, and what makes it unreadable."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festum.errors import Problem, Unreadable
from festum.importers.open_sheet import open_sheet
from festum.importers.partner_sheet import looks_like_programme
from festum.importers.reading import Defaults, Heading
from tests.importers.uploads import as_csv, reading_of


def keys(content: str, **defaults: object) -> list[tuple[str, str, str]]:
    return [(p.level, p.key, p.value) for p in reading_of(content.encode(), **defaults).problems]


def test_unknown_columns_are_offered_for_mapping_with_samples() -> None:
    content = as_csv(
        [
            ("Date", "Titre", "Ville", "Truc", "", ""),
            *(("1/6/2018", f"Bal {n}", "Agde", f"x{n}", "", "y") for n in range(9)),
        ]
    )
    found = reading_of(content)
    assert found.headings[3:] == (
        Heading("Truc", "", "unknown", ("x0", "x1", "x2")),
        Heading("F", "", "unknown", ("y",)),
    )
    assert found.problems == (
        Problem("note", "heading_unknown", "Truc", "Truc", "x0, x1, x2"),
        Problem("note", "heading_unknown", "F", "F", "y"),
    )


def test_mapping_gives_an_unknown_column_its_meaning() -> None:
    content = "Kand;Kwa;Ville\n23/06/2018;Bal;Agde\n"
    found = reading_of(content.encode(), mapping=(("kand", "start"), ("KWA", "title")))
    assert [(h.column, h.how) for h in found.headings] == [
        ("date", "mapping"),
        ("title", "mapping"),
        ("commune", "table"),
    ]
    assert (found.drafts[0].details.titles.get("fr"), found.problems) == ("Bal", ())


@pytest.mark.parametrize(
    ("content", "key", "values"),
    [
        ("Date;Lieu\n1/6/2018;x\n", "unreadable_no_title", {"line": 1, "found": "Date, Lieu"}),
        ("Fête\nTitre;Lieu\nBal;x\n", "unreadable_no_date", {"line": 2, "found": "Titre, Lieu"}),
        ("samedi 2 juin;20h;Bal\n", "unreadable_no_header", {"rows": 30, "found": "samedi 2 juin, 20h, Bal"}),
    ],
)
def test_sheet_that_names_too_little_is_refused_with_what_was_found(
    content: str, key: str, values: dict[str, object]
) -> None:
    with pytest.raises(Unreadable) as refusal:
        reading_of(content.encode())
    assert (refusal.value.key, refusal.value.values) == (key, values)


def test_sheet_of_headings_alone_has_no_drafts() -> None:
    found = reading_of(b"Date;Titre;Ville\n")
    assert (found.kind, found.drafts, found.left_aside, found.problems, found.header_line) == ("sheet", (), (), (), 1)


def test_year_above_the_table_is_that_of_its_dates() -> None:
    content = "TOTAL FESTUM 2018\nDate;Titre;Ville\nsamedi 23 juin;Bal;Agde\n"
    (draft,) = reading_of(content.encode()).drafts
    assert draft.edition == 2018
    assert [p.key for p in draft.problems] == ["year_assumed", "languages_not_stated"]
    (given_one,) = reading_of(content.encode(), edition=2012).drafts
    assert given_one.edition == 2012


def test_date_and_commune_of_the_title_are_said_once_of_the_file() -> None:
    content = "Lodève - samedi 23 juin 2018\nHeure;Quoi\n21h;Bal\n"
    assert keys(content) == [
        ("warning", "date_from_title", "samedi 23 juin 2018"),
        ("warning", "commune_from_title", "Lodève - samedi 23 juin 2018"),
    ]


def test_report_of_ours_sent_again_is_read_as_the_file_it_was_made_of() -> None:
    lines = [("Date", "Titre", "Ville"), ("23/06/2018", "Bal", "Agde")]
    report = [(*lines[0], "festum : verdict", "festum: remarques"), (*lines[1], "nouveau", "langues non dites")]
    was, again = reading_of(as_csv(lines)), reading_of(as_csv(report))
    assert (again.drafts, again.problems) == (was.drafts, ())


@pytest.mark.parametrize(("content", "is_one"), [("Date;Titre\n", True), ("a;b\n1;2\n", False)])
def test_sheet_looks_like_a_programme(content: str, is_one: bool) -> None:
    assert looks_like_programme(open_sheet(content.encode()), Defaults()) is is_one


CELLS = st.one_of(
    st.sampled_from(
        ["", "23/06/2018", "samedi 23 juin", "20h30", "Lodève", "Bélesta", "Titre", "Total", "Contact : x", "34700",
         "0", "gratuit", "oc", "du 29 au 30 juin 2018", "25h",
         "ANNULÉ : Bal", "www.x.fr", "12,5", "=1+1", "<p>x</p>"]
    ),
    st.text(max_size=12),
)  # fmt: skip
LABELS = st.sampled_from(
    ["Date", "Heure", "Titre", "Lieu", "Commune", "CP", "Jour", "Mois", "Année", "Fin", "Langue", "Tarif", "Latitude",
     "Longitude", "Lieu / commune", "Statut", "Annulé", "Site web", "Type", "Public", "Buvette", "Truc", "", "id"]
)  # fmt: skip


@settings(derandomize=True, deadline=None)
@given(
    labels=st.lists(LABELS, min_size=1, max_size=8),
    rows=st.lists(st.lists(CELLS, max_size=9), max_size=8),
    title=st.lists(CELLS, max_size=2),
)
def test_any_sheet_is_read_or_refused_and_no_row_is_lost(
    labels: list[str], rows: list[list[str]], title: list[str]
) -> None:
    content = as_csv([title, ["Date", "Titre", *labels], *rows])
    try:
        found = reading_of(content)
    except Unreadable:
        return
    lines = {draft.line for draft in found.drafts} | {aside.line for aside in found.left_aside}
    below = {row.line for row in open_sheet(content).rows if row.line > found.header_line}
    assert lines == below
    assert all(draft.when is not None or draft.refused for draft in found.drafts)
