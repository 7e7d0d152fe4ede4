"""When a partner's address is due again."""

from datetime import UTC, datetime, timedelta

import pytest

from festum.domain.source import next_due

NOW = datetime(2018, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every_hours", "failures", "hours"),
    [(12, 0, 12), (12, 1, 24), (12, 2, 48), (12, 4, 168), (12, 10**6, 168), (1, 7, 128), (720, 0, 720), (720, 3, 720)],
)
def test_an_address_that_fails_is_due_later_each_time_but_within_a_week(
    every_hours: int, failures: int, hours: int
) -> None:
    assert next_due(NOW, every_hours, failures) == NOW + timedelta(hours=hours)
