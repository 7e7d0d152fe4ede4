"""JSON Feed 1.1 (jsonfeed.org): the entries of Atom as JSON, with the API's shape of each event beside its words."""

from collections.abc import Sequence
from typing import Any

import msgspec

from festum.domain.event import Partner
from festum.domain.images import image_address
from festum.domain.web import is_web_address
from festum.feeds.entries import categories, html, identity, latest, paragraphs, plain, title
from festum.feeds.format import Drawing, Entry, Format, Head
from festum.feeds.shape import event_shape, page_in, stamp
from festum.locale.catalogue import say

_encode = msgspec.json.Encoder().encode


def draw(entry: Entry, how: Drawing) -> bytes:
    """Without date_published, which nobody keeps; `language` is that of the text, else of the title."""
    one = entry[0]
    details = one.details
    title_language, said = title(entry, how.chain)
    text_language, text = details.descriptions.choose(how.chain)
    told = paragraphs(entry, how.chain, how.base_url)
    item = {
        "id": identity(entry),
        "url": page_in(one, how.base_url, how.chain),
        "external_url": details.url,
        "title": said,
        "content_html": html(told),
        "content_text": plain(told),
        "summary": " ".join(text.partition("\n\n")[0].split()),
        "image": image_address(details.image, how.base_url),
        "date_modified": stamp(latest(entry)),
        "authors": [_author(one.partner)],
        "tags": categories(one, how.chain[0]),
        "language": text_language or title_language,
        "_festum": {"about": _about(how.base_url)} | event_shape(entry, how.chain, how.base_url),
    }
    return _encode({key: value for key, value in item.items() if value})


def whole(head: Head, bodies: Sequence[bytes]) -> bytes:
    language = head.chain[0]
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.name,
        "home_page_url": head.page,
        "feed_url": head.source,
        "description": head.about,
        "authors": [{"name": say(language, "calendar.name"), "url": f"{head.base_url}/"}],
        "language": language,
        "_festum": {"about": _about(head.base_url), "attribution": head.attribution},
    }
    return b"".join((_encode(said)[:-1], b',"items":[', b",\n".join(bodies), b"]}\n"))


def _author(partner: Partner) -> dict[str, Any]:
    return {"name": partner.name} | ({"url": partner.url} if is_web_address(partner.url) else {})


def _about(base_url: str) -> str:
    """Where the fields of the extension are explained: the API's own documents."""
    return f"{base_url}/docs"


FORMAT = Format(
    "jsonfeed", "application/feed+json", "event", "JSON Feed 1.1: for feed readers and scripts", 2, draw, whole
)
