"""An address that does everything right, and for every rule of HTTP the smallest change that breaks it."""

from dataclasses import replace
from datetime import UTC, datetime

from festum.diagnosis.visit import Answer, Visit
from tests.diagnosis.specimens import CLEAN, octets

NOW = datetime(2018, 6, 23, 12, tzinfo=UTC)
ADDRESS = "https://agenda.example/feeds/total-festum.ics"
BODY = octets(CLEAN)
HEADERS = {
    "content-type": "text/calendar; charset=utf-8",
    "etag": '"abc"',
    "last-modified": "Fri, 01 Jun 2018 10:20:30 GMT",
    "cache-control": "public, max-age=300",
    "vary": "Accept-Encoding",
    "access-control-allow-origin": "*",
}


def answer(body: bytes = BODY, status: int = 200, **headers: str | None) -> Answer:
    """With these headers changed, or without those that are None."""
    sent = HEADERS | {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, tuple((name, value) for name, value in sent.items() if value is not None), body)


def gzipped(body: bytes, **headers: str | None) -> Answer:
    return answer(body, content_encoding="gzip", **headers)


GOOD = answer()
NOT_MODIFIED = answer(b"", 304)
GOOD_VISIT = Visit(
    ADDRESS, ADDRESS, (), GOOD, second=GOOD, head=replace(GOOD, body=b""), by_etag=NOT_MODIFIED, by_date=NOT_MODIFIED,
    by_old_date=GOOD, zipped=GOOD, robots=Answer(200, body=b"User-agent: *\nAllow: /\n"),
)  # fmt: skip


def sending(**headers: str | None) -> Visit:
    """Everything as it should be but for these headers."""
    one = answer(**headers)
    return replace(GOOD_VISIT, first=one, second=one, head=replace(one, body=b""))


def then(old: str, new: str) -> Visit:
    """The second answer differs."""
    assert old in CLEAN
    return replace(GOOD_VISIT, second=answer(octets(CLEAN.replace(old, new))))


def at(address: str, *hops: str) -> Visit:
    return replace(GOOD_VISIT, asked=address, address=hops[-1] if hops else address, hops=hops)


_EVENTS = [f"BEGIN:VEVENT{part}" for part in CLEAN.split("BEGIN:VEVENT")[1:]]
_EVENTS[-1] = _EVENTS[-1].removesuffix("END:VCALENDAR\n")

VISITS: dict[str, Visit] = {
    "status_code": replace(GOOD_VISIT, first=answer(b"", 410)),
    "redirects_endless": replace(at(ADDRESS, *[ADDRESS] * 6), endless=True, first=answer(b"", 302)),
    "redirects_many": at(ADDRESS, ADDRESS + "?a", ADDRESS + "?b"),
    "redirect_to_http": at(ADDRESS, ADDRESS.replace("https:", "http:")),
    "host_local": at("http://127.0.0.1:8000/feeds/total-festum.ics"),
    "not_https": at(ADDRESS.replace("https:", "http:")),
    "address_long": at(ADDRESS + "?q=" + "a" * 100),
    "address_unnamed": at("https://agenda.example/calendar/0b0f8c525d0c5d9c8b9e/basic.ics"),
    "content_type_html": sending(content_type="text/html; charset=utf-8"),
    "content_type_other": sending(content_type="application/octet-stream; charset=utf-8"),
    "charset_missing": sending(content_type="text/calendar"),
    "charset_other": sending(content_type="text/calendar; charset=ISO-8859-1"),
    "method_parameter": sending(content_type="text/calendar; charset=utf-8; method=PUBLISH"),
    "attachment_disposition": sending(content_disposition='attachment; filename="a.ics"'),
    "etag_missing": sending(etag=None),
    "etag_weak": sending(etag='W/"abc"'),
    "etag_ignored": replace(GOOD_VISIT, by_etag=GOOD),
    "last_modified_missing": sending(last_modified=None),
    "last_modified_unreadable": sending(last_modified="yesterday"),
    "last_modified_future": sending(last_modified="Sun, 01 Jul 2018 10:20:30 GMT"),
    "date_ignored": replace(GOOD_VISIT, by_date=GOOD),
    "old_date_not_modified": replace(GOOD_VISIT, by_old_date=NOT_MODIFIED),
    "vary_missing": replace(GOOD_VISIT, zipped=gzipped(b"", vary=None)),
    "gzip_unasked": sending(content_encoding="gzip"),
    "gzip_broken": replace(GOOD_VISIT, zipped=gzipped(b"BEGIN:VCALENDAR")),
    "cookie": sending(set_cookie="session=secret; HttpOnly"),
    "not_cacheable": sending(cache_control="private, no-store"),
    "cors_missing": sending(access_control_allow_origin=None),
    "robots_missing": replace(GOOD_VISIT, robots=Answer(404)),
    "robots_forbid": replace(GOOD_VISIT, robots=Answer(200, body=b"User-agent: *\nDisallow: /feeds/\n")),
    "head_differs": replace(GOOD_VISIT, head=answer(b"", 405)),
    "cut_short": replace(GOOD_VISIT, first=replace(GOOD, cut=True)),
    "slow": replace(GOOD_VISIT, first=replace(GOOD, seconds=7.25)),
    "header_date_falls": replace(GOOD_VISIT, second=answer(last_modified="Thu, 31 May 2018 10:20:30 GMT")),
    "dtstamp_moves": then("DTSTAMP:20180601T102030Z", "DTSTAMP:20180623T120000Z"),
    "bytes_move": then("SUMMARY:Mòstra", "SUMMARY:Mòstra (1)"),
    "uids_change": then("UID:7f2b6d1c", "UID:8f2b6d1c"),
    "order_moves": then("".join(_EVENTS), "".join(_EVENTS[::-1])),
    "sequence_falls": then("SEQUENCE:3", "SEQUENCE:2"),
    "stamp_falls": then("LAST-MODIFIED:20180601T102030Z", "LAST-MODIFIED:20180531T102030Z"),
}
