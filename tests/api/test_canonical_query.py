"""One key for one question, and which coding a client takes: read from what it sends."""

import pytest

from festum.api.canonical import canonical_query, is_relative
from festum.api.encodings import best_coding

ALIKE = [
    [b"departement=34,66", b"departement=66,34", b"departement=34&departement=66", b"departement=66&departement=34",
     b"departement=34%2C66", b"departement=34,66&utm_source=lettre", b"fbclid=x&departement=34,66&gclid=y"],
    [b"departement=34&language=oc", b"language=oc&departement=34", b"language=oc&mc_cid=1&departement=34&_ga=2"],
    [b"category=street-arts", b"category=street%2Darts", b"%63ategory=street-arts"],
    [b"partner=A+B", b"partner=A%20B"],
    [b"facets=departement,language", b"facets=language&facets=departement"],
    [b"lang=oc,ca", b"lang=oc&lang=ca"],
    [b"", b"utm_source=lettre&utm_medium=mail", b"pk_campaign=x", b"yclid="],
]  # fmt: skip

DIFFERENT = [
    (b"departement=34", b"departement=66"),
    (b"departement=34", b"departement=34,66"),
    (b"departement=34", b""),
    (b"departement=34", b"departement="),
    (b"departement=", b""),
    (b"from=2018-06-23", b"to=2018-06-23"),
    (b"lang=oc,fr", b"lang=fr,oc"),
    (b"lang=oc", b"lang=oc,fr"),
    # What is quoted is part of a value; it must not pass for a separator.
    (b"departement=34%26language%3Doc", b"departement=34&language=oc"),
    (b"departement=34%1F66", b"departement=34,66"),
    (b"departement%3D34=", b"departement=34="),
    (b"departement=34&departement=", b"departement=,34"),
    (b"departement=34,", b"departement=34"),
    (b"partner=a%27%2C+%27b", b"partner=a,b"),
    # Only where several values are taken does a comma stand between two.
    (b"near=43.7,3.3", b"near=3.3,43.7"),
    (b"q=a,b", b"q=b,a"),
    (b"q=a,b", b"q=a&q=b"),
    (b"cursor=a,b", b"cursor=b,a"),
    (b"xyzzy=a,b", b"xyzzy=b,a"),
]


@pytest.mark.parametrize("queries", ALIKE, ids=lambda queries: queries[0].decode() or "empty")
def test_questions_that_ask_the_same_share_an_answer(queries: list[bytes]) -> None:
    assert {canonical_query(query) for query in queries} == {canonical_query(queries[0])}


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_questions_that_ask_for_something_else_share_nothing(one: bytes, other: bytes) -> None:
    assert canonical_query(one) != canonical_query(other)


def test_a_long_query_is_spelt_like_a_short_one() -> None:
    codes = [f"34{number:03}" for number in range(300)]
    forth, back = ",".join(codes), "&commune=".join(reversed(codes))
    assert canonical_query(f"commune={forth}".encode()) == canonical_query(f"commune={back}".encode())
    assert canonical_query(f"commune={forth}".encode()) != canonical_query(f"commune={forth},34999".encode())


@pytest.mark.parametrize("query", [b"=", b"&&&", b"a", b"%", b"%zz=%", b"\xff=\xfe", b"a=b=c", b";", b"?", b"+=+"])
def test_any_bytes_have_a_key(query: bytes) -> None:
    assert canonical_query(query) == canonical_query(query)


@pytest.mark.parametrize(
    ("address", "relative"),
    [
        ("/feeds/a.ics?from=today", True),
        ("/feeds/a.ics?departement=34&to=tomorrow", True),
        ("/?from=%20today%20", True),
        ("/feeds/from/today/a.ics", True),
        ("/feeds/to/tomorrow/a.ics?departement=34", True),
        ("/feeds/a.ics", False),
        ("/feeds/a.ics?from=2018-06-23&to=2018-06-24", False),
    ],
)
def test_an_answer_that_depends_on_the_day_is_known_by_its_address(address: str, relative: bool) -> None:
    path, _, query = address.partition("?")
    assert is_relative(path, canonical_query(query.encode())) is relative


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        (b"gzip", "gzip"),
        (b"gzip, deflate, br", "br"),
        (b"br;q=1.0, gzip;q=0.8, *;q=0.1", "br"),
        (b"br;q=0.8, gzip;q=1.0", "gzip"),
        (b"GZIP", "gzip"),
        (b"gzip ; q=0.001", "gzip"),
        (b"*", "br"),
        (b"br, *;q=0.5", "br"),
        (b"gzip;q=1, *;q=0", "gzip"),
        (b"gzip;Q=0.5", "gzip"),
        (b"gzip;q=0, *", "br"),
        (b"*, gzip;q=0", "br"),
        (b"br;q=0, gzip", "gzip"),
        (b"", ""),
        (b"identity", ""),
        (b"gzip;q=0", ""),
        (b"gzip;q=0.000", ""),
        (b"gzip;Q=0", ""),
        (b"identity, *;q=0", ""),
        (b"br;q=0, gzip;q=0, *", ""),
        (b"gzip;q=maybe", ""),
        (b"gzip;q=", ""),
        (b"gzip;q=-1", ""),
        (b"notgzip", ""),
        (b"gzipped, brotli", ""),
        (b"deflate;q=1," * 20 + b"gzip", "gzip"),
    ],
)
def test_the_coding_is_the_one_that_was_asked_for_and_packs_best(header: bytes, coding: str) -> None:
    assert best_coding(header) == coding
