"""Deciding what an upload would change: drafts compared with what is stored, row by row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from festum.domain import identity
from festum.domain.diff import Change, details_changes, occurrence_changes
from festum.domain.draft import Draft
from festum.domain.event import Details, Edition, Event, Occurrence, Partner, State
from festum.domain.keys import with_keys
from festum.domain.place import Provenance, Venue
from festum.domain.plan import Plan, PlanRow, Revision, Verdict
from festum.domain.text import nearest
from festum.errors import Problem

EventKey = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored that an upload is compared with: all editions and partners, the events of those it names.

    `venues` are the stored ones it names, by key, whoever's they are; `only_partner` is set when a partner uploads.
    """

    editions: Mapping[int, Edition]
    partners: Mapping[str, Partner]
    events: tuple[Event, ...]
    venues: Mapping[str, Venue]
    only_partner: str = ""


def decide(drafts: Sequence[Draft], known: Known) -> Plan:
    """Every draft gets exactly one row; then one for each stored occurrence of the same partners nobody named.

    A field locked by an editor keeps its stored value, and the row says so. Within a file the first row of an event
    tells what is said of it; a later row that differs is taken with a warning.
    """
    rows: list[PlanRow] = []
    ours: list[Draft] = []
    for draft in drafts:
        problem = _refusal(draft, known)
        if problem is None:
            ours.append(draft)
        else:
            rows.append(PlanRow(draft.line, Verdict.REFUSED, draft, problems=(*draft.problems, problem)))
    stored = {(e.edition, e.partner, e.event_key): e for e in known.events}
    # A refused row keeps its date too: nobody else moves there, and it is not missing.
    keyed = with_keys(ours, known.events)
    rows += [_not_taken(draft, stored) for draft in keyed if draft.refused]
    good = [draft for draft in keyed if not draft.refused]
    venues = _one_venue_each(good, known)
    revisions: list[Revision] = []
    for key, members in _by_event(good).items():
        revision, of_event = _decide_event(key, members, stored.get(key), venues, known.editions[key[0]])
        rows += of_event
        if revision is not None:
            revisions.append(revision)
    rows.sort(key=lambda row: row.line or 0)
    return Plan(tuple(rows + _missing(rows, keyed, known.events)), tuple(revisions))


def _refusal(draft: Draft, known: Known) -> Problem | None:
    if draft.edition not in known.editions:
        years = ", ".join(str(year) for year in sorted(known.editions))
        year = "" if draft.edition is None else str(draft.edition)
        return Problem("error", "edition_unknown", "edition", year, years)
    if known.only_partner and draft.partner != known.only_partner:
        return Problem("error", "partner_not_yours", "partner", draft.partner, known.only_partner)
    if draft.partner not in known.partners:
        near = nearest(draft.partner, known.partners) or ""
        return Problem("error", "partner_unknown", "partner", draft.partner, near)
    return None


def _not_taken(draft: Draft, stored: Mapping[EventKey, Event]) -> PlanRow:
    asked = all(p.key == "commune_ambiguous" for p in draft.problems if p.level == "error")
    event = stored.get((draft.edition or 0, draft.partner, draft.event_key))
    named = (o.uid for o in event.occurrences if o.occurrence_key == draft.occurrence_key) if event else ()
    verdict = Verdict.ASK if asked else Verdict.REFUSED
    return PlanRow(draft.line, verdict, draft, next(iter(named), ""), problems=draft.problems)


def _by_event(drafts: Iterable[Draft]) -> dict[EventKey, list[Draft]]:
    grouped: dict[EventKey, list[Draft]] = defaultdict(list)
    for draft in drafts:
        assert draft.edition is not None  # refused above
        grouped[draft.edition, draft.partner, draft.event_key].append(draft)
    return grouped


def _one_venue_each(drafts: Iterable[Draft], known: Known) -> dict[str, Venue]:
    """One value per place, so that two spellings or two points in one file cannot chase each other at each upload.

    A stored venue keeps its spelling; its point gives way to one that ranks higher, and a pin to another pin, unless it
    is among those of the file: the order of rows decides nothing. One that an editor corrected stays as it is.
    """
    venues = dict(known.venues)
    held = {o.venue.venue_key for e in known.events for o in e.occurrences if o.venue and "venue" in o.locks}
    drafts = list(drafts)
    pins = {(d.venue.venue_key, d.venue.point) for d in drafts if d.venue and d.venue.provenance is Provenance.HUMAN}
    for draft in drafts:
        if draft.venue is None:
            continue
        key, new = draft.venue.venue_key, draft.venue
        kept = venues.setdefault(key, new)
        if key in held:
            continue
        corrects = new.provenance is Provenance.HUMAN and (key, kept.point) not in pins
        if new.provenance and (corrects or new.provenance.outranks(kept.provenance)):
            kept = replace(kept, point=new.point, precision=new.precision, provenance=new.provenance)
        venues[key] = kept if kept.postcode or not new.postcode else replace(kept, postcode=new.postcode)
    return venues


def _pin_left(draft: Draft, venues: Mapping[str, Venue]) -> tuple[Problem, ...]:
    """Says so when a row's pin is not the one its venue has."""
    if draft.venue is None or draft.venue.provenance in (None, Provenance.GAZETTEER):
        return ()
    kept = venues[draft.venue.venue_key].point
    if kept is None or draft.venue.point is None or kept == draft.venue.point:
        return ()
    return (Problem("warning", "pin_left", "latitude", str(draft.venue.point), str(kept)),)


