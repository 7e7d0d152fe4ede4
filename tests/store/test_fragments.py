"""Drawn bytes are kept for the state they were drawn of, and replaced, never doubled."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from festum.actions.house import House
from festum.domain.event import Occurrence
from festum.domain.listing import Face, Fragment
from festum.store import tables as t
from festum.store.fragments import drop_fragments_of_others, save_fragments
from tests.store.small import events_by_key

FACE = Face("ics", "oc,fr,ca,en", "keep", "renderer")


async def kept(house: House) -> dict[tuple[str, str, str], bytes]:
    """By UID, chain and renderer; those that saving the programme drew apart."""
    f = t.fragments.c
    query = select(f.uid, f.chain, f.renderer, f.body).where(f.renderer != house.renderer)
    async with house.database.reading() as connection:
        return {(row.uid, row.chain, row.renderer): row.body for row in await connection.execute(query)}


async def keep(house: House, *fragments: Fragment) -> None:
    async with house.database.writing() as connection:
        await save_fragments(connection, fragments)


def drawn(occurrence: Occurrence, body: bytes, face: Face = FACE, *, late: int = 0) -> Fragment:
    assert occurrence.modified is not None
    return Fragment(occurrence.uid, face, occurrence.modified - timedelta(seconds=late), body, "digest")


async def test_a_fragment_is_kept_once_per_face(small: House) -> None:
    bal = (await events_by_key(small))["bal"].occurrences[0]
    catalan = replace(FACE, chain="ca,fr,oc,en")
    await keep(small, drawn(bal, b"one"), drawn(bal, b"two", catalan))
    await keep(small, drawn(bal, b"one, again"))
    assert await kept(small) == {
        (bal.uid, "oc,fr,ca,en", "renderer"): b"one, again",
        (bal.uid, "ca,fr,oc,en", "renderer"): b"two",
    }


async def test_a_fragment_of_an_older_state_is_left_out_and_the_others_are_kept(small: House) -> None:
    events = await events_by_key(small)
    bal, cant = events["bal"].occurrences[0], events["cant"].occurrences[0]
    unknown = Fragment("no such occurrence", FACE, cant.modified or bal.modified, b"", "")  # type: ignore[arg-type]
    await keep(small, drawn(bal, b"overtaken", late=1), drawn(cant, b"good"), unknown)
    assert await kept(small) == {(cant.uid, "oc,fr,ca,en", "renderer"): b"good"}


async def test_an_older_state_does_not_replace_the_newer_one(small: House) -> None:
    bal = (await events_by_key(small))["bal"].occurrences[0]
    await keep(small, drawn(bal, b"good"))
    await keep(small, drawn(bal, b"overtaken", late=1))
    assert await kept(small) == {(bal.uid, "oc,fr,ca,en", "renderer"): b"good"}


async def test_publishing_keeps_the_default_face_of_every_occurrence(small: House) -> None:
    f = t.fragments.c
    async with small.database.reading() as connection:
        rows = (await connection.execute(select(f.uid, f.form, f.chain, f.cancelled, f.renderer))).all()
    uids = {o.uid for event in (await events_by_key(small)).values() for o in event.occurrences}
    assert {tuple(row) for row in rows} == {(uid, "ics", "fr,oc,ca,en", "keep", small.renderer) for uid in uids}


async def test_fragments_of_releases_no_longer_in_use_are_forgotten(small: House) -> None:
    bal = (await events_by_key(small))["bal"].occurrences[0]
    await keep(small, *(drawn(bal, b"", replace(FACE, renderer=name)) for name in ("old", "older", "oldest")))
    async with small.database.writing() as connection:
        await drop_fragments_of_others(connection, [small.renderer, "old"])
    assert await kept(small) == {(bal.uid, "oc,fr,ca,en", "old"): b""}


async def test_many_fragments_are_kept_in_several_steps(small: House) -> None:
    bal = (await events_by_key(small))["bal"].occurrences[0]
    many = [drawn(bal, str(n).encode(), replace(FACE, renderer=f"r{n}")) for n in range(2001)]
    await keep(small, *many)
    assert await kept(small) == {(bal.uid, FACE.chain, f"r{n}"): str(n).encode() for n in range(2001)}
