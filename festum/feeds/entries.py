"""An event with those of its dates that were asked for, in words: what Atom, RSS and JSON Feed say of it, said once.

Site builders show nothing of a feed but its titles, so that a title begins with the day and the commune.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from festum.domain.listing import Listing
from festum.domain.texts import Chain
from festum.domain.when import When
from festum.feeds.format import Entry
from festum.feeds.markup import escaped
from festum.feeds.shape import page_in
from festum.feeds.wording import facts, location, summary, written_day
from festum.locale.catalogue import say

_TELLING = ("confirmed", "full", "postponed", "cancelled")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`strong` opens it; `language` is given where it is not the reader's; `link` is an address within its lines."""

    lines: tuple[str, ...]
    strong: str = ""
    language: str = ""
    link: str = ""


def identity(entry: Entry) -> str:
    """Free of host, feed and language (RFC 4287 4.2.6)."""
    return f"urn:uuid:{entry[0].event_id}"


def lead(entry: Entry) -> Listing:
    """The date an event is told by: the first, or the first that still takes place where others do not."""
    return min(entry, key=lambda listing: _TELLING.index(listing.occurrence.status))


def latest(entry: Entry) -> datetime | None:
    return max((one.occurrence.modified for one in entry if one.occurrence.modified), default=None)


def title(entry: Entry, chain: Chain) -> tuple[str, str]:
    """(language of its own title, « samedi 23 juin 2018, Lodève, +2 dates : Balèti »), the day in the reader's."""
    first, told = chain[0], lead(entry)
    language, text = summary(told, chain)
    venue, more = told.occurrence.venue, len(entry) - 1
    parts = (
        days(told.occurrence.when, first),
        venue.commune.name if venue and venue.commune else "",
        say(first, "entry.one_more" if more == 1 else "entry.more", count=more) if more else "",
    )
    when = ", ".join(part for part in parts if part)
    return language, " ".join(say(first, "entry.title", when=when, title=text).split())


def days(when: When, language: str) -> str:
    """The festival day, and the last one of what goes on for several."""
    day = written_day(when.day, language)
    if when.last_day == when.day:
        return day
    return f"{day}, {say(language, 'page.until', day=written_day(when.last_day, language))}"


def categories(listing: Listing, language: str) -> list[str]:
    return [say(language, f"category.{category}") for category in listing.details.categories]


def paragraphs(entry: Entry, chain: Chain, base_url: str) -> list[Paragraph]:
    """Every date with its notice first, the text, the facts, and the event's page last."""
    first, one = chain[0], entry[0]
    language, text = one.details.descriptions.choose(chain)
    other = language if language != first else ""
    page = page_in(one, base_url, chain)
    told = [_date(listing, first) for listing in entry]
    told += [Paragraph(tuple(part.split("\n")), language=other) for part in re.split("\n{2,}", text) if part]
    told.append(Paragraph(tuple(facts(one, first))))
    if url := one.details.url:
        told.append(Paragraph((say(first, "calendar.more", url=url),), link=url))
    if one.synthetic:
        told.append(Paragraph((say(first, "calendar.synthetic"),)))
    told.append(Paragraph((page,), link=page))
    return told


def html(told: Sequence[Paragraph]) -> str:
    return "\n".join(_html(paragraph) for paragraph in told)


def plain(told: Sequence[Paragraph]) -> str:
    return "\n\n".join("\n".join(line for line in (p.strong, *p.lines) if line) for p in told)


def _date(listing: Listing, language: str) -> Paragraph:
    occurrence = listing.occurrence
    when, status = occurrence.when, occurrence.status
    prefix = "" if status == "confirmed" else say(language, f"calendar.{status}")
    hours = "" if when.all_day else f"{when.start:%H:%M}" + (f" - {when.end:%H:%M}" if when.end else "")
    lines = (
        ", ".join(part for part in (days(when, language), hours) if part),
        say(language, "calendar.time", text=when.time_text) if when.time_text else "",
        location(occurrence.venue) if occurrence.venue else "",
    )
    return Paragraph(
        tuple(line for line in lines if line),
        strong=" : ".join(part for part in (prefix, occurrence.notice) if part),
    )


def _html(paragraph: Paragraph) -> str:
    lines = [escaped(line) for line in paragraph.lines]
    if paragraph.link:
        address = escaped(paragraph.link)
        lines = [line.replace(address, f'<a href="{address}">{address}</a>') for line in lines]
    if paragraph.strong:
        lines.insert(0, f"<strong>{escaped(paragraph.strong)}</strong>".replace("\n", "<br>"))
    language = f' lang="{paragraph.language}"' if paragraph.language else ""
    return f"<p{language}>" + "<br>\n".join(lines) + "</p>"
