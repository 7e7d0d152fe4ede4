"""Encodings as this public's programs save them, two in one file among them."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festum.errors import Unreadable
from festum.importers.text_encodings import Text, decode, text_of

TEXT = "title,start\nFuòc — Œuvre’s €,2018-06-23\n"
PLAIN = "title;start\nFèsta del còr à l'estiu;2018-06-23\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_text_is_found_in_every_encoding_people_save(content: bytes, encoding: str) -> None:
    found = text_of(content)
    assert (found, found.whole(), "".join(found.lines())) == (Text(content, encoding), TEXT, TEXT)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Prix;5 €\n", "iso8859-15"),
        ("Concert du chœur;Cœur de ville\n", "iso8859-15"),
        ("Œuvres;œuvre\n", "iso8859-15"),
        (PLAIN, "cp1252"),
        ("ouvert ½ journée\n", "cp1252"),
        ("Fête d’été à l’école, où ça ?\n", "mac_roman"),
        ("Cœur « à naître » · Ñ ò í\n", "mac_roman"),
    ],
)
def test_text_of_one_byte_is_what_it_would_say_in_the_likely_encoding(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    assert (text_of(content), decode(content)) == (Text(content, encoding), text)


def test_text_whose_lines_differ_in_encoding_is_read_line_by_line() -> None:
    lines = ["títol;lloc", "Balèti;Plaça", "Fèsta;Lo Vigan", "Cançons;Ròca"]
    content = b"\r\n".join(line.encode("cp1252" if line.startswith("F") else "utf-8") for line in lines)
    found = text_of(content)
    assert found == Text("\r\n".join(lines).encode(), "utf-8", mixed=(3,))
    assert decode(codecs.BOM_UTF8 + "café\n".encode("cp1252")) == "café\n"


def test_text_encoded_twice_is_left_to_who_knows_whose_it_is() -> None:
    assert text_of("FÃªte".encode()) == Text("FÃªte".encode(), "utf-8")


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "unreadable_empty"),
        (b" \r\n\t\n", "unreadable_empty"),
        (codecs.BOM_UTF8 + b" \n", "unreadable_empty"),
        (codecs.BOM_UTF16_LE + " \n".encode("utf-16-le"), "unreadable_empty"),
        (b"title,start\x00\n", "unreadable_binary"),
        (b"title,start\x00", "unreadable_binary"),
        ("a,b\0\n".encode("utf-16"), "unreadable_binary"),
        (b"\x00\x01", "unreadable_binary"),
        (b"PK\x03\x04\x00\x00", "unreadable_binary"),
        (b"title \x81 start", "unreadable_binary"),
        ("é\n".encode() + b"\x81\xff\n", "unreadable_binary"),
        (codecs.BOM_UTF16_LE + b"a", "unreadable_binary"),
        (codecs.BOM_UTF16_BE + b"\xd8\x00", "unreadable_binary"),
    ],
)
def test_what_is_no_text_is_unreadable(content: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        decode(content)
    assert (refusal.value.key, refusal.value.values) == (key, {})


@given(st.text(st.sampled_from("aeiou tr\n;,éèàçòóúíïüÀÉÒ·’“”œŒ€«»"), min_size=1), st.sampled_from(["utf-8", "utf-16"]))
@settings(derandomize=True, deadline=None)
def test_text_of_our_four_languages_is_read_as_it_was_written(text: str, encoding: str) -> None:
    if text.strip():
        assert decode(text.encode(encoding)) == text
