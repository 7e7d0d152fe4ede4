"""Atom feeds: whole files, the same bytes twice, read back by feedparser and by a strict XML parser."""

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from festum.domain.event import Partner
from festum.domain.texts import Chain, Texts
from festum.feeds import atom
from tests.feeds.feeding import NASTY, NASTY_LISTING, PAGE, another, drawn, feed, head
from tests.feeds.listings import BASE, CA, EN, FR, FULL, OC, dated, when, with_details, with_occurrence, with_venue

ATOM = "{http://www.w3.org/2005/Atom}"
SECOND = another(when("2018-06-30T22:00"))

EMPTY = f"""\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss" xml:lang="oc">
<id>{BASE}/feeds/x.atom?departement=34&amp;free=yes</id>
<title>Total Festum</title>
<subtitle>Programme &amp; fêtes</subtitle>
<updated>1970-01-01T00:00:00Z</updated>
<author><name>Total Festum</name></author>
<link rel="self" type="application/atom+xml" href="{BASE}/feeds/x.atom?departement=34&amp;free=yes"/>
<link rel="alternate" type="text/html" href="{BASE}/?departement=34&amp;free=yes"/>
<rights>Communes : INSEE</rights>
</feed>
"""

ENTRY = f"""\
<entry>
<id>urn:uuid:{FULL.event_id}</id>
<title>dissabte 23 de juny de 2018, Lodève, +1 data: Bal</title>
<updated>2018-06-01T10:21:30Z</updated>
<author><name>Cercle occitan</name><uri>https://cercle.example/</uri></author>
<link rel="alternate" type="text/html" href="{PAGE}?lang=ca"/>
<category term="baleti" label="ball tradicional"/>
<content type="html">&lt;p&gt;dissabte 23 de juny de 2018, 21:00 - 02:00&lt;br&gt;
Halles, 1 place de la République, 34700 Lodève&lt;/p&gt;
&lt;p&gt;dissabte 30 de juny de 2018, 22:00&lt;br&gt;
Halles, 1 place de la République, 34700 Lodève&lt;/p&gt;
&lt;p lang=&quot;fr&quot;&gt;Feu&lt;/p&gt;
&lt;p&gt;Organització: Cercle occitan&lt;/p&gt;
&lt;p&gt;&lt;a href=&quot;{PAGE}?lang=ca&quot;&gt;{PAGE}?lang=ca&lt;/a&gt;&lt;/p&gt;</content>
<georss:point>43.733100 3.317200</georss:point>
</entry>"""


def read(*dates: Any, chain: Chain = FR) -> Any:
    parsed = feedparser.parse(feed(atom.FORMAT, [dates], chain))
    assert (parsed.bozo, parsed.version, len(parsed.entries)) == (False, "atom10", 1)
    return parsed.entries[0]


def test_a_feed_of_nothing_is_whole() -> None:
    assert feed(atom.FORMAT, [], OC).decode() == EMPTY
    assert feedparser.parse(feed(atom.FORMAT, [])).bozo is False


def test_an_entry_says_all_its_dates_in_the_reader_s_language() -> None:
    plain = with_details(
        titles=Texts.of({"ca": "Bal"}), descriptions=Texts.of({"fr": "Feu"}), languages=(), flags=(), organisers=(),
        categories=("baleti",), price="", booking="", access="", url="",
    )  # fmt: skip
    plain = replace(plain, partner=Partner("cercle", "Cercle occitan", url="https://cercle.example/"))
    assert drawn(atom.FORMAT, plain, replace(plain, occurrence=SECOND.occurrence), chain=CA).decode() == ENTRY


def test_a_feed_is_its_prologue_its_entries_and_an_end() -> None:
    bodies = [b"<entry/>", b"<entry/>"]
    joined = atom.FORMAT.join(head(atom.FORMAT), bodies)
    assert joined.endswith(b"</rights>\n<entry/>\n<entry/>\n</feed>\n")
    assert b"<updated>2018-06-01T10:20:30Z</updated>" in joined


def test_the_same_data_has_the_same_bytes() -> None:
    assert feed(atom.FORMAT, [[FULL, SECOND]]) == feed(atom.FORMAT, [[FULL, SECOND]])


def test_a_reader_gets_titles_dates_people_and_places_back() -> None:
    entry = read(FULL, SECOND)
    assert (entry.id, entry.link, entry.title, entry.updated, entry.author) == (
        f"urn:uuid:{FULL.event_id}",
        PAGE,
        "samedi 23 juin 2018, Lodève, +1 date : Bal de la Saint-Jean",
        "2018-06-01T10:21:30Z",
        "Cercle occitan",
    )
    assert [(tag.term, tag.label) for tag in entry.tags] == [
        ("baleti", "balèti"),
        ("bonfire", "feu de la Saint-Jean"),
    ]
    assert entry.where["coordinates"] == (3.3172, 43.7331)
    assert [link.href for link in entry.links if link.rel == "related"] == ["https://cercle.example/bal"]


@pytest.mark.parametrize("chain", [FR, OC, CA, EN])
def test_language_is_written_only_where_a_title_s_differs(chain: Chain) -> None:
    title = ElementTree.fromstring(feed(atom.FORMAT, [[FULL]], chain)).find(f"{ATOM}entry/{ATOM}title")
    assert title is not None
    other = title.get("{http://www.w3.org/XML/1998/namespace}lang")
    assert other == {"fr": None, "oc": None, "ca": "fr", "en": "fr"}[chain[0]]


@pytest.mark.parametrize(
    ("status", "prefix"), [("cancelled", "ANNULÉ : "), ("postponed", "REPORTÉ : "), ("full", "COMPLET : ")]
)
def test_what_does_not_take_place_says_so(status: str, prefix: str) -> None:
    entry = read(with_occurrence(status=status, notice="Vent"))
    assert entry.title == f"samedi 23 juin 2018, Lodève : {prefix}Bal de la Saint-Jean"
    assert entry.content[0].value.startswith(f"<p><strong>{prefix}Vent</strong>")


def test_whole_days_have_no_hour_and_what_has_no_place_no_point() -> None:
    assert read(dated("2018-06-23", all_day=True)).summary.startswith("<p>samedi 23 juin 2018<br />")
    assert "where" not in read(with_occurrence(venue=None))
    assert "where" not in read(with_venue(point=None, precision=None, provenance=None))


def test_what_nobody_wrote_is_left_out() -> None:
    body = drawn(atom.FORMAT, replace(with_details(categories=(), url=""), partner=Partner("p", "P", url="p.example")))
    assert [name for name in (b"<category", b"related", b"<uri") if name in body] == []
    assert b"<updated>1970-01-01T00:00:00Z" in drawn(atom.FORMAT, with_occurrence(modified=None))


def test_nasty_texts_come_back_whole() -> None:
    body = feed(atom.FORMAT, [[NASTY_LISTING]])
    title = ElementTree.fromstring(body).findtext(f"{ATOM}entry/{ATOM}title")
    assert title == f"samedi 23 juin 2018, Lodève : {NASTY}"
    entry = read(NASTY_LISTING)
    assert entry.title_detail.value == title
    assert "<script" not in entry.content[0].value


def test_a_name_with_characters_xml_cannot_hold_loses_them() -> None:
    joined = atom.FORMAT.join(head(atom.FORMAT, name="a\x00\x0b\ud800\ufffe<b"), [])
    assert ElementTree.fromstring(joined).findtext(f"{ATOM}title") == "a<b"
