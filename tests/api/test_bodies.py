"""What a request may be made of: JSON objects of a reasonable size, whatever they are called."""

import httpx

from tests.small import BALL, event

OCCURRENCE, EVENT = f"/api/v1/occurrences/{BALL}", f"/api/v1/events/{event('amics', 'bal')}"
NOT_JSON = {
    "type": "about:blank#not_json",
    "title": "Bad Request",
    "status": 400,
    "detail": "Le corps de la demande n'est pas un objet JSON lisible.",
    "key": "not_json",
    "values": {},
}
TOO_LARGE = {
    "type": "about:blank#too_large",
    "title": "Content Too Large",
    "status": 413,
    "detail": "La demande est trop grande.",
    "key": "too_large",
    "values": {},
}


async def test_what_is_not_a_json_object_is_refused_as_such(editor: httpx.AsyncClient) -> None:
    for body in (
        b"", b"{", b"notice=Oui", b"null", b"[]", b'"notice"', b"7", b"\xff\xfe", b'{"notice": NaN}', b"{'notice': 1}",
        b'{"latitude": 1e999, "longitude": 3}', b'{"notice": "\\ud800"}', b'{"notice": "a\nb"}', b"BEGIN:VCALENDAR",
    ):  # fmt: skip
        for address in (OCCURRENCE, EVENT):
            answer = await editor.patch(address, content=body)
            assert (answer.status_code, answer.json()) == (400, NOT_JSON), body


async def test_a_json_object_is_read_whatever_its_type_is_said_to_be(editor: httpx.AsyncClient) -> None:
    kinds = ("application/json", "application/merge-patch+json", "application/json; charset=utf-8", "text/plain", "")
    for number, kind in enumerate(kinds):
        body = f'{{"notice": "Numéro {number}"}}'.encode()
        answer = await editor.patch(OCCURRENCE, content=body, headers={"content-type": kind})
        assert (answer.status_code, answer.json().get("notice")) == (200, f"Numéro {number}"), kind


async def test_a_form_is_no_correction(editor: httpx.AsyncClient) -> None:
    for answer in (
        await editor.patch(OCCURRENCE, data={"notice": "Oui"}),
        await editor.patch(OCCURRENCE, files={"notice": b"Oui"}),
    ):
        assert (answer.status_code, answer.json()) == (400, NOT_JSON)


async def test_a_body_over_the_limit_is_refused_before_anything_is_read(visitor: httpx.AsyncClient) -> None:
    async def in_pieces() -> object:
        for _ in range(11):
            yield b"x" * 100_000

    declared = await visitor.patch(OCCURRENCE, content=b"x" * 1_000_001)
    streamed = await visitor.patch(OCCURRENCE, content=in_pieces())  # type: ignore[arg-type]
    just_fits = await visitor.patch(OCCURRENCE, content=b" " * 999_998 + b"{}")
    assert [(answer.status_code, answer.json()) for answer in (declared, streamed)] == [(413, TOO_LARGE)] * 2
    assert just_fits.status_code == 401


async def test_a_body_nested_beyond_reason_is_no_correction(editor: httpx.AsyncClient) -> None:
    for body in (b"[" * 100_000, b'{"titles":' * 50_000, b'{"titles": {"oc": ' + b"[" * 5000 + b"]" * 5000 + b"}}"):
        answer = await editor.patch(EVENT, content=body)
        assert (answer.status_code, answer.json()) == (400, NOT_JSON)
