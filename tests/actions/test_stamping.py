"""Revisions with their stamps: what differs, the same each time, one by one or in portions."""

from dataclasses import replace

from festum.actions.stamping import Stamping
from festum.domain.event import Details
from festum.domain.plan import Revision
from festum.domain.stamp import stamped
from festum.domain.texts import Texts
from tests.domain.examples import NOW, event, occurrence


def test_stamping_gives_what_differs_stamped_and_leaves_out_the_rest() -> None:
    before = event(occurrence(modified=NOW), version=1)
    renamed = replace(before, details=Details(titles=Texts.of({"fr": "Autre titre"})))
    same, changed, new = Revision(before, before), Revision(before, renamed), Revision(None, replace(before, id="new"))
    stamping = Stamping([same, changed, new], NOW, told_anew=False)
    wanted = [Revision(r.before, stamped(r.before, r.after, NOW)) for r in (changed, new)]
    assert (len(stamping), list(stamping), stamping[0:1], stamping[-1]) == (2, wanted, wanted[:1], wanted[1])
    assert list(stamping) == list(stamping)


def test_stamping_tells_all_anew_when_something_beside_them_changed() -> None:
    before = event(occurrence(modified=NOW), version=1)
    assert len(Stamping([Revision(before, before)], NOW, told_anew=True)) == 1
