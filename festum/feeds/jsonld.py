"""JSON-LD in the words of schema.org: an Event per entry, within its edition's Festival, as search engines read them.

What Google asks of an Event (name, startDate, location with an address) is always there; its status is in eventStatus
and never in its name. "<" is written as an escape, so that the bytes can stand in a <script> of any page.
"""

from collections.abc import Sequence

import msgspec

from festum.domain.admission import Admission
from festum.domain.event import Edition
from festum.domain.images import image_address
from festum.domain.listing import Listing
from festum.domain.web import is_web_address
from festum.feeds.entries import categories, lead
from festum.feeds.format import Drawing, Entry, Format, Head
from festum.feeds.occasion import OFFLINE, Node, occasion, occasions, place, present, sole
from festum.feeds.shape import page_of, stamp
from festum.feeds.wording import facts
from festum.locale.catalogue import say

_encode = msgspec.json.Encoder().encode

_FREE = {Admission.FREE: True, Admission.PAID: False}


def draw(entry: Entry, how: Drawing) -> bytes:
    """One date is the Event itself; several are its subEvents, each with its own start, status and place."""
    one, language = entry[0], how.chain[0]
    page = page_of(one, how.base_url)
    text = [one.details.descriptions.choose(how.chain)[1], "\n".join(facts(one, language))]
    event = _event(one, page, how)
    if len(entry) == 1:
        return _written(event | _described([*_told(one, language), *text]) | occasion(one, page))
    dates = [_date(listing, event["name"], f"{page}#{listing.occurrence.uid}", language) for listing in entry]
    return _written(event | _described(text) | occasions(entry, lead(entry), page) | {"subEvent": dates})


def whole(head: Head, bodies: Sequence[bytes]) -> bytes:
    nodes = (_file(head), *(_festival(edition, head) for edition in head.editions))
    parts = (*map(_written, nodes), *bodies)
    return b'{"@context":"https://schema.org","@graph":[' + b",\n".join(parts) + b"]}\n"


def _event(one: Listing, page: str, how: Drawing) -> Node:
    """What holds for all its dates. `subjectOf`: with `sameAs`, a partner's front page would be the event itself."""
    details, language = one.details, how.chain[0]
    chosen, name = details.titles.choose(how.chain)
    return present(
        {
            "@type": "Event",
            "@id": page,
            "name": name,
            "alternateName": [{"@value": text, "@language": lang} for lang, text in details.titles if lang != chosen],
            "disambiguatingDescription": say(language, "calendar.synthetic") if one.synthetic else "",
            "url": page,
            "image": image_address(details.image, how.base_url),
            "inLanguage": details.languages,
            "keywords": categories(one, language),
            "isAccessibleForFree": _FREE.get(details.admission),
            "organizer": sole(_organisers(one)),
            "superEvent": {"@id": _edition_page(one.edition, how.base_url)},
            "subjectOf": {"@type": "WebPage", "url": details.url} if details.url else None,
        }
    )


def _date(listing: Listing, name: str, address: str, language: str) -> Node:
    node = {"@type": "Event", "@id": address, "name": name, "url": address}
    return node | _described(_told(listing, language)) | occasion(listing, address)


def _told(listing: Listing, language: str) -> list[str]:
    occurrence = listing.occurrence
    time = occurrence.when.time_text
    return [occurrence.notice, say(language, "calendar.time", text=time) if time else ""]


def _described(parts: Sequence[str]) -> Node:
    return present({"description": "\n\n".join(part for part in parts if part)})


def _organisers(one: Listing) -> list[Node]:
    partner = one.partner
    ours = {"name": partner.name, "url": partner.url if is_web_address(partner.url) else ""}
    others = [{"name": name} for name in one.details.organisers if name != partner.name]
    return [{"@type": "Organization"} | present(organisation) for organisation in (ours, *others)]


def _file(head: Head) -> Node:
    """The file itself, for the credit that whoever shows the places must give."""
    return present(
        {
            "@type": "CreativeWork",
            "@id": head.source,
            "name": head.name,
            "url": head.page,
            "creditText": head.attribution,
            "dateModified": stamp(head.modified),
        }
    )


def _festival(edition: Edition, head: Head) -> Node:
    page = _edition_page(edition.year, head.base_url)
    return present(
        {
            "@type": "Festival",
            "@id": page,
            "name": f"{say(head.chain[0], 'calendar.name')} {edition.year}",
            "url": page,
            "startDate": edition.starts_on and edition.starts_on.isoformat(),
            "endDate": edition.ends_on and edition.ends_on.isoformat(),
            **OFFLINE,
            "location": place(None),
        }
    )


def _edition_page(year: int, base_url: str) -> str:
    return f"{base_url}/editions/{year}"


def _written(node: Node) -> bytes:
    return _encode(node).replace(b"<", b"\\u003c")


FORMAT = Format("jsonld", "application/ld+json", "event", "JSON-LD (schema.org): for search engines", 2, draw, whole)
