"""Revisions with their stamps, made anew each time they are gone through: no large upload is in memory twice."""

from collections.abc import Sequence
from datetime import datetime
from typing import overload

from festum.domain.plan import Revision
from festum.domain.stamp import stamped


class Stamping(Sequence[Revision]):
    """Of `revisions` those that differ from what is stored, as of a change made at `now` (UTC)."""

    def __init__(self, revisions: Sequence[Revision], now: datetime, *, told_anew: bool) -> None:
        self._now, self._told_anew = now, told_anew
        self._revisions = [r for r in revisions if self._stamped(r).after != r.before]

    def __len__(self) -> int:
        return len(self._revisions)

    @overload
    def __getitem__(self, which: int) -> Revision: ...
    @overload
    def __getitem__(self, which: slice) -> list[Revision]: ...
    def __getitem__(self, which: int | slice) -> Revision | list[Revision]:
        if isinstance(which, slice):
            return [self._stamped(r) for r in self._revisions[which]]
        return self._stamped(self._revisions[which])

    def _stamped(self, r: Revision) -> Revision:
        return Revision(r.before, stamped(r.before, r.after, self._now, told_anew=self._told_anew))
