"""Geocoders that fail in every way they can: what is raised is of one kind, and nothing leads us astray."""

import asyncio
import gzip
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from festum.domain.geocoding import Candidate, Thresholds
from festum.domain.judging import judge
from festum.domain.place import Point, Precision, Provenance
from festum.errors import AskedTooMuch, NoAnswer, QuestionRefused
from festum.geocoding.ban import Ban
from tests.geocoding.misbehaving import GAZETTEER, QUESTION, Answer, Service, feature, features, misbehaving, said

LOGE = Candidate(
    provider=Provenance.BAN,
    label="Rue de la Loge 34000 Montpellier",
    name="Rue de la Loge",
    housenumber="",
    kind="street",
    precision=Precision.STREET,
    point=Point(43.6108, 3.8767),
    score=0.96,
    insee_code="34172",
    postcode="34000",
    commune="Montpellier",
)


async def asked(base: str, seconds: float = 5.0) -> tuple[Candidate, ...] | NoAnswer:
    """What a Ban at that address answers, or what it raises."""
    ban = Ban(base, seconds=seconds)
    try:
        return await ban.ask(QUESTION)
    except NoAnswer as error:
        return error
    finally:
        await ban.close()


async def refusal(answer: Answer, seconds: float = 5.0) -> tuple[object, ...]:
    """Kind, key, values but the service, and what else the kind has to say."""
    async with misbehaving(answer) as service:
        error = await asked(service.base, seconds)
    assert isinstance(error, NoAnswer), error
    values = dict(error.values)
    assert values.pop("service") == service.base.removeprefix("http://")
    more = [getattr(error, name) for name in ("seconds", "ours") if hasattr(error, name)]
    return (type(error), error.key, values, *more)


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ({"Retry_After": "7"}, 7.0),
        ({}, None),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "99999999999"}, 86_400.0),
    ],
    ids=["seconds", "none", "nonsense", "for-ever"],
)
async def test_patience_asked_for(retry_after: dict[str, str], seconds: float | None) -> None:
    answer = said(status="429 Too Many Requests", **retry_after)
    assert await refusal(answer) == (AskedTooMuch, "geocoder_busy", {}, seconds)


@pytest.mark.parametrize(("minutes", "seconds"), [(2, 120), (-2, 0)], ids=["to-come", "past"])
async def test_patience_until_a_date(minutes: int, seconds: int) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(minutes=minutes), usegmt=True)
    *kind, said_seconds = await refusal(said(status="429 Too Many Requests", Retry_After=until))
    assert kind == [AskedTooMuch, "geocoder_busy", {}]
    assert isinstance(said_seconds, float)
    assert seconds - 5 <= said_seconds <= seconds  # the header has whole seconds, and asking takes some


@pytest.mark.parametrize(
    ("status", "kind", "key", "ours"),
    [
        (400, QuestionRefused, "geocoder_question_refused", False),
        (413, QuestionRefused, "geocoder_question_refused", False),
        (422, QuestionRefused, "geocoder_question_refused", False),
        (401, QuestionRefused, "geocoder_refused", True),
        (403, QuestionRefused, "geocoder_refused", True),
        (404, QuestionRefused, "geocoder_refused", True),
        (407, QuestionRefused, "geocoder_refused", True),
        (408, NoAnswer, "geocoder_failed", None),
        (500, NoAnswer, "geocoder_failed", None),
        (502, NoAnswer, "geocoder_failed", None),
        (503, NoAnswer, "geocoder_failed", None),
        (504, NoAnswer, "geocoder_failed", None),
    ],
)
async def test_status_that_is_no_answer(status: int, kind: type[NoAnswer], key: str, ours: bool | None) -> None:
    more = () if ours is None else (ours,)
    assert await refusal(said(b"<h1>no</h1>", f"{status} No")) == (kind, key, {"status": status}, *more)


async def test_service_that_is_away_and_says_for_how_long() -> None:
    answer = said(status="503 Service Unavailable", Retry_After="30")
    assert await refusal(answer) == (AskedTooMuch, "geocoder_busy", {}, 30.0)


