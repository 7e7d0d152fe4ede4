"""Who may correct what: the anonymous visitor first, the neighbour next, then the partner, then an administrator."""

from datetime import timedelta

import httpx

from festum.actions.house import House
from festum.actions.keys import end_keys, make_key
from tests.conftest import TestClock, key_for
from tests.small import BALL, SECRET, event

OCCURRENCE, EVENT = f"/api/v1/occurrences/{BALL}", f"/api/v1/events/{event('amics', 'bal')}"
WRITES = (
    ("PATCH", OCCURRENCE, {"notice": "Intrus"}),
    ("DELETE", OCCURRENCE, None),
    ("PATCH", EVENT, {"title": "Intrus"}),
    ("DELETE", EVENT, None),
)
NO_KEY = {
    "type": "about:blank#no_key",
    "title": "Unauthorized",
    "status": 401,
    "detail": "Il faut une clé : en-tête « Authorization: Bearer … ».",
    "key": "no_key",
    "values": {},
}
BAD_KEY = {
    "type": "about:blank#bad_key",
    "title": "Unauthorized",
    "status": 401,
    "detail": "Cette clé n'est pas connue, ou elle a pris fin.",
    "key": "bad_key",
    "values": {},
}
NOT_YOURS = {
    "type": "about:blank#not_your_programme",
    "title": "Forbidden",
    "status": 403,
    "detail": "Cette clé n'ouvre que le programme de « biblioteca ».",
    "key": "not_your_programme",
    "values": {"partner": "biblioteca"},
}


async def refused(client: httpx.AsyncClient, headers: dict[str, str], problem: dict[str, object]) -> None:
    """Each kind of write, in these words; and nothing at all has changed."""
    before = [(await client.get(address)).content for address in ("/feeds/a.ics", "/api/v1/occurrences")]
    for method, address, body in WRITES:
        answer = await client.request(method, address, json=body, headers=headers)
        assert (answer.status_code, answer.json()) == (problem["status"], problem)
        challenge = 'Bearer realm="festum"' if problem["status"] == 401 else None
        assert answer.headers.get("www-authenticate") == challenge
    after = [(await client.get(address)).content for address in ("/feeds/a.ics", "/api/v1/occurrences")]
    assert after == before


async def test_the_anonymous_visitor_is_asked_for_a_key(visitor: httpx.AsyncClient) -> None:
    for authorization in (None, "", "Bearer", "Bearer  ", "Basic festum_x", "festum_x", "Token festum_x"):
        await refused(visitor, {} if authorization is None else {"authorization": authorization}, NO_KEY)


async def test_the_anonymous_visitor_learns_nothing_of_what_there_is(visitor: httpx.AsyncClient) -> None:
    for address in (f"/api/v1/occurrences/{SECRET}", "/api/v1/occurrences/none", "/api/v1/events/none"):
        for method in ("PATCH", "DELETE"):
            answer = await visitor.request(method, address, json={"notice": "x"} if method == "PATCH" else None)
            assert (answer.status_code, answer.json()) == (401, NO_KEY)


async def test_a_key_nobody_knows_opens_nothing(visitor: httpx.AsyncClient, small: House) -> None:
    good = (await key_for(small, "amics"))["authorization"]
    for bad in ("Bearer festum_x", good[:-1], f"{good}x", good.swapcase(), "Bearer \x00", f"Bearer {'x' * 5000}"):
        headers = {"authorization": bad if bad.startswith("Bearer") else f"Bearer {bad}"}
        await refused(visitor, headers, BAD_KEY)


async def test_a_key_that_has_ended_opens_nothing(visitor: httpx.AsyncClient, small: House, clock: TestClock) -> None:
    async with small.unit() as unit:
        brief = await make_key(unit, "amics", "for an hour", clock() + timedelta(hours=1))
    headers = {"authorization": f"Bearer {brief}"}
    assert (await visitor.patch(OCCURRENCE, json={}, headers=headers)).status_code == 200
    clock.advance(hours=1)
    await refused(visitor, headers, BAD_KEY)
    revoked, others = await key_for(small, "amics"), await key_for(small, "biblioteca")
    async with small.unit() as unit:
        assert await end_keys(unit, "amics") == 2
    await refused(visitor, revoked, BAD_KEY)
    await refused(visitor, others, NOT_YOURS)


async def test_a_key_in_the_address_is_no_key(visitor: httpx.AsyncClient, small: House) -> None:
    key = (await key_for(small, "amics"))["authorization"].partition(" ")[2]
    for query in (f"key={key}", f"access_token={key}", f"authorization=Bearer%20{key}"):
        assert (await visitor.patch(f"{OCCURRENCE}?{query}", json={"notice": "x"})).status_code == 400
    await refused(visitor, {"cookie": f"authorization=Bearer {key}"}, NO_KEY)


async def test_the_neighbours_key_does_not_reach_over_the_fence(visitor: httpx.AsyncClient, small: House) -> None:
    await refused(visitor, await key_for(small, "biblioteca"), NOT_YOURS)


async def test_the_partners_own_key_corrects(visitor: httpx.AsyncClient, small: House) -> None:
    key = await key_for(small, "amics")
    lowered = {"authorization": key["authorization"].replace("Bearer ", "bearer  ")}
    statuses = [
        (await visitor.request(method, address, json=body, headers=headers)).status_code
        for headers, (method, address, body) in zip((key, lowered, lowered, key), WRITES, strict=True)
    ]
    assert statuses == [200, 204, 200, 204]


async def test_an_administrators_key_reaches_everybody(visitor: httpx.AsyncClient, small: House) -> None:
    key = await key_for(small, None)
    for partner, name in (("amics", "bal"), ("biblioteca", "sardana"), ("mostra", "festa")):
        answer = await visitor.patch(f"/api/v1/events/{event(partner, name)}", json={"price": "7 €"}, headers=key)
        assert (answer.status_code, answer.json()["free"]) == (200, False)


async def test_an_edition_in_preparation_is_corrected_by_its_partner_alone(
    visitor: httpx.AsyncClient, small: House
) -> None:
    address = f"/api/v1/occurrences/{SECRET}"
    neighbour = await visitor.patch(address, json={"notice": "x"}, headers=await key_for(small, "biblioteca"))
    own = await visitor.patch(address, json={"notice": "Oui"}, headers=await key_for(small, "amics"))
    assert (neighbour.status_code, neighbour.json()) == (403, NOT_YOURS)
    assert (own.status_code, own.json()["notice"], own.json()["edition"]) == (200, "Oui", 2019)
    assert (await visitor.get(address)).status_code == 404
