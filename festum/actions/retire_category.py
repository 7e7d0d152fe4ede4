"""Retiring a category: events are no longer of it, while its address goes on answering, with nothing in it."""

from dataclasses import replace

from festum.actions.house import Unit
from festum.actions.publish import publish
from festum.domain.plan import Revision
from festum.domain.vocabulary import CATEGORIES
from festum.errors import NotHere
from festum.store.events import load_events_with


async def retire_category(unit: Unit, category: str, actor: str, into: str | None = None) -> int:
    """How many events were of it; they are of `into` from now on, if that is given. The word stays in the vocabulary:
    an address once handed out is never refused.

    Their categories are locked, as by any editor: the partner's next upload still says the old word.
    """
    for word in (category, into):
        if word is not None and word not in CATEGORIES:
            raise NotHere("no_such_category", category=word)
    events = await load_events_with(unit.connection, unit.house.gazetteer, "category", category)
    revisions = []
    for event in events:
        others = (into if word == category else word for word in event.details.categories)
        kept = tuple(dict.fromkeys(word for word in others if word is not None))
        details = replace(event.details, categories=kept)
        locks = tuple(sorted({*event.locks, "categories"}))
        revisions.append(Revision(event, replace(event, details=details, locks=locks)))
    await publish(unit, revisions, actor=actor, action="retire category")
    return len(events)
