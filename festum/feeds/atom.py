"""Atom (RFC 4287): an entry per event, in the order of its dates, with where it is (GeoRSS)."""

from collections.abc import Sequence

from festum.domain.web import is_web_address
from festum.feeds.entries import categories, html, identity, latest, lead, paragraphs, title
from festum.feeds.format import Drawing, Entry, Format, Head
from festum.feeds.markup import element
from festum.feeds.points import georss
from festum.feeds.shape import page_in, stamp
from festum.locale.catalogue import say

_NEVER = "1970-01-01T00:00:00Z"
"""Of an empty feed: `updated` must be there (4.1.1), and there is no clock to ask."""

_OPENING = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss" xml:lang="{language}">'
)


def draw(entry: Entry, how: Drawing) -> bytes:
    one = entry[0]
    language, said = title(entry, how.chain)
    partner = one.partner
    url = element("uri", partner.url) if is_web_address(partner.url) else ""
    words = categories(one, how.chain[0])
    parts = [
        "<entry>",
        element("id", identity(entry)),
        element("title", said, xml_lang=language if language != how.chain[0] else ""),
        element("updated", stamp(latest(entry)) or _NEVER),
        f"<author>{element('name', partner.name)}{url}</author>",
        element("link", rel="alternate", type="text/html", href=page_in(one, how.base_url, how.chain)),
        element("link", rel="related", href=one.details.url) if one.details.url else "",
        *(element("category", term=term, label=word) for term, word in zip(one.details.categories, words, strict=True)),
        element("content", html(paragraphs(entry, how.chain, how.base_url)), type="html"),
        georss(lead(entry)),
        "</entry>",
    ]
    return "\n".join(part for part in parts if part).encode()


def whole(head: Head, bodies: Sequence[bytes]) -> bytes:
    language = head.chain[0]
    parts = [
        _OPENING.format(language=language),
        element("id", head.source),
        element("title", head.name),
        element("subtitle", head.about) if head.about else "",
        element("updated", stamp(head.modified) or _NEVER),
        f"<author>{element('name', say(language, 'calendar.name'))}</author>",
        element("link", rel="self", type=FORMAT.media_type, href=head.source),
        element("link", rel="alternate", type="text/html", href=head.page),
        element("rights", head.attribution) if head.attribution else "",
    ]
    prologue = "\n".join(part for part in parts if part).encode()
    return b"\n".join((prologue, *bodies, b"</feed>\n"))


FORMAT = Format(
    "atom", "application/atom+xml", "event", "Atom (RFC 4287): for feed readers and site builders", 1, draw, whole
)
