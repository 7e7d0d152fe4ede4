"""An occurrence in words, in the reader's language: what every format says of it, said once."""

from datetime import date

from festum.domain.listing import Listing
from festum.domain.place import Venue
from festum.domain.texts import Chain
from festum.locale.catalogue import say


def summary(listing: Listing, chain: Chain) -> tuple[str, str]:
    """(language, title), the title behind "ANNULÉ :" and the like; the prefix is in the reader's language."""
    language, title = listing.details.titles.choose(chain)
    status = listing.occurrence.status
    if status == "confirmed":
        return language, title
    return language, f"{say(chain[0], f'calendar.{status}')} : {title}"


def description(listing: Listing, chain: Chain, address: str) -> tuple[str, str]:
    """(language of the text, whole description): the notice first, the event's page last: many clients hide URL."""
    first, details, occurrence = chain[0], listing.details, listing.occurrence
    language, text = details.descriptions.choose(chain)
    paragraphs = [occurrence.notice, _time(listing, first), text, "\n".join(facts(listing, first))]
    if details.url:
        paragraphs.append(say(first, "calendar.more", url=details.url))
    if listing.synthetic:
        paragraphs.append(say(first, "calendar.synthetic"))
    return language, "\n\n".join([part for part in paragraphs if part] + [address])


def location(venue: Venue) -> str:
    """One line: name, street, postcode and commune. Double quotes become typographic: parameters cannot hold them."""
    commune = " ".join(part for part in (venue.postcode, venue.commune.name if venue.commune else "") if part)
    line = ", ".join(part for part in (venue.name, venue.address, commune) if part)
    return line.replace('"', "”").replace("\n", " ")


def written_day(day: date, language: str) -> str:
    """A day as people of that language write it: « samedi 23 juin 2018 », "dissabte 23 de junh de 2018"."""
    return say(
        language,
        "day.written",
        weekday=say(language, f"day.{day.weekday()}"),
        day=say(language, "day.first") if day.day == 1 else day.day,
        month=say(language, f"month.{day.month}"),
        year=day.year,
    )


def _time(listing: Listing, language: str) -> str:
    when = listing.occurrence.when
    said = say(language, "calendar.time", text=when.time_text) if when.time_text else ""
    unknown_end = say(language, "calendar.no_end") if when.end is None and not when.all_day else ""
    return "\n".join(part for part in (said, unknown_end) if part)


def facts(listing: Listing, language: str) -> list[str]:
    """A line each: who organises, what is spoken, the price, how to come."""
    details = listing.details
    organisers = (listing.partner.name, *(o for o in details.organisers if o != listing.partner.name))
    told = [say(language, "calendar.organisers", list=", ".join(organisers))]
    if details.languages:
        spoken = ", ".join(say(language, f"language.{spoken}") for spoken in details.languages)
        told.append(say(language, "calendar.languages", list=spoken))
    if details.price:
        told.append(say(language, "calendar.price", text=details.price))
    if details.booking:
        told.append(say(language, "calendar.booking", text=details.booking))
    if details.access:
        told.append(say(language, "calendar.access", text=details.access))
    told += [say(language, f"flag.{flag}").capitalize() for flag in details.flags]
    return told
