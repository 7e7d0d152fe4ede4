"""Every rule on HTTP: seen to be broken, and kept by an address that does everything right."""

import gzip
from dataclasses import replace

import pytest

from festum.diagnosis.answers import http_date, is_local, unzipped
from festum.diagnosis.examining import Report, examine_visit
from festum.diagnosis.visit import Visit
from tests.diagnosis.specimens import CLEAN, octets
from tests.diagnosis.visits import ADDRESS, GOOD_VISIT, NOW, VISITS, answer, at, gzipped, sending, then


def said(visit: Visit) -> list[tuple[str, str, str]]:
    return [(group.first.key, group.first.subject, group.first.value) for group in examined(visit).groups]


def examined(visit: Visit) -> Report:
    return examine_visit(visit, NOW)


def test_address_that_does_everything_right_has_no_finding() -> None:
    assert said(GOOD_VISIT) == []


@pytest.mark.parametrize("key", VISITS)
def test_broken_rule_is_found(key: str) -> None:
    assert key in {found for found, _, _ in said(VISITS[key])}


@pytest.mark.parametrize(
    ("visit", "found"),
    [
        (VISITS["status_code"], [("status_code", "410", ADDRESS)]),
        (sending(etag=None), [("etag_missing", "ETag", "")]),
        (sending(set_cookie="session=secret; HttpOnly"), [("cookie", "Set-Cookie", "session")]),
        (sending(cache_control="private, no-store"), [("not_cacheable", "Cache-Control", "no-store, private")]),
        (VISITS["etag_ignored"], [("etag_ignored", "ETag", "200")]),
        (VISITS["slow"], [("slow", "", "7.2")]),
        (at("http://localhost:8000/total-festum.ics"), [("host_local", "", "localhost")]),
        (replace(GOOD_VISIT, head=answer(b"", etag='"b"')), [("head_differs", "etag", '"b"')]),
        (then("DTSTAMP:20180601T102030Z", "DTSTAMP:20180623T120000Z"), [("dtstamp_moves", "DTSTAMP", "")]),
        (VISITS["order_moves"], [("order_moves", "", "2")]),
        (VISITS["uids_change"], [("uids_change", "UID", "1")]),
    ],
)
def test_finding_says_what_was_answered(visit: Visit, found: list[tuple[str, str, str]]) -> None:
    assert said(visit) == found


def test_error_page_is_not_examined_as_a_calendar() -> None:
    report = examined(VISITS["status_code"])
    assert (report.size, report.components, report.failed) == (0, {}, True)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True), ("127.0.0.1:80", True), ("192.168.1.7", True), ("[::1]:8000", True), ("nas.local", True),
        ("agenda", True), ("agenda.example", False), ("1.1.1.1", False), ("[2606:4700::1111]", False),
    ],
)  # fmt: skip
def test_host_is_local_when_no_server_elsewhere_can_reach_it(host: str, local: bool) -> None:
    assert is_local(f"http://{host}/a.ics") is local


@pytest.mark.parametrize("text", ["", "yesterday", "2018-06-23", "Sat, 99 Jun 2018 19:00:00 GMT"])
def test_date_that_is_none_is_none(text: str) -> None:
    assert http_date(text) is None


def test_gzip_that_unpacks_to_more_than_is_read_is_refused() -> None:
    zipped = gzip.compress(octets(CLEAN))
    assert unzipped(zipped, 1_000_000) == octets(CLEAN)
    assert unzipped(zipped, 100) is None
    assert unzipped(zipped[:-9], 1_000_000) is None


def test_compressed_answer_with_vary_is_good() -> None:
    zipped = gzipped(gzip.compress(octets(CLEAN)))
    assert said(replace(GOOD_VISIT, zipped=zipped)) == []
