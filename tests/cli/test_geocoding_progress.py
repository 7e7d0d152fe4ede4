"""What is told of asking where venues are, where nobody looks at a terminal."""

import io
from collections.abc import Iterator

from rich.console import Console

from festum.actions.geocode_now import Progress
from festum.cli.geocoding_progress import GeocodingProgress
from festum.errors import NoAnswer


def test_line_now_and_then_says_rate_and_time_left_and_each_trouble_once() -> None:
    seconds: Iterator[float] = iter([0.0, 5.0, 10.0, 10.0, 10.0, 15.0, 20.0, 20.0, 20.0])
    said = io.StringIO()
    trouble = NoAnswer("geocoder_too_slow", service="ban.example", seconds=10)
    with GeocodingProgress("en", Console(file=said, soft_wrap=True), lambda: next(seconds)) as progress:
        progress.advance(Progress(0, 500))
        progress.advance(Progress(50, 500))
        progress.advance(Progress(60, 500, trouble, resting=True))
        progress.advance(Progress(100, 500, trouble, resting=True))
    assert said.getvalue().splitlines() == [
        "50 of 500 venues, 5.0 a second, 0:01:30 left",
        "ban.example did not answer within 10 s. (it is left alone for a while)",
        "100 of 500 venues, 5.0 a second, 0:01:20 left",
    ]


def test_terminal_sees_a_bar_with_the_rate() -> None:
    said = io.StringIO()
    console = Console(file=said, force_terminal=True, width=100, legacy_windows=False)
    with GeocodingProgress("fr", console) as progress:
        progress.advance(Progress(3, 6))
    assert "demande" in said.getvalue()
    assert "3/6" in said.getvalue()
    assert "/s" in said.getvalue()
