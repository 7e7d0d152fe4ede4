"""Serving a visitor's own programme as a feed, in every format."""

from dataclasses import dataclass, replace
from datetime import datetime

from festum.actions.ask import Question
from festum.actions.draw_feed import Feed, draw_feed
from festum.actions.find_selection import find_selection
from festum.actions.house import Unit
from festum.actions.serve_feed import format_named, head_of
from festum.locale.catalogue import say
from festum.store.selections import editions_of, selected


@dataclass(frozen=True, slots=True)
class SelectionFeed:
    """Its `feed.revision` is of the revision and of all selections; `told_at` is its date, None where none is told."""

    feed: Feed
    told_at: datetime | None


async def serve_selection_feed(unit: Unit, question: Question, token: str, extension: str, path: str) -> SelectionFeed:
    """Whatever became of its dates; empty once it has ended, since its address was handed out."""
    form = format_named(extension)
    found = await find_selection(unit, token)
    name = say(question.chain[0], "calendar.mine")
    editions = await editions_of(unit.connection, found.selection.occurrences)
    head = replace(head_of(unit.house, question, name, path), editions=editions)
    feed = await draw_feed(unit, form, head, question.cancelled, selected(found.selection))
    return SelectionFeed(replace(feed, revision=found.number), found.told_at)
