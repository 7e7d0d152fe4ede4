"""RSS feeds: whole files, the same bytes twice, read back by feedparser and by a strict XML parser."""

from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from festum.domain.texts import Chain, Texts
from festum.feeds import rss
from tests.feeds.feeding import NASTY, NASTY_LISTING, PAGE, another, drawn, feed, head
from tests.feeds.listings import BASE, CA, EN, FR, FULL, OC, dated, when, with_details, with_occurrence

SECOND = another(when("2018-06-30T22:00"))

EMPTY = f"""\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:georss="http://www.georss.org/georss">
<channel>
<title>Total Festum</title>
<link>{BASE}/?departement=34&amp;free=yes</link>
<description>Programme &amp; fêtes</description>
<language>oc</language>
<copyright>Communes : INSEE</copyright>
<atom:link rel="self" type="application/rss+xml" href="{BASE}/feeds/x.rss?departement=34&amp;free=yes"/>
</channel>
</rss>
"""

ITEM = f"""\
<item>
<title>samedi 23 juin 2018, Lodève, +1 date : Bal</title>
<link>{PAGE}</link>
<description>&lt;p&gt;samedi 23 juin 2018, 21:00 - 02:00&lt;br&gt;
Halles, 1 place de la République, 34700 Lodève&lt;/p&gt;
&lt;p&gt;samedi 30 juin 2018, 22:00&lt;br&gt;
Halles, 1 place de la République, 34700 Lodève&lt;/p&gt;
&lt;p&gt;Organisation : Cercle occitan&lt;/p&gt;
&lt;p&gt;&lt;a href=&quot;{PAGE}&quot;&gt;{PAGE}&lt;/a&gt;&lt;/p&gt;</description>
<dc:creator>Cercle occitan</dc:creator>
<category>balèti</category>
<guid isPermaLink="false">urn:uuid:{FULL.event_id}</guid>
<pubDate>Fri, 01 Jun 2018 10:21:30 GMT</pubDate>
<georss:point>43.733100 3.317200</georss:point>
</item>"""


def read(*dates: Any, chain: Chain = FR) -> Any:
    parsed = feedparser.parse(feed(rss.FORMAT, [dates], chain))
    assert (parsed.bozo, parsed.version, len(parsed.entries)) == (False, "rss20", 1)
    return parsed.entries[0]


def test_a_feed_of_nothing_is_whole_and_has_no_date() -> None:
    assert feed(rss.FORMAT, [], OC).decode() == EMPTY
    assert feedparser.parse(feed(rss.FORMAT, [])).bozo is False


def test_an_item_says_all_its_dates() -> None:
    said = {
        "titles": Texts.of({"fr": "Bal"}), "descriptions": Texts(), "languages": (), "flags": (), "organisers": (),
        "categories": ("baleti",), "price": "", "booking": "", "access": "", "url": "",
    }  # fmt: skip
    plain = with_details(**said)
    second = another(SECOND.occurrence.when)
    assert drawn(rss.FORMAT, plain, second).decode() == ITEM


def test_a_feed_is_its_prologue_its_items_and_an_end() -> None:
    joined = rss.FORMAT.join(head(rss.FORMAT), [b"<item/>", b"<item/>"])
    assert joined.endswith(b'free=yes"/>\n<item/>\n<item/>\n</channel>\n</rss>\n')
    assert b"<lastBuildDate>Fri, 01 Jun 2018 10:20:30 GMT</lastBuildDate>" in joined


def test_the_same_data_has_the_same_bytes() -> None:
    assert feed(rss.FORMAT, [[FULL, SECOND]]) == feed(rss.FORMAT, [[FULL, SECOND]])


@pytest.mark.parametrize(
    ("chain", "title", "tag"),
    [
        (FR, "samedi 23 juin 2018, Lodève, +1 date : Bal de la Saint-Jean", "feu de la Saint-Jean"),
        (OC, "dissabte 23 de junh de 2018, Lodève, +1 data : Balèti de Sant Joan", "fuòc de Sant Joan"),
        (CA, "dissabte 23 de juny de 2018, Lodève, +1 data: Bal de la Saint-Jean", "foc de Sant Joan"),
        (EN, "Saturday 23 June 2018, Lodève, +1 date: Bal de la Saint-Jean", "Saint John's fire"),
    ],
)
def test_a_reader_gets_titles_dates_people_and_places_back(chain: Chain, title: str, tag: str) -> None:
    item = read(FULL, SECOND, chain=chain)
    page = PAGE if chain == FR else f"{PAGE}?lang={chain[0]}"
    assert (item.id, item.link, item.title, item.author) == (
        f"urn:uuid:{FULL.event_id}", page, title, "Cercle occitan",
    )  # fmt: skip
    assert (item.published, item.guidislink) == ("Fri, 01 Jun 2018 10:21:30 GMT", False)
    assert item.tags[-1].term == tag
    assert item.where["coordinates"] == (3.3172, 43.7331)


@pytest.mark.parametrize(
    ("status", "prefix"), [("cancelled", "ANNULÉ : "), ("postponed", "REPORTÉ : "), ("full", "COMPLET : ")]
)
def test_what_does_not_take_place_says_so(status: str, prefix: str) -> None:
    item = read(with_occurrence(status=status, notice="Vent"))
    assert item.title == f"samedi 23 juin 2018, Lodève : {prefix}Bal de la Saint-Jean"
    assert item.summary.startswith(f"<p><strong>{prefix}Vent</strong>")


def test_whole_days_have_no_hour_and_what_has_no_place_no_point() -> None:
    assert read(dated("2018-06-23", all_day=True)).summary.startswith("<p>samedi 23 juin 2018<br />")
    nowhere = read(with_occurrence(venue=None))
    assert ("where" in nowhere, nowhere.title) == (False, "samedi 23 juin 2018 : Bal de la Saint-Jean")


def test_what_was_never_stamped_has_no_date() -> None:
    assert b"pubDate" not in drawn(rss.FORMAT, with_occurrence(modified=None))


def test_nasty_texts_come_back_whole() -> None:
    body = feed(rss.FORMAT, [[NASTY_LISTING]])
    assert ElementTree.fromstring(body).findtext("channel/item/title") == f"samedi 23 juin 2018, Lodève : {NASTY}"
    assert "<script" not in read(NASTY_LISTING).summary
