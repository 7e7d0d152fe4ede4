"""A text that a spreadsheet would reckon with is made plain, and comes back as it was."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from festum.domain.formulas import as_meant, made_plain, meant_between, plain_between

SAME_EVERY_TIME = settings(derandomize=True, deadline=None, max_examples=1000)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("", ""),
        ("Balèti", "Balèti"),
        ("=1+1", "'=1+1"),
        ("+33 4 67 00 00 00", "'+33 4 67 00 00 00"),
        ("-5 € pour les enfants", "'-5 € pour les enfants"),
        ("@calandreta", "'@calandreta"),
        ("\t=1+1", "'\t=1+1"),
        ("\r=1+1", "'\r=1+1"),
        ("'=1+1", "''=1+1"),
        ("''-", "'''-"),
        ("'Sul camin'", "'Sul camin'"),
        ("2=1+1", "2=1+1"),
        (" =1+1", " =1+1"),
        ("-", "'-"),
        ("+5", "+5"),
        ("-0.31", "-0.31"),
        ("-0,31", "-0,31"),
        ("-00005", "-00005"),
        ("-5e-05", "'-5e-05"),
        ("-0.31\n", "'-0.31\n"),
        ("-1.2.3", "'-1.2.3"),
        ("-1-1", "'-1-1"),
        ("-١", "'-١"),
        ("'-0.31", "''-0.31"),
    ],
)
def test_text_as_it_may_stand_in_a_cell_and_back(text: str, cell: str) -> None:
    assert made_plain(text) == cell
    assert as_meant(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [("'=1+1", "=1+1"), ("''=1+1", "'=1+1"), ("=1+1", "=1+1"), ("-0.31", "-0.31"), ("'-0.31", "-0.31"), ("'a", "'a")],
)
def test_cell_that_somebody_else_wrote_loses_one_apostrophe_before_a_formula(cell: str, text: str) -> None:
    assert as_meant(cell) == text


any_text = st.text() | st.text("'=+-@\t\r\n0.,5a")


@given(any_text)
@example("'")
@example("'+")
@SAME_EVERY_TIME
def test_any_text_comes_back(text: str) -> None:
    assert as_meant(made_plain(text)) == text


@given(any_text)
@SAME_EVERY_TIME
def test_no_cell_begins_like_a_formula_but_numbers(text: str) -> None:
    cell = made_plain(text)
    assert cell[:1] not in tuple("=+-@\t\r") or float(cell.replace(",", ".")) is not None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Bal;=1+1;x", "Bal;'=1+1;x"),
        ("Bal;  @SUM(A1)", "Bal;  '@SUM(A1)"),
        ("un\n- deux\n+ trois", "un\n'- deux\n'+ trois"),
        ("a;'=b", "a;''=b"),
        ("a\t=b", "a\t'=b"),
        ("Bal; feu, -12 ans", "Bal; feu, -12 ans"),
        ("a;;=b", "a;;'=b"),
        ("3 - 2 = 1", "3 - 2 = 1"),
    ],
)
def test_what_would_begin_a_cell_where_excel_cuts_is_made_plain_and_put_back(text: str, plain: str) -> None:
    assert (plain_between(text), meant_between(plain)) == (plain, text)


@SAME_EVERY_TIME
@given(st.text(alphabet=st.sampled_from("a ;\t\r\n'=+-@,")) | st.text())
def test_made_plain_within_and_at_the_start_is_put_back_to_the_very_text(text: str) -> None:
    assert as_meant(meant_between(plain_between(made_plain(text)))) == text
