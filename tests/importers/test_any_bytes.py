"""Whatever comes in: a file is read or refused, and no row is ever lost or read in two ways."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from festum.domain.columns import COLUMNS
from festum.domain.gazetteer import load_gazetteer
from festum.errors import Unreadable
from festum.importers.dialects import read
from tests.importers.sheets import DEFAULTS, FULL_ROW

SAME_EVERY_TIME = settings(derandomize=True, deadline=None, max_examples=300)

HEADER = ",".join(COLUMNS)
FULL = ",".join(f'"{cell}"' for cell in FULL_ROW.values())

NAMES = (
    "uid title timings begin end location city postalCode insee latitude longitude keywords image registration status "
    "description id start_datetime end_datetime place name address tags media parentId event_id titles start all_day "
    "venue commune insee_code point precision partner key occurrences items events next total edition organisers"
)
MEMBERS = st.sampled_from(NAMES.split())

anything = st.binary(max_size=300)
after_our_header = st.builds(
    lambda header, end, rest: header.encode() + end + rest,
    st.sampled_from(["title,start", "start;title;x", "title\tstart\tcommune", HEADER, f"{HEADER}\n{FULL}"]),
    st.sampled_from([b"\n", b"\r\n", b"\r", b","]),
    anything,
)
encoded = st.builds(
    lambda text, encoding: text.encode(encoding, errors="surrogatepass" if "utf" in encoding else "replace"),
    st.text(max_size=120).map(lambda text: f"title,start,commune\n{text}"),
    st.sampled_from(["utf-8-sig", "utf-16", "cp1252"]),
)
written = st.text('",;|\t\r\n0123456789-T:ab', max_size=60).map(lambda text: f"title,start,edition\n{text}".encode())

# What a cell of ours may hold, likely and not.
likely = st.sampled_from(
    [*FULL_ROW.values(), "", "2018-06-23", "2018-03-25T02:30", "9300", "Bouillac", "VRAI", "gratuit"]
)
cells = st.one_of(
    likely, likely, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
)
rows = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, cells)), max_size=4)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(MEMBERS | st.text(max_size=5), inner, max_size=5),
    max_leaves=30,
)
json_values = values.map(lambda value: json.dumps(value).encode())
json_events = st.builds(
    lambda like, other, around: json.dumps({around: [like | other]}).encode(),
    st.sampled_from([{"uid": 1, "timings": []}, {"start_datetime": 1}, {"event_id": "a", "titles": {}}]),
    st.dictionaries(MEMBERS, values, max_size=6),
    st.sampled_from(["items", "events"]),
)


@given(st.one_of(anything, after_our_header, encoded, written, anything.map(b"BEGIN:VCALENDAR\r\n".__add__)))
@example(b"")
@example(b"\xff\xfe\x00\xd8")
@example(b'title,start\n"')
@example(f"edition,{HEADER[8:]}\n{'9' * 5000}".encode())
@SAME_EVERY_TIME
def test_read_of_any_bytes_is_a_reading_or_unreadable(content: bytes) -> None:
    judge(content)


@given(st.one_of(json_values, json_events))
@SAME_EVERY_TIME
def test_read_of_any_json_is_a_reading_or_unreadable(content: bytes) -> None:
    judge(content)


def judge(content: bytes) -> None:
    try:
        reading = read(content, load_gazetteer(), DEFAULTS)
    except Unreadable as refusal:
        assert refusal.key.startswith("unreadable_")
    else:
        lines = [draft.line for draft in reading.drafts]
        assert lines == sorted(lines)
        assert reading.kind != "festum-csv" or len(set(lines)) == len(lines)
        assert not {aside.line for aside in reading.left_aside} & set(lines)
        assert all(draft.when is not None for draft in reading.drafts if not draft.refused)


@given(rows)
@SAME_EVERY_TIME
def test_read_of_any_rows_is_one_draft_each_and_always_the_same(rows: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, tuple(COLUMNS))
    writer.writeheader()
    writer.writerows(rows)
    content = text.getvalue().encode()
    reading = read(content, load_gazetteer(), DEFAULTS)
    filled = [line for line, row in enumerate(rows, 2) if any(cell.strip() for cell in row.values())]
    assert [draft.line for draft in reading.drafts] == filled
    assert read(content, load_gazetteer(), DEFAULTS) == reading


def test_workbook_that_fuzzing_kept_is_refused_as_too_heavy() -> None:
    content = (Path(__file__).parent / "files" / "fuzzed-heavy.xls").read_bytes()
    with pytest.raises(Unreadable) as refused:
        read(content, load_gazetteer(), DEFAULTS)
    assert refused.value.key == "unreadable_heavy"
