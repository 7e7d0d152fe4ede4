"""The stamps a subscriber's calendar goes by: SEQUENCE, and the second of the latest change."""

from dataclasses import replace
from datetime import datetime, timedelta

from festum.domain.diff import occurrence_changes, only_the_point_differs
from festum.domain.event import Event, Occurrence, State


def stamped(before: Event | None, after: Event, now: datetime, *, told_anew: bool = False) -> Event:
    """`after` with the stamps of a change made at `now` (UTC, whole seconds); `before` itself if nothing differs.

    `told_anew` says that something beside the event changed what is said of it (its partner's name).

    SEQUENCE (RFC 5545 3.8.7.4) rises by one at every published change but a refined point, and never falls.
    The stamp always moves with a change, even twice in one second or with a clock set back: ICSx5 and Evolution
    skip an event whose stamp they have seen.
    """
    if before is None:
        fresh = tuple(
            replace(o, sequence=0, modified=now, previous_start=None, deleted_at=None) for o in after.occurrences
        )
        return replace(after, occurrences=fresh, version=1)
    known = {o.uid: o for o in before.occurrences}
    told_anew = told_anew or before.details != after.details
    occurrences = tuple(_stamped(known.get(o.uid), o, now, told_anew) for o in after.occurrences)
    stamped_event = replace(after, occurrences=occurrences, version=before.version)
    return before if stamped_event == before else replace(stamped_event, version=before.version + 1)


def changed(before: Event | None, after: Event) -> tuple[Occurrence, ...]:
    """The occurrences of `after` whose bytes must be drawn anew."""
    known = {} if before is None else {o.uid: o for o in before.occurrences}
    return tuple(
        o
        for o in after.occurrences
        if o.state is not State.GONE
        and (o.uid not in known or (known[o.uid].sequence, known[o.uid].modified) != (o.sequence, o.modified))
    )


def _stamped(was: Occurrence | None, now_is: Occurrence, now: datetime, told_anew: bool) -> Occurrence:
    if was is None:
        return replace(now_is, sequence=0, modified=now, previous_start=None, deleted_at=None)
    moved = was.when.start != now_is.when.start
    now_is = replace(
        now_is, previous_start=was.when.start if moved else was.previous_start, deleted_at=_deleted_at(was, now_is, now)
    )
    unseen = State.GONE in (was.state, now_is.state) and now_is.state is not State.LIVE
    if unseen or not (told_anew or occurrence_changes(was, now_is)):
        return replace(now_is, sequence=was.sequence, modified=was.modified)
    moment = now if was.modified is None else max(now, was.modified + timedelta(seconds=1))
    if not told_anew and only_the_point_differs(was, now_is):
        return replace(now_is, sequence=was.sequence, modified=moment)
    return replace(now_is, sequence=was.sequence + 1, modified=moment)


def _deleted_at(was: Occurrence, now_is: Occurrence, now: datetime) -> datetime | None:
    """Its days are counted from when it was first told, whatever is corrected of its event afterwards."""
    if now_is.state is State.LIVE:
        return None
    return now if was.state is State.LIVE else was.deleted_at
