"""Fetching from real servers that behave, misbehave, and lead into the private network."""

import asyncio
import gzip
import ssl
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from festum.errors import Unreadable
from festum.fetching import fetch
from festum.fetching.answered import Fetched
from festum.fetching.fetch import Fetcher, Resolve
from tests.conftest import free_port
from tests.fetching.serving import Answer, said, sent_on, serving

CERTIFICATE = Path(__file__).parent / "certificate"
HERE = Fetcher(private=True)


def names(**numbers: tuple[str, ...]) -> Resolve:
    """A resolver of made-up names; `partner` is partner.example."""

    async def resolve(host: str, port: int) -> tuple[str, ...]:
        return numbers[host.partition(".")[0]]

    return resolve


async def refusal(fetcher: Fetcher, address: str, **how: object) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(Unreadable) as refused:
        await fetcher.fetch(address, **how)  # type: ignore[arg-type]
    return refused.value.key, refused.value.values


# --- what is given ---------------------------------------------------------------------------------------------------


async def test_file_comes_with_all_that_is_said_of_it() -> None:
    answer = said(
        b"title;start",
        content_type="Text/CSV; charset=utf-8",
        etag='"a"',
        last_modified="Fri, 01 Jun 2018 10:20:30 GMT",
    )
    async with serving({"/programme%20d%C3%A9.csv": answer}) as server:
        fetched = await Fetcher(private=True, agent="festum (+https://a.example)").fetch(
            server.address("/programme dé.csv#part")
        )
    assert fetched == Fetched(
        b"title;start", server.address("/programme%20d%C3%A9.csv"), "programme dé.csv", "text/csv", '"a"',
        "Fri, 01 Jun 2018 10:20:30 GMT",
    )  # fmt: skip
    assert dict(server.asked[0].headers) == {
        "Host": f"127.0.0.1:{server.port}", "User-Agent": "festum (+https://a.example)", "Accept": "*/*",
        "Accept-Encoding": "gzip, deflate", "Connection": "keep-alive",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("disposition", "path", "name"),
    [
        ("", "/a/b.ics", "b.ics"),
        ("", "/", ""),
        ('attachment; filename="Programme 2018.xlsx"', "/download", "Programme 2018.xlsx"),
        ("attachment; filename*=UTF-8''f%C3%AAte.csv", "/download", "fête.csv"),
        ('attachment; filename="../../etc/passwd"', "/x", "passwd"),
        ('attachment; filename="C:\\\\temp\\\\a.csv"', "/x", "a.csv"),
        ("attachment; filename=..", "/x", ""),
        ("inline", "/x.csv", "x.csv"),
        (f"attachment; filename={'a' * 999}.csv", "/x", "a" * 200),
        ("attachment; filename*=%00''a.csv", "/x.csv", "x.csv"),
        ("attachment; filename*=undefined''a%ff.csv", "/x.csv", "x.csv"),
        ("attachment; filename*0*=a;filename*=utf-8'fr'b", "/x.csv", "x.csv"),
    ],
    ids=range(12),
)
async def test_file_is_called_as_the_other_side_calls_it(disposition: str, path: str, name: str) -> None:
    answer = said(b"x", content_disposition=disposition) if disposition else said(b"x")
    async with serving({path: answer}) as server:
        assert (await HERE.fetch(server.address(path))).file_name == name


