"""What a format is: how one entry is drawn, how entries are joined, and what a feed says of itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from festum.domain.event import Edition
from festum.domain.listing import Listing
from festum.domain.texts import Chain

Grain = Literal["occurrence", "event"]


@dataclass(frozen=True, slots=True)
class Head:
    """What is said once for a whole feed. No clock: `modified` is the latest stamp of what is in it, None when empty.

    `name` and `about` are in the reader's language; `source` is the feed's own public address, `page` that of the page
    which shows the same; `editions` those of its entries. `single` is a file of one event, which is no feed to call by
    a name. `attribution` is the line whoever shows the places must show.
    """

    name: str
    about: str
    source: str
    page: str
    chain: Chain
    base_url: str
    attribution: str
    editions: tuple[Edition, ...] = ()
    modified: datetime | None = None
    single: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """What an entry's bytes may depend on beside its listings."""

    chain: Chain
    cancelled: str
    base_url: str


Entry = Sequence[Listing]
"""One listing where the grain is the occurrence; those of one event that were asked for, in the order of dates, where
it is the event."""


@dataclass(frozen=True, slots=True)
class Format:
    """`media_type` without its charset, which is always UTF-8; `grain` is what one entry stands for.

    `number` is raised by hand when what is drawn changes. `calendar` formats tell deletions and cancellations in their
    own way; `stored` ones are slow enough to draw that their bytes are kept in the database.
    """

    extension: str
    media_type: str
    grain: Grain
    label: str
    number: int
    draw: Callable[[Entry, Drawing], bytes]
    join: Callable[[Head, Sequence[bytes]], bytes]
    calendar: bool = False
    stored: bool = False
