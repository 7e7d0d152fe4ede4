"""`festum edition` and `festum partner`: the frame of a programme, and the keys that open it."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from festum.actions.frame import list_partners
from festum.actions.house import House
from tests.cli.conftest import Festum
from tests.conftest import DATA
from tests.small import BALL

EDITIONS = "year,number,starts_on,ends_on,current,source\n2018,13,2018-05-19,2018-07-08,true,\n2019,14,,,false,\n"
PARTNERS = "key,name,kind,commune,insee_code,departement,url,source\namics,Los Amics,association,Lodève,34142,34,,\n"

Write = Callable[[str | bytes], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def file(content: str | bytes) -> str:
        made = tmp_path / "frame.csv"
        made.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(made)

    return file


async def test_editions_are_loaded_listed_and_published(festum: Festum, house: House, write: Write) -> None:
    file = write(EDITIONS)
    loaded, again = [await festum("edition", "load", file) for _ in range(2)]
    assert (loaded.out, again.out) == ("2 of 2 editions new or changed\n", "0 of 2 editions new or changed\n")
    assert await listed(festum) == [
        ["2018", "2018-05-19", "2018-07-08", "not", "published"],
        ["2019", "not", "published"],
    ]
    published = await festum("edition", "load", file, "--publish")
    assert published.out == "0 of 2 editions new or changed\n2 published, 2018 is current\n"
    moved_on = await festum("edition", "publish", "2019")
    assert (moved_on.status, moved_on.out) == (0, "1 published, 2019 is current\n")
    assert await listed(festum) == [
        ["2018", "2018-05-19", "2018-07-08", "published", "(revision", "4)"],
        ["2019", "published", "(revision", "5)"],
    ]


async def listed(festum: Festum) -> list[list[str]]:
    ran = await festum("edition", "list")
    assert (ran.status, ran.err) == (0, "")
    return [line.split() for line in ran.out.splitlines()]


async def test_an_unknown_edition_cannot_be_published(festum: Festum, small: House) -> None:
    ran = await festum("edition", "publish", "2030")
    assert (ran.status, ran.out, ran.err) == (1, "", "There is no 2030 edition. Editions: 2017, 2018, 2019.\n")
    assert (await festum("edition", "publish", "soon")).status == 2


async def test_the_frame_of_the_demonstration_loads(festum: Festum, house: House) -> None:
    editions = await festum("edition", "load", str(DATA / "editions.csv"), "--publish")
    partners = await festum("partner", "load", str(DATA / "partners.csv"))
    assert editions.out.splitlines()[-1] == "12 published, 2018 is current"
    assert partners.out == "106 of 106 partners new or changed\n"


async def test_partners_are_loaded_and_listed_as_they_are_written(festum: Festum, house: House, write: Write) -> None:
    file = write(PARTNERS + "b,L'[oc] e [/oc] « amb »,school,,,66,,synthetic\n")
    assert (await festum("partner", "load", file)).out == "2 of 2 partners new or changed\n"
    assert (await festum("partner", "load", file)).out == "0 of 2 partners new or changed\n"
    ran = await festum("partner", "list")
    assert ran.out == "amics  34  Los Amics\nb      66  L'[oc] e [/oc] « amb »  (demonstration)\n"


async def test_a_file_as_spreadsheets_save_it_is_read(festum: Festum, house: House, write: Write) -> None:
    file = write(PARTNERS.replace(",", ";").replace("Los Amics", " Los amics d'été ").encode("cp1252"))
    assert (await festum("partner", "load", file)).out == "1 of 1 partners new or changed\n"
    async with house.unit() as unit:
        assert [(p.key, p.name, p.insee_code) for p in await list_partners(unit)] == [
            ("amics", "Los amics d'été", "34142")
        ]


@pytest.mark.parametrize(
    ("what", "content", "sentence"),
    [
        ("edition", "", "The file is empty. Save the table and send it again."),
        ("edition", ",,\n", "The file is empty. Save the table and send it again."),
        (
            "edition",
            b"\x00",
            "This file is neither text nor a known spreadsheet. Save the table as .xlsx, .ods or .csv.",
        ),
        ("edition", "year,number\n", "Columns missing from the first line: starts_on, ends_on, current, source."),
        ("edition", EDITIONS + "soon,,,,,\n", "The CSV cannot be read at line 4: invalid literal for int()"),
        ("edition", EDITIONS + "\n2020,,2020-02-30,,,\n", "The CSV cannot be read at line 5: day is out of range"),
        ("partner", PARTNERS + ",Sans clau,,,,,,\n", "The CSV cannot be read at line 3: key, name"),
        ("partner", PARTNERS + "x\n", "The CSV cannot be read at line 3: key, name"),
        ("partner", EDITIONS, "Columns missing from the first line: key, name, kind, commune, insee_code, departement"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_bad_file_is_refused_whole_in_a_sentence(
    festum: Festum, house: House, write: Write, what: str, content: str | bytes, sentence: str
) -> None:
    ran = await festum(what, "load", write(content))
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith(sentence)
    kept = await festum(what, "list")
    assert (kept.status, kept.out) == (0, "")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_file_that_is_not_there_is_said_so(festum: Festum, house: House, tmp_path: Path) -> None:
    for what in ("edition", "partner"):
        for path in (tmp_path / "none.csv", tmp_path):
            ran = await festum(what, "load", str(path))
            assert (ran.status, ran.err) == (1, f"There is no file {path}.\n")


async def test_a_key_alone_is_on_standard_output_and_opens_its_programme(
    festum: Festum, visitor: httpx.AsyncClient
) -> None:
    async def tries(key: str, uid: str = BALL) -> int:
        headers = {"authorization": f"Bearer {key}"}
        return (await visitor.patch(f"/api/v1/occurrences/{uid}", json={"notice": "Oui"}, headers=headers)).status_code

    own = await festum("partner", "key", "amics")
    other = await festum("partner", "key", "biblioteca")
    admin = await festum("partner", "key", "--admin")
    assert own.err == "Shown once; only its digest is stored. Send it as: Authorization: Bearer KEY\n"
    assert [ran.out.count("\n") for ran in (own, other, admin)] == [1, 1, 1]
    keys = [ran.out.strip() for ran in (own, other, admin)]
    assert all(key.startswith("festum_") and len(key) > 40 for key in keys)
    assert [await tries(key) for key in keys] == [200, 403, 200]

    assert (await festum("partner", "revoke", "amics")).out == "1 keys ended\n"
    assert [await tries(key) for key in keys] == [401, 403, 200]
    assert (await festum("partner", "revoke", "--admin")).out == "1 keys ended\n"
    assert [await tries(key) for key in keys] == [401, 403, 401]
    assert (await festum("partner", "revoke", "amics")).out == "0 keys ended\n"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_keys_are_made_and_ended_for_somebody_known(festum: Festum, small: House) -> None:
    for verb in ("key", "revoke"):
        ran = await festum("partner", verb, "nobody")
        assert (ran.status, ran.out, ran.err) == (1, "", "There is no partner “nobody”.\n")
        for arguments in ((), ("amics", "--admin")):
            assert (await festum("partner", verb, *arguments)).status == 2
