"""What is foreseen of each client, and that every foreseeing has its cause and its sentence."""

from dataclasses import replace

import pytest

from festum.diagnosis.clients import FORECASTS, NAMES, Facts, foresee
from festum.diagnosis.examining import examine, examine_visit
from festum.diagnosis.rules import RULES
from festum.locale.catalogue import LANGUAGES, catalogue
from tests.diagnosis.specimens import CLEAN, SPECIMENS, octets
from tests.diagnosis.visits import GOOD_VISIT, NOW, VISITS, answer

PLAIN = Facts(size=1000, events=3, cancelled=0, found=frozenset(), present=frozenset({"VCALENDAR REFRESH-INTERVAL"}))


def foreseen(facts: Facts) -> list[tuple[str, str, str]]:
    return [(one.client, one.key, one.value) for one in foresee(facts) if one.key != "takes_it"]


def test_calendar_without_fault_is_taken_by_every_client() -> None:
    assert [(one.client, one.key) for one in foresee(PLAIN)] == [(client, "takes_it") for client in NAMES]


@pytest.mark.parametrize(
    ("facts", "client", "key", "value"),
    [
        (replace(PLAIN, size=1_000_001), "google", "google_size", "1.0"),
        (replace(PLAIN, events=1001), "google", "google_events", "1001"),
        (replace(PLAIN, cancelled=2), "google", "google_hides", "2"),
        (replace(PLAIN, size=1_900_001), "nextcloud", "nextcloud_slow", ""),
        (replace(PLAIN, present=frozenset()), "nextcloud", "nextcloud_weekly", ""),
        (replace(PLAIN, found=frozenset({"calendar_uid"})), "vdirsyncer", "vdirsyncer_one", ""),
        (replace(PLAIN, found=frozenset({"status_code", "status_code 410"})), "thunderbird",
         "thunderbird_off_for_good", ""),
        (replace(PLAIN, found=frozenset({"property_missing", "property_missing TZOFFSETTO"})), "outlook_com",
         "outlook_com_rejects", ""),
    ],
)  # fmt: skip
def test_client_is_foreseen_from_the_facts(facts: Facts, client: str, key: str, value: str) -> None:
    assert (client, key, value) in foreseen(facts)


def test_limit_that_is_just_reached_is_not_passed() -> None:
    assert foreseen(replace(PLAIN, size=1_000_000, events=1000)) == []


def test_error_whose_effect_on_a_client_is_not_known_is_not_called_harmless() -> None:
    said = {one.client: one.key for one in examine(SPECIMENS["date_type_differs"]).forecasts}
    assert (said["thunderbird"], said["home_assistant"]) == ("not_known", "not_known")


def test_forecast_is_seen_for_some_specimen() -> None:
    long = octets(CLEAN + "X-A:" + "a" * 2_000_000)
    many = CLEAN.replace("END:VCALENDAR\n", "BEGIN:VEVENT\nEND:VEVENT\n" * 1000 + "END:VCALENDAR\n")
    bare = CLEAN[: CLEAN.index("X-APPLE-S")] + CLEAN[CLEAN.index("CATEGORIES") :].replace("SEQUENCE", "X-S")
    reports = [examine(content) for content in (*SPECIMENS.values(), long, octets(many), octets(bare))]
    reports += [examine_visit(one, NOW) for one in VISITS.values()]
    reports.append(examine_visit(replace(GOOD_VISIT, first=answer(b"", 500)), NOW))
    quiet = CLEAN.replace("REFRESH-INTERVAL;VALUE=DURATION:PT6H\nX-PUBLISHED-TTL:PT6H\n", "")
    nothing_moves = quiet.replace("SEQUENCE:3\n", "").replace("LAST-MODIFIED:20180601T102030Z\n", "")
    reports += [examine(octets(nothing_moves))]
    assert FORECASTS - {one.key for report in reports for one in report.forecasts} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_rule_and_forecast_have_their_sentence_and_no_sentence_is_left_over(language: str) -> None:
    keys = catalogue(language)
    assert {key.removeprefix("finding.") for key in keys if key.startswith("finding.")} == set(RULES)
    assert {key.removeprefix("forecast.") for key in keys if key.startswith("forecast.")} == FORECASTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentence_is_filled_with_what_a_finding_has(language: str) -> None:
    for key, sentence in catalogue(language).items():
        if key.startswith(("finding.", "forecast.")):
            assert sentence.format(subject="S", value="V", proposal="P")
