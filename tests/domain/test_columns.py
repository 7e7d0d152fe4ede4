"""COLUMNS is the partners' template: it says everything an event can hold, once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festum.domain.columns import COLUMNS, NEEDED, SEPARATOR, column_of, joined, parted
from festum.domain.place import Precision, Provenance
from festum.domain.vocabulary import CATEGORIES, FLAGS, SPOKEN_LANGUAGES, STATUSES, TEXT_LANGUAGES


def test_columns_in_the_order_of_the_template() -> None:
    assert " ".join(COLUMNS) == (
        "edition partner event_key occurrence_key title title_oc title_ca title_en description description_oc"
        " description_ca description_en start end all_day time_text venue address postcode commune insee_code latitude"
        " longitude precision provenance languages categories flags organiser price booking access url image status"
        " notice source"
    )


def test_columns_needed_are_a_title_and_a_start() -> None:
    assert NEEDED == ("title", "start")


def test_columns_of_texts_are_one_per_language_the_first_without_its_name() -> None:
    for name in ("title", "description"):
        columns = [column for column in COLUMNS if column.split("_")[0] == name]
        assert columns == [name, *(f"{name}_{language}" for language in TEXT_LANGUAGES[1:])]
        assert columns == [column_of(name, language) for language in TEXT_LANGUAGES]


def test_columns_of_closed_lists_are_long_enough_for_the_whole_list() -> None:
    lists = {"languages": SPOKEN_LANGUAGES, "categories": CATEGORIES, "flags": FLAGS}
    whole = {name: len(SEPARATOR.join(words)) for name, words in lists.items()}
    assert {name: length for name, length in whole.items() if length > COLUMNS[name].longest} == {}
    for name, words in {"status": STATUSES, "precision": Precision, "provenance": Provenance}.items():
        assert max(map(len, words)) <= COLUMNS[name].longest


def test_columns_all_say_what_they_are_for() -> None:
    assert [name for name, column in COLUMNS.items() if not column.help or column.name != name] == []


@pytest.mark.parametrize(
    ("members", "cell"),
    [
        ((), ""),
        (("oc", "fr"), "oc|fr"),
        (("Mairie | Ajuntament", "La Formiga"), r"Mairie \| Ajuntament|La Formiga"),
        ((r"a\b", "c"), r"a\\b|c"),
        (("a\\", "|", r"\|"), r"a\\|\||\\\|"),
    ],
)
def test_list_as_one_cell_and_back(members: tuple[str, ...], cell: str) -> None:
    assert joined(members) == cell
    assert parted(cell) == members


@pytest.mark.parametrize(
    ("cell", "members"),
    [
        (" oc | fr||oc |", ("oc", "fr")),
        (r"C:\fotos|b", (r"C:\fotos", "b")),
        ("a\\", ("a\\",)),
    ],
)
def test_list_as_people_write_it_is_understood(cell: str, members: tuple[str, ...]) -> None:
    assert parted(cell) == members


member = st.text().map(str.strip).filter(bool) | st.text("|\\ab", min_size=1)


@given(st.lists(member, unique=True).map(tuple))
@settings(derandomize=True, deadline=None, max_examples=500)
def test_any_list_comes_back(members: tuple[str, ...]) -> None:
    assert parted(joined(members)) == members
