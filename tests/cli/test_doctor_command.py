"""`festum doctor`: for people in their language, for programs in JSON, and its exit status for both."""

import json
from pathlib import Path

import pytest

from festum.locale.catalogue import LANGUAGES
from tests.cli.conftest import Festum
from tests.conftest import free_port
from tests.diagnosis.specimens import CLEAN, SPECIMENS, octets
from tests.diagnosis.test_fetching import Server, serving
from tests.small import on_sqlite

pytestmark = on_sqlite

BAD = octets(CLEAN.replace("STATUS:CONFIRMED", "STATUS:POSTPONED").replace("TRANSP:TRANSPARENT\n", ""))


@pytest.fixture
def clean(tmp_path: Path) -> str:
    (tmp_path / "clean.ics").write_bytes(octets(CLEAN))
    return str(tmp_path / "clean.ics")


@pytest.fixture
def bad(tmp_path: Path) -> str:
    (tmp_path / "bad.ics").write_bytes(BAD)
    return str(tmp_path / "bad.ics")


async def test_clean_file_is_summed_up_and_ends_well(festum: Festum, clean: str) -> None:
    ran = await festum("doctor", clean)
    lines = ran.out.splitlines()
    assert (ran.status, ran.err) == (0, "")
    assert lines[:7] == [
        clean,
        "  1 537 bytes · 1 DAYLIGHT, 1 STANDARD, 1 VCALENDAR, 2 VEVENT, 1 VTIMEZONE",
        "  Calendar “Total Festum”",
        "  from 2018-06-20 to 2018-06-23 · Time zone: Europe/Paris",
        "",
        "No error and no warning.",
        "",
    ]
    assert "  Thunderbird\n    · Nothing was found that would trouble it.\n" in ran.out


async def test_bad_file_says_where_and_what_to_do(festum: Festum, bad: str) -> None:
    ran = await festum("doctor", bad)
    assert (ran.status, ran.err) == (1, "")
    assert (
        "\nErrors (1)\n"
        "  line 43: STATUS cannot be “POSTPONED”: the event is refused or its state lost."
        " Write TENTATIVE, and say it in the title.\n"
        "      VEVENT 3c1d3a5e-6a0a-5b52-9d8f-0c6d4f5b7e21\n"
        "\nNotes (1)\n"
        "  line 29: TRANSP is missing: subscribers appear busy during the event."
        " For a public programme, write TRANSP:TRANSPARENT.\n"
        "      VEVENT 3c1d3a5e-6a0a-5b52-9d8f-0c6d4f5b7e21\n"
        "      2 times, lines 29, 46\n"
        "\nWhat calendars will do with it\n"
    ) in ran.out


async def test_json_is_one_object_and_nothing_else(festum: Festum, bad: str) -> None:
    ran = await festum("doctor", bad, "--json")
    report = json.loads(ran.out)
    assert (ran.status, ran.err, ran.out.count("\n")) == (1, "", 1)
    assert (report["source"], report["bytes"], report["components"]["VEVENT"]) == (bad, len(BAD), 2)
    assert report["findings"][0] == {
        "level": "error",
        "key": "status_unknown",
        "line": 43,
        "lines": [43],
        "where": "VEVENT 3c1d3a5e-6a0a-5b52-9d8f-0c6d4f5b7e21",
        "subject": "STATUS",
        "value": "POSTPONED",
        "count": 1,
        "text": "STATUS cannot be “POSTPONED”: the event is refused or its state lost."
        " Write TENTATIVE, and say it in the title.",
    }
    assert {
        "client": "Home Assistant",
        "level": "error",
        "text": "Loses the whole calendar over one wrong value.",
    } in report["clients"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_report_is_in_the_language_asked_for_and_else_of_the_terminal(
    festum: Festum, bad: str, language: str
) -> None:
    asked = await festum("doctor", bad, "--lang", language)
    assert asked.out == (await festum("doctor", bad, LANG=f"{language}.UTF-8")).out
    assert {"fr": "ligne", "oc": "linha", "ca": "línia", "en": "line"}[language] + " 43: STATUS" in asked.out


async def test_every_specimen_is_reported_in_every_language(festum: Festum) -> None:
    for language in LANGUAGES:
        for content in SPECIMENS.values():
            ran = await festum("doctor", "-", "--lang", language, stdin=content)
            assert (ran.err, ran.out.startswith("-\n")) == ("", True)


async def test_address_is_asked_over_http(festum: Festum) -> None:
    with serving(Server(etag=None)) as address:
        ran = await festum("doctor", address)
    assert (ran.status, ran.err) == (0, "")
    assert "There is no ETag header" in ran.out
    assert "Will call the calendar “total-festum”" in ran.out
    with serving(Server(status=500)) as address:
        assert (await festum("doctor", address)).status == 1


async def test_what_is_not_there_is_said_in_a_sentence(festum: Festum, tmp_path: Path) -> None:
    for name in (str(tmp_path / "none.ics"), str(tmp_path), "ftp://a.example/a.ics"):
        ran = await festum("doctor", name)
        assert (ran.status, ran.out, ran.err) == (1, "", f"There is no file {name}.\n")
    address = f"http://127.0.0.1:{free_port()}/a.ics"
    ran = await festum("doctor", address, "--json")
    said = f"{address} does not answer: [Errno 111] Connection refused\n"
    assert (ran.status, ran.out, ran.err) == (1, "", said)


async def test_command_line_not_understood_is_status_2(festum: Festum, clean: str) -> None:
    for arguments in ((), (clean, clean), (clean, "--lang", "de")):
        assert (await festum("doctor", *arguments)).status == 2
