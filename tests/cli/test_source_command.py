"""`festum source`, against a real address."""

from collections.abc import AsyncIterator

import pytest

from festum.actions.house import House
from tests.cli.conftest import Festum
from tests.fetching.serving import Server, said, serving
from tests.small import on_sqlite

pytestmark = on_sqlite

SHEET = b"title,start,commune\nVelhada,2018-06-20T18:00,Lod\xc3\xa8ve\n"


@pytest.fixture
async def partner() -> AsyncIterator[Server]:
    async with serving({"/a.csv": said(SHEET, content_type="text/csv")}) as server:
        yield server


def lines(out: str) -> list[list[str]]:
    return [line.split("  ") for line in out.splitlines()]


async def test_address_is_added_visited_listed_and_removed(small: House, festum: Festum, partner: Server) -> None:
    address = partner.address("/a.csv")
    added = await festum("source", "add", address, "--partner", "amics", "--every", "6", "--commune", "Lodève")
    assert (added.status, added.err) == (0, "")
    assert lines(added.out) == [["1", "amics", address, "6 h", "merge", "-", "never visited"]]

    checked = await festum("source", "check", FESTUM_FETCH_PRIVATE="true")
    assert (checked.status, checked.err) == (0, "")
    assert lines(checked.out)[0][-1] == "2018 edition: 1 rows new or changed, published (import 1)"
    assert (await festum("source", "check", FESTUM_FETCH_PRIVATE="true")).out == "", "none is due"
    again = await festum("source", "check", "1", FESTUM_FETCH_PRIVATE="true", LANG="oc_FR.UTF-8")
    assert (again.status, lines(again.out)[0][-1]) == (0, "res de nòu (edicion 2018)")
    listed = await festum("source", "list")
    assert [line[-1] for line in lines(listed.out)] == ["nothing new (2018 edition)"]

    removed = await festum("source", "remove", "1")
    assert (removed.status, lines(removed.out)[0][:3]) == (0, ["1", "amics", address])
    assert (await festum("source", "list")).out == ""


async def test_visit_that_fails_says_why(small: House, festum: Festum, partner: Server) -> None:
    address = partner.address("/a.csv")
    await festum("source", "add", address, "--partner", "amics", "--mode", "replace", "--edition", "2018")
    checked = await festum("source", "check", "1")
    assert checked.status == 1
    assert lines(checked.out)[0][-1] == (
        f"The address {address} leads into a private network: only public addresses of the Internet are asked. "
        "Send the file itself instead."
    )
    assert partner.asked == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "https://a.example/", "--partner", "nobody"), "There is no partner “nobody”."),
        (("add", "a.ics", "--partner", "amics"),
         "“a.ics” is not an address that can be asked: it takes one in http or https, without a password in it."),
        (("add", "https://a.example/", "--partner", "amics", "--every", "0"),
         "The number of hours between two visits goes from 1 to 720."),
        (("remove", "7"), "No address is followed under the number 7."),
        (("check", "7"), "No address is followed under the number 7."),
    ],
)  # fmt: skip
async def test_what_cannot_be_done_is_refused_in_words(
    small: House, festum: Festum, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = await festum("source", *arguments)
    assert (ran.status, ran.out, ran.err) == (1, "", f"{sentence}\n")
