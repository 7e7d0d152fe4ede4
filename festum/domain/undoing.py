"""Undoing: an event as it was before an upload changed it, unless somebody changed it since."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from festum.domain.event import Event, Occurrence, State
from festum.domain.place import Venue


def undone(
    now: Event, wrote: Event, before: Event | None, venues: Mapping[str, Venue], placed: Collection[str] = ()
) -> Event | None:
    """`wrote` is the event as the upload published it, `before` as it was until then (None: it was not there);
    `venues` are those of `before` as they are stored now, `placed` the keys of those an editor placed by hand: their
    points are no upload's any more. None where it was edited since: it is left.

    What the upload brought is taken back as any deletion is, told first; without the lock of an editor, so that
    another upload may bring it again. Stamps are not its business.
    """
    if not same_but_for_points(now, wrote):
        return None
    if before is None:
        return replace(now, occurrences=tuple(_withdrawn(o) for o in now.occurrences))
    was = {o.uid: o for o in before.occurrences}
    written = {o.venue.venue_key: o.venue for o in wrote.occurrences if o.venue and o.venue.venue_key not in placed}
    return replace(
        now,
        details=before.details,
        locks=before.locks,
        occurrences=tuple(_as_before(o, was.get(o.uid), written, venues) for o in now.occurrences),
    )


def same_but_for_points(now: Event, then: Event) -> bool:
    """Whether nobody has edited it: a venue found more exactly is no edit of the event, nor is a tombstone's burial."""
    return (now.details, now.locks, [_edited(o) for o in now.occurrences]) == (
        then.details, then.locks, [_edited(o) for o in then.occurrences],
    )  # fmt: skip


def _edited(o: Occurrence) -> tuple[object, ...]:
    return o.uid, o.when, o.venue and o.venue.venue_key, o.status, o.notice, o.locks, o.state is State.LIVE


def _withdrawn(o: Occurrence) -> Occurrence:
    return replace(o, state=State.TOMBSTONE, status="cancelled") if o.state is State.LIVE else o


def _as_before(
    now: Occurrence, was: Occurrence | None, written: Mapping[str, Venue], venues: Mapping[str, Venue]
) -> Occurrence:
    if was is None:
        return _withdrawn(now)
    if was.state is not State.LIVE:
        return replace(_withdrawn(now), locks=was.locks)
    return replace(
        now,
        when=was.when,
        venue=_venue(was.venue, written, venues),
        status=was.status,
        notice=was.notice,
        locks=was.locks,
        state=State.LIVE,
    )


def _venue(was: Venue | None, written: Mapping[str, Venue], venues: Mapping[str, Venue]) -> Venue | None:
    """A place is shared: what the upload said of it is taken back, what was found out since is kept."""
    if was is None:
        return None
    stored = venues.get(was.venue_key, was)
    return was if stored == written.get(was.venue_key) else stored
