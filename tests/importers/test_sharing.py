"""Equal parts of drafts are one and the same."""

from festum.importers.sharing import Sharing
from tests.importers.sheets import GOOD, reading, sheet


def test_draft_of_equal_rows_is_equal_and_made_of_the_same_parts() -> None:
    first, second = reading(sheet({**GOOD, "price": "5 €", "notice": "À la halle"}, {**GOOD, "price": "5 €"})).drafts
    sharing = Sharing()
    one, two = sharing.draft(first), sharing.draft(second)
    assert (one, two) == (first, second)
    assert one.details is two.details
    assert one.venue is two.venue
    assert one.when is two.when


def test_draft_of_rows_that_differ_shares_what_does_not() -> None:
    first, second = reading(sheet(GOOD, {**GOOD, "title": "Concèrt", "start": "2018-06-24"})).drafts
    sharing = Sharing()
    one, two = sharing.draft(first), sharing.draft(second)
    assert (one, two) == (first, second)
    assert one.venue is two.venue
    assert one.details is not two.details