async def test_file_unchanged_since_last_time_is_said_to_be() -> None:
    async with serving({"/a.ics": b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'}) as server:
        fetched = await HERE.fetch(server.address("/a.ics"), etag='"a"', last_modified="Fri, 01 Jun 2018 10:20:30 GMT")
    assert (fetched.unchanged, fetched.content, fetched.etag) == (True, b"", '"a"')
    asked = server.asked[0].headers
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"a"', "Fri, 01 Jun 2018 10:20:30 GMT")


async def test_mark_of_a_version_that_cannot_be_sent_back_is_not_remembered() -> None:
    answer = said(b"x", etag='"été"', last_modified="1er août")
    async with serving({"/a.ics": answer}) as server:
        fetched = await HERE.fetch(server.address("/a.ics"))
        again = await HERE.fetch(server.address("/a.ics"), etag=fetched.etag, last_modified=fetched.last_modified)
    assert (fetched.etag, fetched.last_modified, again.content) == ("", "", b"x")


@pytest.mark.parametrize(("packing", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
async def test_packed_answer_is_unpacked(packing: str, pack: object) -> None:
    body = b"title;start\n" * 200_000
    async with serving({"/": said(pack(body), content_encoding=packing)}) as server:  # type: ignore[operator]
        assert (await HERE.fetch(server.address("/"))).content == body


async def test_redirects_are_followed_and_the_last_address_is_told() -> None:
    answers: dict[str, Answer] = {
        "/1": sent_on("/2", "301 Moved"),
        "/2": sent_on("3?a=b", "307 So"),
        "/3?a=b": said(b"x"),
    }
    async with serving(answers) as server:
        fetched = await HERE.fetch(server.address("/1"))
    assert (fetched.content, fetched.address, fetched.file_name) == (b"x", server.address("/3?a=b"), "3")


async def test_cookie_is_not_given_back() -> None:
    answers: dict[str, Answer] = {"/1": said(b"", "302 So", location="/2", set_cookie="a=b; Path=/"), "/2": said(b"x")}
    async with serving(answers) as server:
        await HERE.fetch(server.address("/1"))
    assert [asked.headers["Cookie"] for asked in server.asked] == [None, None]


async def test_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    async with serving({"/": said(b"x")}) as server:
        assert (await HERE.fetch(server.address("/"))).content == b"x"


async def test_address_over_ipv6_is_asked() -> None:
    async with serving({"/": said(b"x")}, host="::1") as server:
        fetched = await HERE.fetch(server.address("/", "[::1]"))
    assert (fetched.content, server.asked[0].headers["Host"]) == (b"x", f"[::1]:{server.port}")


async def test_name_is_asked_at_the_next_number_where_the_first_is_silent() -> None:
    fetcher = Fetcher(private=True, resolve=names(partner=("::1", "127.0.0.1")))
    async with serving({"/": said(b"x")}) as server:
        assert (await fetcher.fetch(server.address("/", "partner.example"))).content == b"x"
    assert server.asked[0].headers["Host"] == f"partner.example:{server.port}"


async def test_webcal_without_encryption_is_asked_without() -> None:
    async with serving({"/a.ics": said(b"x")}) as server:
        fetched = await HERE.fetch(server.address("/a.ics", scheme="webcal"))
    assert (fetched.content, fetched.address) == (b"x", server.address("/a.ics"))


# --- private addresses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]",
     "[::]", "LocalHost"],
)  # fmt: skip
async def test_address_of_this_machine_is_refused_however_it_is_written(host: str) -> None:
    async with serving({"/": said(b"secret")}) as server:
        key, _ = await refusal(Fetcher(), server.address("/", host))
    assert (key, server.asked) == ("address_private", [])


@pytest.mark.parametrize("host", ["0177.0.0.1", "１２７.0.0.1", "127.0.0.1%00.example", "[::1%25lo]"])
async def test_address_written_in_no_way_we_know_is_not_asked(host: str) -> None:
    async with serving({"/": said(b"secret")}) as server:
        await refusal(Fetcher(), server.address("/", host))
    assert server.asked == []


async def test_name_of_a_private_number_is_refused() -> None:
    async with serving({"/": said(b"secret")}) as server:
        fetcher = Fetcher(resolve=names(partner=("127.0.0.1",)))
        address = server.address("/", "partner.example")
        assert await refusal(fetcher, address) == ("address_private", {"address": address})
    assert server.asked == []


async def test_name_with_a_public_and_a_private_number_is_refused() -> None:
    for numbers in (("8.8.8.8", "10.0.0.1"), ("10.0.0.1", "8.8.8.8"), ("2a00::1", "::1")):
        fetcher = Fetcher(resolve=names(partner=numbers))
        assert (await refusal(fetcher, "http://partner.example/"))[0] == "address_private"


async def test_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first server counts as public: what is under test is that the second is judged as well."""
    monkeypatch.setattr(fetch, "is_public", lambda number: number == "127.0.0.1")
    async with serving({"/": said(b"secret")}, host="::1") as inside:
        for there in (inside.address("/", "[::1]"), inside.address("/", "inside.example")):
            async with serving({"/": sent_on(there)}) as outside:
                fetcher = Fetcher(resolve=names(partner=("127.0.0.1",), inside=("::1",), **{"::1": ("::1",)}))
                key, values = await refusal(fetcher, outside.address("/", "partner.example"))
            assert (key, values, len(outside.asked)) == ("address_private", {"address": there}, 1)
    assert inside.asked == []


async def test_name_that_changes_its_number_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was judged is what is connected to: the name is asked for once."""
    monkeypatch.setattr(fetch, "is_public", lambda number: number == "127.0.0.1")
    numbers = iter(["127.0.0.1", "::1"])

    async def rebinding(host: str, port: int) -> tuple[str, ...]:
        return (next(numbers),)

    async with serving({"/": said(b"public")}) as server:
        fetched = await Fetcher(resolve=rebinding).fetch(server.address("/", "partner.example"))
    assert (fetched.content, next(numbers)) == (b"public", "::1")


@pytest.mark.parametrize("port", [22, 25, 465])
async def test_port_of_another_service_is_refused(port: int) -> None:
    fetcher = Fetcher(resolve=names(partner=("8.8.8.8",)))
    assert (await refusal(fetcher, f"http://partner.example:{port}/"))[0] == "address_private"


# --- addresses that are none -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["", "a.ics", "/etc/passwd", "file:///etc/passwd", "ftp://a.example/b", "gopher://a", "http://", "https://[::1",
     "http://127.0.0.1:99999/", "http://user:word@partner.example/", "http://user@partner.example/", "http://a\x00b/",
     f"http://{'é' * 300}/", "javascript:alert(1)", "http:///x"],
)  # fmt: skip
async def test_address_that_cannot_be_asked_is_refused(address: str) -> None:
    assert await refusal(HERE, address) == ("address_unreadable", {"address": address})


