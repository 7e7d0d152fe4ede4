"""BAN's answers to many questions in one file: the form its `/search/csv` takes, and what it gives back.

Two engines answer there, alike but not the same: the Géoplateforme says `result_status` for each row (ok, not-found,
skipped, error) and leaves `result_score_next` empty where there is only one place; addok-csv says 0 then, and leaves a
row empty below `min_score` unless it is told to keep all.
"""

import csv
import io
from collections.abc import Mapping, Sequence

from festum.geocoding.answer_values import share
from festum.geocoding.ban_place import read_place
from festum.geocoding.geocoder import BulkAnswer

MOST_CHARACTERS = 200
"""Of one question: beyond, both engines refuse it, and addok the whole file with it."""

_ROW, _TEXT, _CITYCODE, _POSTCODE = "row", "text", "insee", "cp"
_SAID = (
    "label", "score", "type", "housenumber", "name", "street", "citycode", "postcode", "city", "oldcity",
)  # fmt: skip

FIELDS: Mapping[str, tuple[str, ...]] = {
    "columns": (_TEXT,),
    "citycode": (_CITYCODE,),
    "postcode": (_POSTCODE,),
    "delimiter": (",",),
    "quote": ('"',),
    "min_score": ("0",),
    "result_columns": (
        "latitude", "longitude", "result_score_next", "result_status", *(f"result_{name}" for name in _SAID),
    ),
}  # fmt: skip

_UNANSWERED = BulkAnswer(None, None, answered=False)


def questions_file(questions: Sequence[tuple[str, str, str]]) -> bytes:
    """Of text, INSEE code and postcode (or nothing) each; without texts that are too long."""
    file = io.StringIO()
    rows = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow((_ROW, _TEXT, _CITYCODE, _POSTCODE))
    for number, (text, citycode, postcode) in enumerate(questions):
        line = " ".join(text.split())
        if 0 < len(line) <= MOST_CHARACTERS:
            rows.writerow((number, line, citycode, postcode))
    return file.getvalue().encode()


def read_answers(said: str, questions: int) -> tuple[BulkAnswer, ...]:
    """In the order of the questions. Raises ValueError or LookupError where it is not the file that was sent."""
    rows = csv.DictReader(io.StringIO(said, newline=""), restval="")
    if _ROW not in (rows.fieldnames or ()):
        raise ValueError("not the file that was sent")
    answers = {int(row[_ROW]): _answer(row) for row in rows}
    if not answers.keys() <= set(range(questions)):
        raise ValueError("an answer to a question nobody asked")
    return tuple(answers.get(number, _UNANSWERED) for number in range(questions))


def _answer(row: Mapping[str, str]) -> BulkAnswer:
    if row.get("result_status", "") not in {"", "ok", "not-found"}:
        return _UNANSWERED
    if not row["latitude"]:
        return BulkAnswer(None, None)
    said = {name: row.get(f"result_{name}", "") for name in _SAID}
    try:
        place = read_place(said, row["latitude"], row["longitude"])
        following = share(row["result_score_next"] or 0)
    except (TypeError, ValueError, OverflowError):
        return _UNANSWERED
    return BulkAnswer(place, round(place.score - following, 6) if following else None)
