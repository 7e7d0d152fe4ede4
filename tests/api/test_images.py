"""Images over HTTP: as they were copied, with their conditions; and an image named in a correction."""

import io
from collections.abc import AsyncIterator

import httpx
import pytest
from PIL import Image

from festum.actions.house import House
from festum.domain.images import image_key, image_path
from tests.conftest import BASE_URL, TestClock, client_of, key_for
from tests.fetching.serving import Server, said, serving
from tests.small import event

ADDRESS = f"/api/v1/events/{event('amics', 'bal')}"


def drawn() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (80, 40), "red").save(content, "PNG")
    return content.getvalue()


@pytest.fixture
async def partner() -> AsyncIterator[Server]:
    async with serving({"/bal.png": said(drawn()), "/page": said(b"<html>")}) as server:
        yield server


@pytest.fixture
async def at_home(small: House, database_url: str, clock: TestClock) -> AsyncIterator[httpx.AsyncClient]:
    """An administrator of a house that may ask this machine."""
    clock.advance(hours=1)
    async with client_of(database_url, clock, fetch_private=True) as made:
        made.headers.update(await key_for(small, None))
        yield made


async def test_image_named_in_a_correction_is_copied_and_shown_from_here(
    at_home: httpx.AsyncClient, partner: Server
) -> None:
    source = partner.address("/bal.png")
    path = image_path(image_key(source))
    answer = await at_home.patch(ADDRESS, json={"image": source, "booking": "à la mairie"})
    assert (answer.status_code, answer.json()["image"], answer.json()["booking"]) == (
        200,
        BASE_URL + path,
        "à la mairie",
    )
    again = await at_home.patch(ADDRESS, json={"image": BASE_URL + path})
    assert (again.status_code, again.json()) == (200, answer.json())
    assert len(partner.asked) == 1

    at_home.headers.pop("authorization")
    image = await at_home.get(path)
    assert (image.status_code, image.content[:3]) == (200, b"\xff\xd8\xff")
    told = {name: image.headers.get(name) for name in (
        "content-type", "cache-control", "x-content-type-options", "access-control-allow-origin", "set-cookie",
        "content-disposition",
    )}  # fmt: skip
    assert told == {
        "content-type": "image/jpeg",
        "cache-control": "public, max-age=86400",
        "x-content-type-options": "nosniff",
        "access-control-allow-origin": "*",
        "set-cookie": None,
        "content-disposition": f'inline; filename="{path.rpartition("/")[2]}"',
    }
    assert f'"image":"{BASE_URL}{path}"' in (await at_home.get("/feeds/a.json")).text
    assert f"{BASE_URL}{path}" in (await at_home.get("/feeds/a.csv")).text

    assert f'<img class="picture" src="{path}" alt="">' in (await at_home.get(f"/events/{event('amics', 'bal')}")).text

    head = await at_home.head(path)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", image.headers["etag"])
    assert head.headers["content-length"] == str(len(image.content))
    for condition in (image.headers["etag"], f'"x", W/{image.headers["etag"]}', "*"):
        unchanged = await at_home.get(path, headers={"if-none-match": condition})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert (await at_home.get(path, headers={"if-none-match": '"other"'})).status_code == 200


@pytest.mark.parametrize("path", ["/images/x.jpg", "/images/", "/images/../style.css",
                                  "/images/0b6f4b6e-1c1c-5b0e-9a53-3f2b8f6f1a10.jpg",
                                  "/images/0b6f4b6e-1c1c-5b0e-9a53-3f2b8f6f1a10.png"])  # fmt: skip
async def test_image_that_is_not_here_is_not_found(visitor: httpx.AsyncClient, path: str) -> None:
    answer = await visitor.get(path)
    assert answer.status_code == (200 if "style" in path else 404)
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_image_that_cannot_be_copied_is_refused_and_nothing_is_changed(
    at_home: httpx.AsyncClient, partner: Server
) -> None:
    before = (await at_home.get(ADDRESS)).json()
    for source, key in (
        (partner.address("/page"), "image_unreadable"),
        (partner.address("/none"), "address_status"),
        ("bal.png", "unfit"),
    ):
        answer = await at_home.patch(ADDRESS, json={"image": source, "title": "Autre"})
        assert (answer.status_code, answer.json()["key"]) == (422, key)
    assert (await at_home.get(ADDRESS)).json() == before


async def test_nobody_is_asked_for_an_image_on_behalf_of_those_who_may_not_change_it(
    small: House, at_home: httpx.AsyncClient, partner: Server
) -> None:
    image = {"image": partner.address("/bal.png")}
    theirs = await at_home.patch(ADDRESS, json=image, headers=await key_for(small, "biblioteca"))
    nobodys = await at_home.patch(ADDRESS, json=image, headers={"authorization": "Bearer festum_x"})
    nothing = await at_home.patch(f"/api/v1/events/{event('amics', 'none')}", json=image)
    assert [answer.status_code for answer in (theirs, nobodys, nothing)] == [403, 401, 404]
    assert partner.asked == []


async def test_image_on_a_private_address_is_refused(editor: httpx.AsyncClient, partner: Server) -> None:
    answer = await editor.patch(ADDRESS, json={"image": partner.address("/bal.png")})
    assert (answer.status_code, answer.json()["key"], partner.asked) == (422, "address_private", [])


async def test_image_is_emptied_without_asking_anybody(at_home: httpx.AsyncClient, partner: Server) -> None:
    await at_home.patch(ADDRESS, json={"image": partner.address("/bal.png")})
    assert (await at_home.patch(ADDRESS, json={"image": None})).json()["image"] == ""
    assert len(partner.asked) == 1
