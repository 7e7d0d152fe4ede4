"""Equal values of a file's rows, kept once: a sheet says the same venue, price or description hundreds of times."""

from collections.abc import Hashable
from dataclasses import replace
from typing import TypeVar

from festum.domain.draft import Draft
from festum.domain.event import Details

T = TypeVar("T", bound=Hashable)


class Sharing:
    """For one reading. Measured on 100,000 rows of a made-up programme: 44 MB of drafts instead of 234."""

    def __init__(self) -> None:
        self._seen: dict[Hashable, Hashable] = {}

    def draft(self, draft: Draft) -> Draft:
        """An equal one, made of parts that other rows have too."""
        details = draft.details
        shared = Details(
            titles=self.one(details.titles),
            descriptions=self.one(details.descriptions),
            languages=self.one(details.languages),
            categories=self.one(details.categories),
            flags=self.one(details.flags),
            organisers=self.one(details.organisers),
            price=self.one(details.price),
            admission=details.admission,
            booking=self.one(details.booking),
            access=self.one(details.access),
            url=self.one(details.url),
            image=self.one(details.image),
            source=self.one(details.source),
        )
        return replace(
            draft,
            partner=self.one(draft.partner),
            occurrence_key=self.one(draft.occurrence_key),
            details=self.one(shared),
            when=self.one(draft.when),
            venue=self.one(draft.venue),
            status=self.one(draft.status),
            notice=self.one(draft.notice),
            problems=self.one(draft.problems),
        )

    def one(self, value: T) -> T:
        return self._seen.setdefault(value, value)  # type: ignore[return-value]
