"""HTTP as calendar clients need it (RFC 9110): validators, real 304s, HEAD like GET, nothing private, no detours."""

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from itertools import pairwise
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from festum.diagnosis.finding import Finding, shown
from festum.diagnosis.visit import Answer, Visit

ROBOT = "Google-Calendar-Importer"
SLOW_SECONDS = 5.0
LONG_ADDRESS = 116
_UNNAMED = re.compile(r"(?:basic|feed|ical|ics|calendar|export|index|events?)?|[0-9a-f-]{16,}", re.IGNORECASE)
_BODY_OF_HEAD = ("content-type", "etag", "last-modified")


def judge_visit(visit: Visit, now: datetime) -> Iterator[Finding]:
    yield from _road(visit)
    if visit.endless:
        return
    if visit.first.status != 200:
        yield Finding("status_code", subject=str(visit.first.status), value=shown(visit.address))
        return
    yield from _type(visit.first)
    yield from _validators(visit, now)
    yield from _compression(visit)
    yield from _sharing(visit)
    if visit.head is not None:
        yield from _head(visit.first, visit.head)
    if visit.first.cut:
        yield Finding("cut_short", value=str(len(visit.first.body)))
    if visit.first.seconds > SLOW_SECONDS:
        yield Finding("slow", value=f"{visit.first.seconds:.1f}")


def _road(visit: Visit) -> Iterator[Finding]:
    if visit.endless:
        yield Finding("redirects_endless", value=shown(visit.address))
    elif len(visit.hops) > 1:
        yield Finding("redirects_many", value=str(len(visit.hops)), proposal=shown(visit.address))
    stations = (visit.asked, *visit.hops)
    for before, after in pairwise(stations):
        if before.startswith("https:") and after.startswith("http:"):
            yield Finding("redirect_to_http", value=shown(after))
    if is_local(visit.address):
        yield Finding("host_local", value=shown(urlsplit(visit.address).hostname or ""))
    elif not visit.address.startswith("https:"):
        yield Finding("not_https", value=shown(visit.address))
    if len(visit.asked) > LONG_ADDRESS:
        yield Finding("address_long", value=str(len(visit.asked)))
    if _UNNAMED.fullmatch(visit.name):
        yield Finding("address_unnamed", value=shown(visit.name))


def is_local(address: str) -> bool:
    """A host that no server elsewhere can reach, as far as its name shows."""
    host = urlsplit(address).hostname or ""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal", ".lan"))


def _type(answer: Answer) -> Iterator[Finding]:
    whole = answer.header("content-type")
    media, *rest = (part.strip() for part in whole.lower().split(";"))
    parameters = {name: value.strip('"') for name, _, value in (part.partition("=") for part in rest)}
    if media in {"text/html", "application/xhtml+xml"}:
        yield Finding("content_type_html", subject="Content-Type", value=shown(whole))
    elif media != "text/calendar":
        yield Finding("content_type_other", subject="Content-Type", value=shown(whole))
    charset = parameters.get("charset", "")
    if not charset:
        yield Finding("charset_missing", subject="Content-Type", value=shown(whole))
    elif charset not in {"utf-8", "utf8"}:
        yield Finding("charset_other", subject="Content-Type", value=shown(charset))
    if "method" in parameters and b"\nMETHOD:" not in answer.body:
        yield Finding("method_parameter", subject="Content-Type", value=shown(whole))
    if answer.header("content-disposition").lower().startswith("attachment"):
        yield Finding("attachment_disposition", subject="Content-Disposition")


def _validators(visit: Visit, now: datetime) -> Iterator[Finding]:
    etag, date = visit.first.header("etag"), visit.first.header("last-modified")
    if not etag:
        yield Finding("etag_missing", subject="ETag")
    elif etag.startswith("W/"):
        yield Finding("etag_weak", subject="ETag", value=shown(etag))
    if visit.by_etag is not None and visit.by_etag.status != 304:
        yield Finding("etag_ignored", subject="ETag", value=str(visit.by_etag.status))
    if not date:
        yield Finding("last_modified_missing", subject="Last-Modified")
        return
    modified = http_date(date)
    if modified is None:
        yield Finding("last_modified_unreadable", subject="Last-Modified", value=shown(date))
        return
    if modified > now + timedelta(minutes=1):
        yield Finding("last_modified_future", subject="Last-Modified", value=shown(date))
    if visit.by_date is not None and visit.by_date.status != 304:
        yield Finding("date_ignored", subject="Last-Modified", value=str(visit.by_date.status))
    if visit.by_old_date is not None and visit.by_old_date.status == 304:
        yield Finding("old_date_not_modified", subject="Last-Modified", value=shown(date))


def http_date(text: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)


def _compression(visit: Visit) -> Iterator[Finding]:
    first, zipped = visit.first, visit.zipped
    encoding = first.header("content-encoding").lower()
    if encoding not in {"", "identity"}:
        yield Finding("gzip_unasked", subject="Content-Encoding", value=shown(encoding))
    if zipped is None or zipped.header("content-encoding").lower() != "gzip":
        return
    if "accept-encoding" not in zipped.header("vary").lower() and zipped.header("vary") != "*":
        yield Finding("vary_missing", subject="Vary", value=shown(zipped.header("vary")))
    if unzipped(zipped.body, len(first.body) + 1_000_000) is None:
        yield Finding("gzip_broken", subject="Content-Encoding")


def unzipped(body: bytes, most: int) -> bytes | None:
    """None for what is no gzip, or not all of one; never more than `most` bytes."""
    reader = zlib.decompressobj(wbits=31)
    try:
        content = reader.decompress(body, most)
    except zlib.error:
        return None
    return content if reader.eof else None


def _sharing(visit: Visit) -> Iterator[Finding]:
    first = visit.first
    if first.header("set-cookie"):
        yield Finding("cookie", subject="Set-Cookie", value=shown(first.header("set-cookie").partition("=")[0]))
    closed = {"no-store", "private"} & {part.strip().lower() for part in first.header("cache-control").split(",")}
    if closed:
        yield Finding("not_cacheable", subject="Cache-Control", value=", ".join(sorted(closed)))
    if not first.header("access-control-allow-origin"):
        yield Finding("cors_missing", subject="Access-Control-Allow-Origin")
    if visit.robots is None or visit.robots.status != 200:
        yield Finding("robots_missing", subject="robots.txt")
        return
    rules = RobotFileParser()
    rules.parse(visit.robots.body.decode("utf-8", "replace").splitlines())
    if not rules.can_fetch(ROBOT, visit.address):
        yield Finding("robots_forbid", subject="robots.txt", value=ROBOT)


def _head(first: Answer, head: Answer) -> Iterator[Finding]:
    if head.status != first.status:
        yield Finding("head_differs", subject="HEAD", value=str(head.status), proposal=str(first.status))
        return
    for name in _BODY_OF_HEAD:
        if head.header(name) != first.header(name):
            yield Finding(
                "head_differs", subject=name, value=shown(head.header(name)), proposal=shown(first.header(name))
            )
