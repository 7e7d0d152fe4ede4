"""What it means when a geocoder gives no answer: the errors of geopy, HTTP and wrong answers in our words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from geopy.adapters import AdapterHTTPError, get_retry_after
from geopy.exc import (
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderTimedOut,
    GeopyError,
)

from festum.errors import AskedTooMuch, NoAnswer, QuestionRefused

LONGEST_WAIT = 86_400.0
"""Seconds. A service that asks for more patience than a day has made a mistake, and one of ours would never end."""

_OUR_QUESTION = frozenset({400, 413, 414, 422, 431})
_US = frozenset({401, 402, 403, 404, 405, 407, 410, 451})
"""Not found or not allowed there: the address or the contact in our settings is at fault, whatever is asked."""


@contextmanager
def in_our_words(service: str, seconds: float) -> Iterator[None]:
    """Whatever goes wrong within is raised as NoAnswer or a kind of it. `service` is the host that is named then."""
    try:
        yield
    except (AdapterHTTPError, GeopyError) as error:
        raise _no_answer(error, service, seconds) from error
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise NoAnswer("geocoder_unreadable", service=service) from error


def _no_answer(error: Exception, service: str, seconds: float) -> NoAnswer:
    status = error if isinstance(error, AdapterHTTPError) else error.__cause__
    if isinstance(status, AdapterHTTPError):  # geopy's own classes lose the number, and what 503 says of patience
        return _of_status(status.status_code, status.headers, service)
    if isinstance(error, GeocoderTimedOut):
        return NoAnswer("geocoder_too_slow", service=service, seconds=f"{seconds:g}")
    if isinstance(error, GeocoderParseError | GeocoderQueryError):
        return NoAnswer("geocoder_unreadable", service=service)
    return NoAnswer("geocoder_unreachable", service=service)


def _of_status(status: int, headers: Mapping[str, str], service: str) -> NoAnswer:
    patience = _patience(headers)
    if status == 429 or (status == 503 and patience is not None):
        return AskedTooMuch("geocoder_busy", patience, service=service)
    if 300 <= status < 400:
        return NoAnswer("geocoder_moved", service=service)
    if status in _OUR_QUESTION:
        return QuestionRefused("geocoder_question_refused", ours=False, service=service, status=status)
    if status in _US:
        return QuestionRefused("geocoder_refused", ours=True, service=service, status=status)
    return NoAnswer("geocoder_failed", service=service, status=status)


def _patience(headers: Mapping[str, str]) -> float | None:
    """What Retry-After says, as seconds or as a date; None where it says nothing, or nonsense."""
    try:
        seconds = get_retry_after({name.lower(): value for name, value in headers.items()})
        return None if seconds is None else min(float(seconds), LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError):
        return None