def _decide_event(
    key: EventKey, drafts: Sequence[Draft], before: Event | None, venues: Mapping[str, Venue], window: Edition
) -> tuple[Revision | None, list[PlanRow]]:
    edition, partner, event_key = key
    details, kept = _unlocked_details(before, drafts[0].details)
    shared = () if before is None else details_changes(before.details, details)
    occurrences = {} if before is None else {o.occurrence_key: o for o in before.occurrences}
    seen: dict[str, int] = {}
    rows: list[PlanRow] = []
    applied = False
    for draft in drafts:
        problems = draft.problems + kept + _contradictions(draft, drafts[0]) + _outside(draft, window)
        problems += _pin_left(draft, venues)
        if draft.occurrence_key in seen:
            again = Problem(
                "error",
                "duplicate_row",
                "occurrence_key",
                draft.occurrence_key,
                str(seen[draft.occurrence_key]),
            )
            rows.append(PlanRow(draft.line, Verdict.DUPLICATE, draft, problems=(*problems, again)))
            continue
        seen[draft.occurrence_key] = draft.line
        was = occurrences.get(draft.occurrence_key)
        if was is not None and was.state is not State.LIVE:
            gone = Problem("warning", "deleted_here", "occurrence_key", draft.occurrence_key)
            rows.append(PlanRow(draft.line, Verdict.IGNORED, draft, was.uid, problems=(*problems, gone)))
            continue
        uid = was.uid if was else identity.occurrence_uid(edition, partner, event_key, draft.occurrence_key)
        becomes, locked = _unlocked_occurrence(was, draft, uid, venues)
        changes = shared + (occurrence_changes(was, becomes) if was else ())
        rows.append(PlanRow(draft.line, _verdict(was, becomes, changes), draft, uid, changes, problems + locked))
        applied = applied or was is None or bool(changes)
        occurrences[draft.occurrence_key] = becomes
    if not applied:
        return None, rows
    blank = Event(identity.event_id(edition, partner, event_key), edition, partner, event_key, details)
    there = tuple(_at_one_venue(occurrence, venues) for occurrence in occurrences.values())
    after = replace(before or blank, details=details, occurrences=there)
    return Revision(before, after), rows


def _verdict(was: Occurrence | None, becomes: Occurrence, changes: tuple[Change, ...]) -> Verdict:
    if was is None:
        return Verdict.CREATE
    if not changes:
        return Verdict.UNCHANGED
    there, here = (o.venue.venue_key if o.venue else "" for o in (was, becomes))
    return Verdict.MOVED if was.when.day != becomes.when.day or there != here else Verdict.UPDATE


def _unlocked_details(before: Event | None, new: Details) -> tuple[Details, tuple[Problem, ...]]:
    if before is None:
        return new, ()
    held = {f.name: getattr(before.details, f.name) for f in fields(Details) if f.name in before.locks}
    differing = [name for name, value in held.items() if value != getattr(new, name)]
    if "price" in held:
        held["admission"] = before.details.admission  # it is read from the price
    return replace(new, **held), tuple(Problem("note", "field_locked", name) for name in differing)


def _unlocked_occurrence(
    was: Occurrence | None, draft: Draft, uid: str, venues: Mapping[str, Venue]
) -> tuple[Occurrence, tuple[Problem, ...]]:
    assert draft.when is not None  # a draft without a date is refused by its importer
    venue = venues[draft.venue.venue_key] if draft.venue else None
    if was is None:
        return Occurrence(uid, draft.occurrence_key, draft.when, venue, draft.status, draft.notice), ()
    new: dict[str, object] = {
        "when": draft.when,
        "venue": venue,
        "status": draft.status,
        "notice": draft.notice,
    }
    held = [name for name, value in new.items() if name in was.locks and value != getattr(was, name)]
    taken = {name: value for name, value in new.items() if name not in was.locks}
    becomes = _at_one_venue(replace(was, **taken), venues)  # type: ignore[arg-type]
    return becomes, tuple(Problem("note", "field_locked", name) for name in held)


def _at_one_venue(occurrence: Occurrence, venues: Mapping[str, Venue]) -> Occurrence:
    """With what the file tells of its place, even when another row tells it."""
    if occurrence.venue is None:
        return occurrence
    return replace(occurrence, venue=venues.get(occurrence.venue.venue_key, occurrence.venue))


def _contradictions(draft: Draft, first: Draft) -> tuple[Problem, ...]:
    if draft.details == first.details:
        return ()
    names = ", ".join(change.field for change in details_changes(first.details, draft.details))
    return (Problem("warning", "event_rows_differ", names, draft.event_key, str(first.line)),)


def _outside(draft: Draft, edition: Edition) -> tuple[Problem, ...]:
    """A warning, not a refusal: openings and farewells are real."""
    if draft.when is None or edition.starts_on is None or edition.ends_on is None:
        return ()
    if edition.starts_on <= draft.when.day and draft.when.last_day <= edition.ends_on:
        return ()
    window = f"{edition.starts_on.isoformat()} - {edition.ends_on.isoformat()}"
    if edition.starts_on <= draft.when.day <= edition.ends_on:
        return (Problem("warning", "out_of_window", "end", draft.when.last_day.isoformat(), window),)
    return (Problem("warning", "out_of_window", "start", draft.when.start.date().isoformat(), window),)


def _missing(rows: Iterable[PlanRow], drafts: Iterable[Draft], events: Iterable[Event]) -> list[PlanRow]:
    """Left alone: a partner who sends half a programme has not cancelled the other half."""
    named = {row.uid for row in rows}
    whose = {(draft.edition, draft.partner) for draft in drafts}
    absent = [
        (o.when.start, o.uid) for e in events if (e.edition, e.partner) in whose for o in e.live if o.uid not in named
    ]
    return [PlanRow(None, Verdict.MISSING, uid=uid) for _, uid in sorted(absent)]
