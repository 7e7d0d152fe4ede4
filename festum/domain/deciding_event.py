"""Deciding one event: its rows compared with what is stored of it. A field an editor corrected keeps its value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from festum.domain import identity
from festum.domain.diff import Change, details_changes, occurrence_changes
from festum.domain.draft import Draft
from festum.domain.event import Details, Edition, Event, Occurrence, State
from festum.domain.event_places import occurrence_at
from festum.domain.keys import EventKey, Named
from festum.domain.place import Venue
from festum.domain.plan import PlanRow, Revision, Verdict
from festum.domain.same_elsewhere import Elsewhere
from festum.domain.venues_told import pin_left
from festum.errors import Problem

DELETED = "state"
"""The lock of a date that an editor deleted: no file brings it back."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all events of a file are decided in; an edition that is not known has no window."""

    venues: Mapping[str, Venue]
    editions: Mapping[int, Edition]
    elsewhere: Elsewhere


def decide_event(
    key: EventKey, rows: Sequence[Named], before: Event | None, around: Surroundings
) -> tuple[Revision | None, list[PlanRow]]:
    """Each row tells another date. The first tells what is said of the event; a later one that differs is taken with a
    warning. No revision where nothing changes."""
    edition, partner, event_key = key
    year = edition or 0
    details, kept = _unlocked_details(before, rows[0].draft.details)
    shared = () if before is None else details_changes(before.details, details)
    occurrences = {} if before is None else {o.occurrence_key: o for o in before.occurrences}
    planned: list[PlanRow] = []
    applied = False
    for row in rows:
        draft = row.draft
        problems = draft.problems + row.said + kept + _contradictions(draft, rows[0].draft)
        problems += outside_window(draft, around.editions.get(year)) + pin_left(row, around.venues)
        was = occurrences.get(row.occurrence_key)
        if was is not None and was.state is not State.LIVE and DELETED in was.locks:
            gone = Problem("warning", "deleted_here", "occurrence_key", row.occurrence_key)
            planned.append(PlanRow(draft.line, Verdict.IGNORED, draft, was.uid, problems=(*problems, gone)))
            continue
        uid = was.uid if was else identity.occurrence_uid(year, partner, event_key, row.occurrence_key)
        becomes, locked = _unlocked_occurrence(was, row, uid, around.venues)
        changes = shared + (occurrence_changes(was, becomes) if was else ())
        if was is not None and was.state is not State.LIVE:
            verdict, changes = Verdict.CREATE, ()
            problems += (Problem("note", "brought_back"),)
        else:
            verdict = _verdict(was, becomes, changes)
        if verdict is Verdict.CREATE:
            problems += around.elsewhere.told(draft)
        planned.append(PlanRow(draft.line, verdict, draft, uid, changes, problems + locked))
        applied = applied or verdict is not Verdict.UNCHANGED
        occurrences[row.occurrence_key] = becomes
    if not applied:
        return None, planned
    blank = Event(identity.event_id(year, partner, event_key), year, partner, event_key, details)
    there = tuple(occurrence_at(occurrence, around.venues) for occurrence in occurrences.values())
    return Revision(before, replace(before or blank, details=details, occurrences=there)), planned


def _verdict(was: Occurrence | None, becomes: Occurrence, changes: tuple[Change, ...]) -> Verdict:
    if was is None:
        return Verdict.CREATE
    if not changes:
        return Verdict.UNCHANGED
    there, here = (o.venue.venue_key if o.venue else "" for o in (was, becomes))
    return Verdict.MOVED if was.when.day != becomes.when.day or there != here else Verdict.UPDATE


def _unlocked_details(before: Event | None, new: Details) -> tuple[Details, tuple[Problem, ...]]:
    if before is None or not before.locks:
        return new, ()
    held = {f.name: getattr(before.details, f.name) for f in fields(Details) if f.name in before.locks}
    differing = [name for name, value in held.items() if value != getattr(new, name)]
    if "price" in held:
        held["admission"] = before.details.admission  # it is read from the price
    return replace(new, **held), tuple(Problem("note", "field_locked", name) for name in differing)


def _unlocked_occurrence(
    was: Occurrence | None, row: Named, uid: str, venues: Mapping[str, Venue]
) -> tuple[Occurrence, tuple[Problem, ...]]:
    draft = row.draft
    assert draft.when is not None  # a draft without a date is refused by its importer
    venue = venues[row.place] if draft.venue else None
    if was is None:
        return Occurrence(uid, row.occurrence_key, draft.when, venue, draft.status, draft.notice), ()
    new: dict[str, object] = {"when": draft.when, "venue": venue, "status": draft.status, "notice": draft.notice}
    held = [name for name, value in new.items() if name in was.locks and value != getattr(was, name)]
    taken = {name: value for name, value in new.items() if name not in was.locks}
    becomes = occurrence_at(replace(was, **taken, state=State.LIVE), venues)  # type: ignore[arg-type]
    return becomes, tuple(Problem("note", "field_locked", name) for name in held)


def _contradictions(draft: Draft, first: Draft) -> tuple[Problem, ...]:
    if draft.details is first.details or draft.details == first.details:
        return ()
    names = ", ".join(change.field for change in details_changes(first.details, draft.details))
    return (Problem("warning", "event_rows_differ", names, draft.event_key, str(first.line)),)


def outside_window(draft: Draft, edition: Edition | None) -> tuple[Problem, ...]:
    """A warning, not a refusal: openings and farewells are real."""
    if draft.when is None or edition is None or edition.starts_on is None or edition.ends_on is None:
        return ()
    if edition.starts_on <= draft.when.day and draft.when.last_day <= edition.ends_on:
        return ()
    window = f"{edition.starts_on.isoformat()} - {edition.ends_on.isoformat()}"
    if edition.starts_on <= draft.when.day <= edition.ends_on:
        return (Problem("warning", "out_of_window", "end", draft.when.last_day.isoformat(), window),)
    return (Problem("warning", "out_of_window", "start", draft.when.start.date().isoformat(), window),)
