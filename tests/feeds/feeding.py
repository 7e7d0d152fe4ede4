"""Whole feeds made by hand: a head, entries of one or several dates, and texts that want escaping."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from festum.domain.event import Edition
from festum.domain.listing import Listing
from festum.domain.texts import Chain, Texts
from festum.domain.when import When
from festum.feeds.format import Drawing, Format, Head
from tests.feeds.listings import BASE, FR, FULL, with_details

MODIFIED = datetime(2018, 6, 1, 10, 20, 30, tzinfo=UTC)
PAGE = f"{BASE}/events/{FULL.event_id}"
EDITION = Edition(2018, 13, date(2018, 5, 19), date(2018, 7, 8))
NASTY = """]]></title><script>alert("x")</script> & l'òme <b>&amp; "&lt;" 🔥"""


def head(form: Format, chain: Chain = FR, modified: datetime | None = MODIFIED, name: str = "Total Festum") -> Head:
    return Head(
        name=name,
        about="Programme & fêtes",
        source=f"{BASE}/feeds/x.{form.extension}?departement=34&free=yes",
        page=f"{BASE}/?departement=34&free=yes",
        chain=chain,
        base_url=BASE,
        attribution="Communes : INSEE",
        editions=(EDITION,) if modified else (),
        modified=modified,
    )


def drawn(form: Format, *dates: Listing, chain: Chain = FR) -> bytes:
    return form.draw(dates, Drawing(chain, "keep", BASE))


def feed(form: Format, entries: Sequence[Sequence[Listing]], chain: Chain = FR) -> bytes:
    return form.join(
        head(form, chain, MODIFIED if entries else None), [drawn(form, *dates, chain=chain) for dates in entries]
    )


def another(when: When, uid: str = "9a0c1d2e-0000-5000-8000-000000000002", **changes: object) -> Listing:
    """A further date of the same event, changed a minute later."""
    later = {"uid": uid, "when": when, "modified": MODIFIED.replace(minute=21), **changes}
    return replace(FULL, occurrence=replace(FULL.occurrence, **later))  # type: ignore[arg-type]


NASTY_LISTING = with_details(
    titles=Texts.of({"fr": NASTY}), descriptions=Texts.of({"fr": NASTY}), price=NASTY, organisers=(NASTY,)
)
