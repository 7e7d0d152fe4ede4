"""COLUMNS is the partners' template: it says everything an event can hold, once."""

from festum.domain.vocabulary import CATEGORIES, FLAGS, SPOKEN_LANGUAGES, STATUSES, TEXT_LANGUAGES
from festum.importers.columns import COLUMNS, NEEDED, SEPARATOR


def test_columns_in_the_order_of_the_template() -> None:
    assert " ".join(COLUMNS) == (
        "edition partner event_key occurrence_key title title_oc title_ca title_en description description_oc"
        " description_ca description_en start end all_day time_text venue address postcode commune insee_code latitude"
        " longitude languages categories flags organiser price booking access url image status notice source"
    )


def test_columns_needed_are_a_title_and_a_start() -> None:
    assert NEEDED == ("title", "start")


def test_columns_of_texts_are_one_per_language_the_first_without_its_name() -> None:
    for name in ("title", "description"):
        columns = [column for column in COLUMNS if column.split("_")[0] == name]
        assert columns == [name, *(f"{name}_{language}" for language in TEXT_LANGUAGES[1:])]


def test_columns_of_closed_lists_are_long_enough_for_the_whole_list() -> None:
    lists = {"languages": SPOKEN_LANGUAGES, "categories": CATEGORIES, "flags": FLAGS}
    whole = {name: len(SEPARATOR.join(words)) for name, words in lists.items()}
    assert {name: length for name, length in whole.items() if length > COLUMNS[name].longest} == {}
    assert max(map(len, STATUSES)) <= COLUMNS["status"].longest


def test_columns_all_say_what_they_are_for() -> None:
    assert [name for name, column in COLUMNS.items() if not column.help or column.name != name] == []
