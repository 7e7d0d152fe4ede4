"""Gancio's JSON to drafts."""

from pathlib import Path

from festum.domain.event import Details
from festum.domain.gazetteer import load_gazetteer
from festum.domain.texts import Texts
from festum.errors import Problem
from festum.importers import gancio
from festum.importers.reading import Defaults
from tests.domain.examples import venue, when

CONTENT = (Path(__file__).parent / "files" / "gancio.json").read_bytes()
THUIR, TOULOUSE = "66210", "31555"


def test_events_of_an_instance_become_drafts() -> None:
    assert gancio.recognises(CONTENT)
    ball, lesson, broken = gancio.read(CONTENT, load_gazetteer(), Defaults(2018, "festa", languages=("ca",))).drafts
    assert ball.details == Details(
        titles=Texts.of({"fr": "Balèti al parc"}),
        descriptions=Texts.of({"fr": "Amb Los Polits\n\nMerci d'arriver à l'heure"}),
        languages=("ca",),
        categories=("baleti",),
        url="https://parc.example/baleti",
    )
    assert (ball.line, ball.edition, ball.event_key, ball.occurrence_key) == (1, 2018, "1912", "")
    assert ball.when == when("2018-06-23T21:00", "2018-06-24T00:00")
    assert ball.venue is not None
    assert ball.venue.venue_key == venue("Parc Vernière", THUIR, address="Avenue du Docteur Jourdan").venue_key
    assert str(ball.venue.point) == "42.630000, 2.750000"
    assert ball.problems == (
        Problem("note", "languages_default", "", "", "ca"),
        Problem("note", "words_left", "tags", "gratis"),
    )
    assert (lesson.event_key, lesson.occurrence_key, lesson.when) == ("77", "1913", when("2018-06-22T19:00"))
    assert lesson.venue == venue("Ostal d'Occitània", TOULOUSE, address="11 rue Malcousinat")
    assert lesson.details.categories == ("dance",)
    assert [problem for problem in broken.problems if problem.level == "error"] == [
        Problem("error", "title_missing", "title"),
        Problem("error", "moment_unreadable", "start_datetime", "demain"),
        Problem("error", "commune_to_say", "place.address"),
    ]