async def _hang(writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def _hang_in_the_middle(writer: asyncio.StreamWriter) -> None:
    writer.write(said(features(feature()))[:-20])
    await writer.drain()
    await asyncio.Event().wait()


@pytest.mark.parametrize("answer", [_hang, _hang_in_the_middle])
async def test_service_that_hangs(answer: Answer) -> None:
    assert await refusal(answer, seconds=0.2) == (NoAnswer, "geocoder_too_slow", {"seconds": "0.2"})


@pytest.mark.parametrize("answer", [b"", said(features(feature()))[:-20], b"SSH-2.0-OpenSSH_9.6\r\n"])
async def test_connection_that_is_cut(answer: bytes) -> None:
    assert await refusal(answer) == (NoAnswer, "geocoder_unreachable", {})


async def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and never listens
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        error = await asked(f"http://{address}")
    assert isinstance(error, NoAnswer)
    assert (type(error), error.key, error.values) == (NoAnswer, "geocoder_unreachable", {"service": address})


@pytest.mark.parametrize(
    "body",
    [
        b"<html>maintenance</html>",
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b"null",
        b"7",
        b"{}",
        b'{"features": null}',
        b'{"features": {"0": 1}}',
        b'{"features": "none"}',
        b'{"features": [7, null, "x", [], {}]}',
        b'{"features": [{"properties": {"label": "x"}, "geometry": {"coordinates": "43"}}]}',
        b'{"features": [{"properties": {"label": "x", "score": 1}, "geometry": {"coordinates": [1e999, 43]}}]}',
        features(feature(latitude=91)),
        features(feature(longitude=-181)),
        features(feature(latitude=float("nan"))),
        features(feature(latitude=True)),
        features(feature(latitude=None)),
        features(feature(longitude=10**400)),
        features(feature(score="much")),
        features(feature(score=12)),
        features(feature(score=float("nan"))),
        features(feature(label=None)),
        features(feature(citycode=34172)),
    ],
    ids=lambda body: (body if isinstance(body, bytes) else str(body).encode())[-40:].decode(errors="replace"),
)
async def test_answer_that_cannot_be_read(body: object) -> None:
    assert await refusal(said(body)) == (NoAnswer, "geocoder_unreadable", {})


@pytest.mark.parametrize("packing", ["", "gzip"])
async def test_answer_that_is_far_too_large(packing: str) -> None:
    body = b'{"features": [], "more": "' + b" " * 3_000_000 + b'"}'
    answer = said(gzip.compress(body), Content_Encoding="gzip") if packing else said(body)
    assert await refusal(answer) == (NoAnswer, "geocoder_unreadable", {})


async def test_redirect_to_a_private_address_is_not_followed() -> None:
    async with misbehaving(said(features(feature()))) as private:
        answer = said(status="302 Found", Location=f"{private.base}/search?q=secret")
        assert await refusal(answer) == (NoAnswer, "geocoder_moved", {})
    assert private.asked == []


async def test_one_feature_that_cannot_be_read_does_not_spoil_the_others() -> None:
    others = ({"type": "Feature"}, feature(latitude="?"), feature(latitude=10**400), None, 7)
    async with misbehaving(said(features(*others, feature(), *others))) as service:
        assert await asked(service.base) == (LOGE,)


async def test_nothing_found_is_an_answer() -> None:
    async with misbehaving(said(features())) as service:
        assert await asked(service.base) == ()


async def test_packed_answer() -> None:
    packed = gzip.compress(said(features(feature())).partition(b"\r\n\r\n")[2])
    async with misbehaving(said(packed, Content_Encoding="gzip")) as service:
        assert await asked(service.base) == (LOGE,)


async def test_host_with_ipv6_alone() -> None:
    async with misbehaving(said(features(feature())), host="::1") as service:
        assert await asked(service.base) == (LOGE,)


async def test_point_in_the_sea_is_a_candidate_that_is_never_accepted() -> None:
    async with misbehaving(said(features(feature(longitude=4.2, latitude=42.9)))) as service:
        candidates = await asked(service.base)
    assert isinstance(candidates, tuple)
    assert [one.point for one in candidates] == [Point(42.9, 4.2)]
    assert judge(QUESTION, candidates, GAZETTEER, Thresholds()).accepted is None


async def test_cookie_is_not_brought_back() -> None:
    async with misbehaving(said(features(), Set_Cookie="who=festum")) as service:
        await _asked_twice(service)
    assert [one.headers["Cookie"] for one in service.asked] == [None, None]


async def test_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with misbehaving(said(features())) as proxy, misbehaving(said(features(feature()))) as service:
        monkeypatch.setenv("http_proxy", proxy.base)
        monkeypatch.setenv("no_proxy", "")
        assert await asked(service.base) == (LOGE,)
    assert proxy.asked == []


async def test_geocoder_that_was_closed_may_be_asked_again() -> None:
    async with misbehaving(said(features(feature()))) as service:
        ban = Ban(service.base)
        first = await ban.ask(QUESTION)
        await ban.close()
        again = await ban.ask(QUESTION)
        await ban.close()
        await ban.close()
    assert (first, again) == ((LOGE,), (LOGE,))


async def _asked_twice(service: Service) -> None:
    ban = Ban(service.base)
    await ban.ask(QUESTION)
    await ban.ask(QUESTION)
    await ban.close()