@pytest.mark.parametrize("there", ["file:///etc/passwd", "http://user:word@127.0.0.1/", "gopher://127.0.0.1/"])
async def test_redirect_to_what_cannot_be_asked_is_refused(there: str) -> None:
    async with serving({"/": sent_on(there)}) as server:
        assert await refusal(HERE, server.address("/")) == ("address_unreadable", {"address": there})


async def test_name_nobody_knows_is_unreachable() -> None:
    async def nobody(host: str, port: int) -> tuple[str, ...]:
        raise OSError("Name or service not known")

    assert await refusal(Fetcher(resolve=nobody), "http://partner.example/") == (
        "address_unreachable", {"address": "http://partner.example/", "reason": "Name or service not known"},
    )  # fmt: skip


async def test_name_without_a_number_is_unreachable() -> None:
    assert (await refusal(Fetcher(resolve=names(partner=())), "http://partner.example/"))[0] == "address_unreachable"


async def test_port_nobody_listens_on_is_unreachable() -> None:
    assert (await refusal(HERE, f"http://127.0.0.1:{free_port()}/"))[0] == "address_unreachable"


# --- answers that are none -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "500 Oh", "204 No Content", "206 Part", "302 So"])
async def test_status_without_a_file_is_told(status: str) -> None:
    async with serving({"/": said(b"", status)}) as server:
        expected = ("address_status", {"address": server.address("/"), "status": int(status[:3])})
        assert await refusal(HERE, server.address("/")) == expected


async def test_redirects_without_end_end() -> None:
    async with serving({"/": sent_on("/")}) as server:
        key, values = await refusal(HERE, server.address("/"))
    assert (key, values["most"], len(server.asked)) == ("address_redirects", 5, 6)


@pytest.mark.parametrize("answer", [b"garbage\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab",
                                    b"HTTP/1.1 200 OK\r\nA: " + b"a" * 200_000, b"\x00\xff" * 99])  # fmt: skip
async def test_answer_that_is_not_http_is_unreachable(answer: bytes) -> None:
    async with serving({"/": answer}) as server:
        assert (await refusal(HERE, server.address("/")))[0] == "address_unreachable"


