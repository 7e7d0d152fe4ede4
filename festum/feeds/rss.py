"""RSS 2.0: the same entries as Atom for those who read nothing newer, as site builders do."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from festum.feeds.entries import categories, html, identity, latest, lead, paragraphs, title
from festum.feeds.format import Drawing, Entry, Format, Head
from festum.feeds.markup import element
from festum.feeds.points import georss
from festum.feeds.shape import page_in

_OPENING = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:georss="http://www.georss.org/georss">
<channel>"""


def draw(entry: Entry, how: Drawing) -> bytes:
    """`author` would have to be an e-mail address: the partner is a Dublin Core creator."""
    one = entry[0]
    parts = [
        "<item>",
        element("title", title(entry, how.chain)[1]),
        element("link", page_in(one, how.base_url, how.chain)),
        element("description", html(paragraphs(entry, how.chain, how.base_url))),
        element("dc:creator", one.partner.name),
        *(element("category", word) for word in categories(one, how.chain[0])),
        element("guid", identity(entry), isPermaLink="false"),
        _dated("pubDate", latest(entry)),
        georss(lead(entry)),
        "</item>",
    ]
    return "\n".join(part for part in parts if part).encode()


def whole(head: Head, bodies: Sequence[bytes]) -> bytes:
    parts = [
        _OPENING,
        element("title", head.name),
        element("link", head.page),
        element("description", head.about or head.name),
        element("language", head.chain[0]),
        element("copyright", head.attribution) if head.attribution else "",
        _dated("lastBuildDate", head.modified),
        element("atom:link", rel="self", type=FORMAT.media_type, href=head.source),
    ]
    prologue = "\n".join(part for part in parts if part).encode()
    return b"\n".join((prologue, *bodies, b"</channel>\n</rss>\n"))


def _dated(name: str, moment: datetime | None) -> str:
    """RFC 822 with a year of four digits, in English whatever the reader's language."""
    return "" if moment is None else element(name, format_datetime(moment.astimezone(UTC), usegmt=True))


FORMAT = Format(
    "rss", "application/rss+xml", "event", "RSS 2.0: for older feed readers and site builders", 1, draw, whole
)
