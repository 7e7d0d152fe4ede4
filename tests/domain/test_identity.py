"""Identities are handed out for ever: these literals are in subscribers' calendars. Never change one."""

import pytest

from festum.domain.identity import event_id, occurrence_uid


@pytest.mark.parametrize(
    ("made", "pinned"),
    [
        (event_id(2018, "la-formiga", "tf2018-bize-01"), "3ee34c74-3670-55d8-8563-e1003b99fff3"),
        (occurrence_uid(2018, "la-formiga", "tf2018-bize-01", "1"), "b74df616-b716-57cb-a439-fcf02251fe67"),
        (occurrence_uid(2018, "festa", "balèti-òc", "2"), "e807dd38-3555-5242-94d0-1774b1e00f81"),
    ],
)
def test_identity_of_the_same_keys_is_the_same_for_ever(made: str, pinned: str) -> None:
    assert made == pinned


def test_identities_of_keys_that_join_alike_differ() -> None:
    made = [
        occurrence_uid(2018, "a", "b", "c"),
        occurrence_uid(2018, "a", "bc", ""),
        occurrence_uid(2018, "ab", "c", ""),
        occurrence_uid(2018, "a", "b/c", "d"),
        occurrence_uid(2018, "a", "b", "c/d"),
        occurrence_uid(201, "8a", "b", "c"),
        event_id(2018, "a", "b"),
        event_id(2018, "a", "bc"),
        event_id(2018, "ab", "c"),
    ]
    assert len(set(made)) == len(made)