async def silence(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def drip(writer: asyncio.StreamWriter) -> None:
    """Never silent for long, and never done."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.01)


async def flood(writer: asyncio.StreamWriter) -> None:
    """No length said, and no end."""
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"a" * 65_536)
        await writer.drain()


@pytest.mark.parametrize("answer", [silence, drip])
async def test_answer_that_takes_too_long_is_refused(answer: Answer) -> None:
    async with serving({"/": answer}) as server:
        address = server.address("/")
        async with asyncio.timeout(5):
            assert await refusal(HERE, address, seconds=0.3) == ("address_too_slow", {"address": address, "seconds": 0})


async def test_answer_said_to_be_too_large_is_not_read() -> None:
    async with serving({"/": said(b"", content_length="2000001")}) as server:
        address = server.address("/")
        expected = ("address_too_large", {"address": address, "most": 2})
        assert await refusal(HERE, address, most_bytes=2_000_000) == expected


async def test_answer_that_grows_too_large_is_cut() -> None:
    async with serving({"/": flood}) as server:
        assert (await refusal(HERE, server.address("/"), most_bytes=2_000_000))[0] == "address_too_large"


async def test_answer_as_large_as_allowed_is_taken() -> None:
    async with serving({"/": said(b"a" * 100)}) as server:
        assert len((await HERE.fetch(server.address("/"), most_bytes=100)).content) == 100
        assert (await refusal(HERE, server.address("/"), most_bytes=99))[0] == "address_too_large"


async def test_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 65_536, "it comes in one piece"
    async with serving({"/": said(bomb, content_encoding="gzip")}) as server:
        await HERE.fetch(server.address("/"))  # what is loaded once is loaded
        tracemalloc.start()
        try:
            assert (await refusal(HERE, server.address("/"), most_bytes=5_000_000))[0] == "address_too_large"
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize(
    ("packing", "body"),
    [("gzip", b"not gzip"), ("gzip", gzip.compress(b"abc" * 999, mtime=0)[:-9]), ("br", b"\x0b"), ("gzip, gzip", b"")],
)
async def test_answer_packed_wrongly_is_refused(packing: str, body: bytes) -> None:
    async with serving({"/": said(body, content_encoding=packing)}) as server:
        assert (await refusal(HERE, server.address("/")))[0] == "address_garbled"


# --- encryption ------------------------------------------------------------------------------------------------------


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> Iterator[ssl.SSLContext]:
    """The certificate of partner.example, for a server; and fetching believes it."""
    believed = ssl.create_default_context(cafile=str(CERTIFICATE / "certificate.pem"))
    monkeypatch.setattr(fetch, "_certificates", lambda: believed)
    yield shown()


def shown() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE / "certificate.pem", CERTIFICATE / "key.pem")
    return context


ALL_HERE = Fetcher(private=True, resolve=names(partner=("127.0.0.1",), other=("127.0.0.1",)))


@pytest.mark.parametrize("scheme", ["https", "webcal", "webcals"])
async def test_certificate_is_that_of_the_name(trusting: ssl.SSLContext, scheme: str) -> None:
    async with serving({"/": said(b"x")}, tls=trusting) as server:
        fetched = await ALL_HERE.fetch(server.address("/", "partner.example", scheme))
        assert (fetched.content, fetched.address) == (b"x", server.address("/", "partner.example", "https"))
        key, values = await refusal(ALL_HERE, server.address("/", "other.example", "https"))
    assert key == "address_unreachable"
    assert "CERTIFICATE_VERIFY_FAILED" in str(values["reason"])


async def test_certificate_nobody_vouches_for_is_refused() -> None:
    async with serving({"/": said(b"x")}, tls=shown()) as server:
        assert (await refusal(ALL_HERE, server.address("/", "partner.example", "https")))[0] == "address_unreachable"
    assert server.asked == []


async def test_redirect_out_of_encryption_is_refused(trusting: ssl.SSLContext) -> None:
    async with serving({"/": said(b"x")}) as plain, serving({"/": sent_on(plain.address("/"))}, tls=trusting) as server:
        key, values = await refusal(ALL_HERE, server.address("/", "partner.example", "https"))
    assert (key, values, plain.asked) == ("address_downgraded", {"address": plain.address("/")}, [])
