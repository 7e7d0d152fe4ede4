"""How far it has come with where venues are, for people."""

from collections.abc import Iterator

from festum.actions.report_geocoding import GeocodingReport, Service
from festum.cli.aligned import aligned
from festum.cli.venue_lines import precision_words, provider_words, queue_line
from festum.locale.catalogue import catalogue, say


def report_lines(report: GeocodingReport, language: str) -> Iterator[str]:
    """Points, states, doubts, services, and the first of the queue with how to go on."""
    yield say(language, "geocode.title", count=report.venues)
    yield from _chapter(
        "points",
        [
            (str(one.venues), precision_words(one.precision, language), provider_words(one.provenance, language))
            for one in report.points
        ],
        language,
    )
    yield from _chapter(
        "states", [(str(count), say(language, f"geocoding.{state}")) for state, count in report.states], language
    )
    yield "  " + say(language, "geocode.due", due=report.due, unpublished=report.unpublished)
    yield from _chapter(
        "doubts", [(str(count), say(language, f"doubt.{doubt}")) for doubt, count in report.doubts], language
    )
    yield from _chapter("services", [_service(one, language) for one in report.services], language)
    if not report.services:
        yield from ("", say(language, "geocode.services"), "  " + say(language, "geocode.no_services"))
    if report.queue:
        yield from ("", say(language, "geocode.queue"))
        yield from ("  " + queue_line(one.geocoding, language) for one in report.queue)
        yield from ("", say(language, "venue.go_on"))


def _chapter(name: str, rows: list[tuple[str, ...]], language: str) -> Iterator[str]:
    """Nothing where there is nothing to say."""
    if rows:
        yield from ("", say(language, f"geocode.{name}"), *aligned(rows))


def _service(service: Service, language: str) -> tuple[str, ...]:
    return (
        provider_words(service.provider, language),
        say(language, "geocode.rate", rate=f"{service.per_second:g}"),
        _standing(service, language),
    )


def _standing(service: Service, language: str) -> str:
    if service.open_until is not None:
        until = service.open_until.isoformat(" ", "seconds")
        return say(language, "geocode.resting", until=until, reason=_reason(service.reason, language))
    if service.failures:
        return say(language, "geocode.failing", failures=service.failures)
    return say(language, "geocode.well")


def _reason(key: str, language: str) -> str:
    """Another release may have left a key of its own."""
    return catalogue(language).get(f"resting.{key}", key)
