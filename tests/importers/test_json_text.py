"""JSON is read, or refused with the line where it breaks; what only looks like it is left to others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festum.errors import Unreadable
from festum.importers.json_text import bounded, looks_like_json, parsed, parsed_or_none, within


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (b'{"events": []}', True),
        (b"\n [\n{", True),
        (b"[]", True),
        (b"{}", True),
        (b'\xef\xbb\xbf{"a"', True),
        ("[{}]".encode("utf-16"), True),
        (b"[Programme] de la f\xeate", False),
        (b"{brouillon}", False),
        (b"title,start", False),
        (b"", False),
    ],
)
def test_json_is_known_by_its_beginning(content: bytes, looks: bool) -> None:
    assert looks_like_json(content) is looks


@pytest.mark.parametrize(
    ("content", "key", "line"),
    [
        (b'{\n"a": 1,\n"b" 2}', "unreadable_json", 3),
        (b'[1, 2', "unreadable_json", 1),
        (b'["\xc3\xa9",\n"\xc3\xa9",\n}', "unreadable_json", 3),
        (b"[NaN]", "unreadable_json", 1),
        (b"[" * 100_000, "unreadable_json_deep", None),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "unreadable_json_deep", None),
        (b"[" + b" " * 20_000_000 + b"]", "unreadable_too_large", None),
    ],
    ids=["colon", "end", "accents", "nan", "lists", "objects", "large"],
)  # fmt: skip
def test_json_that_is_broken_is_refused_with_its_line(content: bytes, key: str, line: int | None) -> None:
    with pytest.raises(Unreadable) as refusal:
        parsed(content)
    assert (refusal.value.key, refusal.value.values.get("line")) == (key, line)
    assert parsed_or_none(content) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=4)
    )
)
@settings(derandomize=True, deadline=None)
def test_member_of_what_has_no_members_is_none(value: object) -> None:
    assert within(value, "a", "b") is None
    assert within({"a": {"b": value}}, "a", "b") == value or value != value  # noqa: PLR0124


def test_more_events_than_a_programme_has_are_refused() -> None:
    assert bounded([{}] * 20_000) == [{}] * 20_000
    with pytest.raises(Unreadable, match="unreadable_too_many_events"):
        bounded([{}] * 20_001)
