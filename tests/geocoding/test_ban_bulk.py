"""Files of answers as the two engines write them, and as neither should."""

import pytest

from festum.domain.geocoding import Candidate
from festum.domain.place import Point, Precision, Provenance
from festum.errors import AskedTooMuch, NoAnswer, QuestionRefused
from festum.geocoding.ban import Ban
from festum.geocoding.ban_bulk import questions_file, read_answers
from festum.geocoding.geocoder import BulkAnswer
from tests.geocoding.misbehaving import QUESTION, misbehaving, said

GEOPLATEFORME = """\
row,text,insee,cp,longitude,latitude,result_score,result_score_next,result_label,result_type,result_housenumber,\
result_name,result_street,result_postcode,result_city,result_citycode,result_oldcity,result_status
0,4 rue Foch,34079,,3.4201,43.6189,0.97,0.81,4 Rue Foch 34800 Clermont,housenumber,4,4 Rue Foch,Rue Foch,34800,\
Clermont,34079,,ok
1,place,34079,,3.42,43.62,0.5,,"Place Foch, 34800 Clermont",street,,Place Foch,,34800,Clermont,34079,Old,ok
2,nowhere,34079,,,,,,,,,,,,,,,not-found
3,(,34079,,,,,,,,,,,,,,,skipped
4,rue,34079,,,,,,,,,,,,,,,error
5,sea,34079,,3.42,143.62,0.5,,x,street,,x,,,,,,ok
6,no label,34079,,3.42,43.62,0.5,,,street,,x,,,,,,ok
"""
"""Its columns and words; the places are made up."""


def test_file_of_the_geoplateforme() -> None:
    unanswered = BulkAnswer(None, None, answered=False)
    assert read_answers(GEOPLATEFORME, 8) == (
        BulkAnswer(
            Candidate(
                provider=Provenance.BAN,
                label="4 Rue Foch 34800 Clermont",
                name="Rue Foch",
                housenumber="4",
                kind="housenumber",
                precision=Precision.HOUSENUMBER,
                point=Point(43.6189, 3.4201),
                score=0.97,
                insee_code="34079",
                postcode="34800",
                commune="Clermont",
            ),
            0.16,
        ),
        BulkAnswer(
            Candidate(
                provider=Provenance.BAN,
                label="Place Foch, 34800 Clermont",
                name="Place Foch",
                housenumber="",
                kind="street",
                precision=Precision.STREET,
                point=Point(43.62, 3.42),
                score=0.5,
                insee_code="34079",
                postcode="34800",
                commune="Clermont",
                old_commune="Old",
            ),
            None,
        ),
        BulkAnswer(None, None),
        *[unanswered] * 5,
    )


def test_rows_in_another_order_go_to_their_questions() -> None:
    header, *rows = GEOPLATEFORME.splitlines(keepends=True)
    assert read_answers("".join((header, *reversed(rows))), 7) == read_answers(GEOPLATEFORME, 7)


def test_questions_as_they_are_sent() -> None:
    asked = [('Salle "Foch",\nrue', "34079", ""), ("rue " * 60, "34079", ""), ("Place", "34172", "34070")]
    assert questions_file(asked).decode() == (
        '"row","text","insee","cp"\r\n"0","Salle ""Foch"", rue","34079",""\r\n"2","Place","34172","34070"\r\n'
    )


@pytest.mark.parametrize(
    "body",
    [
        b"<html>maintenance</html>",
        b"row,text\r\n0,x\r\n",
        b"row,latitude\r\n9,\r\n",
        b"row,latitude\r\nx,\r\n",
        b"\xff\xfe",
        b"a" * 20_000_001,
    ],
    ids=["html", "columns", "number", "word", "encoding", "size"],
)
async def test_file_that_cannot_be_read(body: bytes) -> None:
    assert await _refusal(said(body)) == (NoAnswer, "geocoder_unreadable")


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        ("413 Too Large", (QuestionRefused, "geocoder_question_refused")),
        ("429 Too Many Requests", (AskedTooMuch, "geocoder_busy")),
        ("500 Oh", (NoAnswer, "geocoder_failed")),
        ("307 Elsewhere", (NoAnswer, "geocoder_moved")),
    ],
)
async def test_file_that_is_not_taken(status: str, refusal: tuple[type[NoAnswer], str]) -> None:
    assert await _refusal(said(status=status, Location="http://127.0.0.1:1/")) == refusal


async def _refusal(answer: bytes) -> tuple[type[NoAnswer], str]:
    async with misbehaving(answer) as service:
        ban = Ban(service.base)
        with pytest.raises(NoAnswer) as raised:
            await ban.ask_many([QUESTION])
        await ban.close()
    return type(raised.value), raised.value.key
