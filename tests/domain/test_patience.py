"""How long is waited before a question is asked again, and when a service is left alone."""

from datetime import UTC, datetime, timedelta

import pytest

from festum.domain.patience import Circuit, failed, refused, rest_after, succeeded, wait_after

NOW = datetime(2018, 6, 1, 12, tzinfo=UTC)


def after(**how_long: float) -> datetime:
    return NOW + timedelta(**how_long)


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(1, 2), (2, 8), (3, 32), (4, 128), (5, 512), (6, 2048), (7, 3600), (8, 3600), (10**6, 3600)],
)
def test_wait_grows_up_to_an_hour_and_half_of_it_is_chance(attempts: int, seconds: int) -> None:
    waits = [wait_after(attempts, jitter) / timedelta(seconds=1) for jitter in (0.0, 0.5, 1.0)]
    assert waits == [seconds / 2, seconds * 3 / 4, seconds]


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (11, 900), (10**6, 900)],
)
def test_rest_begins_with_the_fifth_failure_and_doubles(failures: int, seconds: int) -> None:
    assert rest_after(failures) == timedelta(seconds=seconds)


def test_circuit_opens_with_the_fifth_failure_in_a_row() -> None:
    circuit = Circuit()
    for _ in range(4):
        circuit = failed(circuit, NOW, 1.0)
    assert (circuit, circuit.is_open(NOW)) == (Circuit(4, NOW), False)
    assert failed(circuit, NOW, 1.0) == Circuit(5, after(seconds=30))
    assert failed(circuit, NOW, 0.0) == Circuit(5, after(seconds=15))
    assert failed(succeeded(circuit, NOW), NOW, 1.0) == Circuit(1, NOW)


def test_failures_of_what_was_under_way_when_it_opened_do_not_count() -> None:
    circuit = Circuit(5, after(seconds=30))
    assert failed(circuit, NOW, 1.0) == circuit


def test_question_on_trial_that_fails_is_one_more() -> None:
    circuit = Circuit(5, after(seconds=30))
    assert [circuit.on_trial(after(seconds=seconds)) for seconds in (29, 30)] == [False, True]
    assert failed(circuit, after(seconds=30), 1.0) == Circuit(6, after(seconds=90))


def test_answer_closes_it_but_does_not_end_a_rest() -> None:
    circuit = Circuit(7, after(seconds=30))
    assert succeeded(circuit, after(seconds=29)) == circuit
    assert succeeded(circuit, after(seconds=30)) == Circuit()


def test_patience_asked_for_is_had_and_the_longest_counts() -> None:
    first = failed(Circuit(), NOW, 1.0, timedelta(seconds=20))
    assert first == Circuit(1, after(seconds=20))
    assert failed(first, after(seconds=10), 1.0, timedelta(seconds=5)) == first
    assert failed(first, after(seconds=10), 1.0, timedelta(seconds=15)) == Circuit(1, after(seconds=25))
    assert failed(Circuit(4), NOW, 1.0, timedelta(seconds=20)) == Circuit(5, after(seconds=30))


def test_service_that_refuses_us_rests_for_an_hour_and_is_on_trial_then() -> None:
    circuit = refused(Circuit(), NOW)
    assert circuit == Circuit(5, after(hours=1))
    assert circuit.on_trial(after(hours=1))
    assert refused(Circuit(8, after(minutes=1)), NOW) == Circuit(9, after(hours=1))
