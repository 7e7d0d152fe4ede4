"""Images from a partner's file to a page of ours: named, copied, planned without where that failed, and served."""

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from PIL import Image

from festum.actions.copy_images import copy_image, copy_images
from festum.actions.house import House
from festum.actions.import_file import Defaults, Proposal, apply_import, plan_import
from festum.actions.serve_image import serve_image
from festum.actions.take_image import take_image
from festum.domain.images import image_key, image_path
from festum.errors import NotHere, Problem, Unreadable
from festum.fetching.fetch import Fetcher
from festum.store.images import stored_images
from tests.fetching.serving import Answer, Server, said, serving
from tests.small import on_sqlite

DEFAULTS = Defaults(2018, "mairie")


def drawn(colour: str = "red", size: tuple[int, int] = (80, 40)) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, "PNG")
    return content.getvalue()


@pytest.fixture
async def partner() -> AsyncIterator[Server]:
    answers: dict[str, Answer] = {"/bal.png": said(drawn()), "/feu.png": said(drawn("blue")), "/page": said(b"<html>")}
    async with serving(answers) as server:
        yield server


@pytest.fixture
def open_house(small: House) -> House:
    """One that may ask this machine."""
    return replace(small, fetcher=Fetcher(private=True))


def sheet(*images: str) -> bytes:
    rows = [f"k{n},Titre {n},2018-06-2{n}T18:00,Lodève,{image}" for n, image in enumerate(images)]
    return "\n".join(["event_key,title,start,commune,image", *rows]).encode()


async def planned(house: House, content: bytes, failed: frozenset[str] = frozenset()) -> Proposal:
    async with house.unit() as unit:
        return await plan_import(unit, content, "a.csv", DEFAULTS, failed_images=failed)


async def applied(house: House, proposal: Proposal) -> None:
    async with house.unit() as unit:
        await apply_import(unit, proposal, "test")


def counts(proposal: Proposal) -> dict[str, int]:
    """Of the rows that are in the file."""
    return {verdict: count for verdict, count in proposal.plan.counts.items() if verdict != "missing"}


def images(proposal: Proposal) -> list[str]:
    return [row.draft.details.image for row in proposal.plan.rows if row.draft is not None]


async def here(house: House, *sources: str) -> list[bool]:
    async with house.database.reading() as connection:
        found = await stored_images(connection, [image_key(source) for source in sources])
    return [image_key(source) in found for source in sources]


async def test_image_is_copied_and_the_same_file_again_is_unchanged(open_house: House, partner: Server) -> None:
    source = partner.address("/bal.png")
    content = sheet(source, "")
    proposal = await planned(open_house, content)
    key = image_key(source)
    assert images(proposal) == [image_path(key), ""]
    assert proposal.images == {key: source}
    assert partner.asked == [], "a plan asks nobody"

    assert await copy_images(open_house, proposal.images) == frozenset()
    await applied(open_house, proposal)
    again = await planned(open_house, content)
    assert (counts(again), again.images) == ({"unchanged": 2}, {})
    assert await copy_images(open_house, proposal.images) == frozenset()
    assert [asked.path for asked in partner.asked] == ["/bal.png"], "once for all"

    async with open_house.unit() as unit:
        copy = await serve_image(unit, key)
    assert (copy.source, copy.media_type, copy.width, copy.height) == (source, "image/jpeg", 80, 40)
    assert copy.body.startswith(b"\xff\xd8\xff")
    again = await planned(open_house, sheet(f"https://agenda.example{image_path(key)}", ""))
    assert counts(again) == {"unchanged": 2}, "our own address is ours"


async def test_image_that_cannot_be_copied_is_left_out_and_said_so(open_house: House, partner: Server) -> None:
    good, bad = partner.address("/bal.png"), partner.address("/page")
    proposal = await planned(open_house, sheet(good, bad))
    failed = await copy_images(open_house, proposal.images)
    assert failed == {image_key(bad)}
    replanned = await planned(open_house, sheet(good, bad), failed)
    assert images(replanned) == [image_path(image_key(good)), ""]
    said_of = [row.problems for row in replanned.plan.rows]
    assert Problem("warning", "image_not_copied", "image", bad) in said_of[1]
    assert "image_not_copied" not in {problem.key for problem in said_of[0]}
    assert counts(replanned) == {"create": 2}
    await applied(open_house, replanned)
    partner.answers["/page"] = said(drawn())
    later = await planned(open_house, sheet(good, bad))
    assert (counts(later), later.images) == ({"update": 1, "unchanged": 1}, {image_key(bad): bad})
    assert await copy_images(open_house, later.images) == frozenset()


async def test_image_on_a_private_address_is_not_asked_for(small: House, partner: Server) -> None:
    source = partner.address("/bal.png")
    assert await copy_images(small, {image_key(source): source}) == {image_key(source)}
    assert partner.asked == []


@on_sqlite
async def test_images_that_take_too_long_altogether_are_left_for_next_time(open_house: House, partner: Server) -> None:
    async def never(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    partner.answers["/slow"] = never
    sources = [partner.address(path) for path in ("/bal.png", *(f"/slow?{n}" for n in range(20)), "/feu.png")]
    partner.answers |= {f"/slow?{n}": never for n in range(20)}
    failed = await copy_images(open_house, {image_key(source): source for source in sources}, seconds=1.5)
    assert await here(open_house, *sources) == [True, *[False] * 21]
    assert failed == {image_key(source) for source in sources[1:]}


@on_sqlite
async def test_many_images_are_all_copied_each_once(open_house: House, partner: Server) -> None:
    partner.answers |= {f"/{n}.png": said(drawn(size=(n + 1, 9))) for n in range(30)}
    sources = [partner.address(f"/{n}.png") for n in range(30)]
    assert await copy_images(open_house, {image_key(source): source for source in sources}) == frozenset()
    assert await here(open_house, *sources) == [True] * 30
    assert len(partner.asked) == 30


async def test_two_processes_keep_one_copy(open_house: House, partner: Server) -> None:
    source = partner.address("/bal.png")
    wanted = {image_key(source): source}
    assert await asyncio.gather(*(copy_images(open_house, wanted) for _ in range(4))) == [frozenset()] * 4


@on_sqlite
async def test_image_larger_than_allowed_is_refused(open_house: House, partner: Server) -> None:
    partner.answers["/big"] = said(b"", content_length="10000001")
    source = partner.address("/big")
    with pytest.raises(Unreadable) as refused:
        await copy_image(open_house, image_key(source), source)
    assert refused.value.key == "address_too_large"


@on_sqlite
async def test_image_of_a_correction_is_copied_while_its_editor_waits(open_house: House, partner: Server) -> None:
    source = partner.address("/bal.png")
    path = image_path(image_key(source))
    assert await take_image(open_house, source) == path
    assert await take_image(open_house, source) == path
    assert await take_image(open_house, f"https://agenda.example{path}") == path
    assert await take_image(open_house, "bal.png") == "bal.png"
    assert len(partner.asked) == 1
    with pytest.raises(Unreadable) as refused:
        await take_image(open_house, partner.address("/page"))
    assert refused.value.key == "image_unreadable"


async def test_image_nobody_copied_is_not_here(small: House) -> None:
    async with small.unit() as unit:
        with pytest.raises(NotHere) as refused:
            await serve_image(unit, "")
    assert refused.value.key == "no_such_image"
