"""Corrections that cannot be stored: every field at fault is named, and nothing at all has changed."""

from typing import Any

import httpx

from tests.small import BALL, event

OCCURRENCE, EVENT = f"/api/v1/occurrences/{BALL}", f"/api/v1/events/{event('amics', 'bal')}"
NOT_LISTED = "« {} » n'est pas dans la liste ; le plus proche : « {} »"
NO_FIELD = "ce champ n'existe pas ; le plus proche : « {} »"
NO_POINT = "« {} » n'est pas une position en degrés ; latitude et longitude vont ensemble"
EMPTY = "la case est vide ; elle est nécessaire"
NO_TEXT = "Input should be a valid string"

Said = tuple[str, str, str, str]
"""(key, column, value, text)"""


def no_date(column: str, value: str) -> Said:
    written = "écrivez par exemple 2018-06-23T21:00, ou 2018-06-23 pour une journée"
    return "date_unreadable", column, value, f"« {value} » n'est pas une date ; {written}"


def no_hour(column: str, value: str) -> Said:
    return "time_skipped", column, value, f"{value} n'existe pas : cette nuit-là les horloges avancent"


def no_address(column: str, value: str) -> Said:
    return "url_unreadable", column, value, f"« {value} » n'est pas une adresse http"


DATES: list[tuple[dict[str, Any], list[Said]]] = [
    ({"start": "23/06/2018"}, [no_date("start", "23/06/2018")]),
    ({"start": "2018-06-31T21:00"}, [no_date("start", "2018-06-31T21:00")]),
    ({"start": "2018-06-23T24:00"}, [no_date("start", "2018-06-23T24:00")]),
    ({"start": "2018-06-23T21:00Z"}, [no_date("start", "2018-06-23T21:00Z")]),
    ({"start": "0018-06-23"}, [no_date("start", "0018-06-23")]),
    ({"start": None}, [no_date("start", "")]),
    ({"start": "x", "end": "y"}, [no_date("start", "x"),
                                  no_date("end", "y")]),
    ({"start": "2018-03-25T02:30"}, [
        no_hour("start", "2018-03-25T02:30")]),
    ({"start": "2018-03-25T00:00"}, [
        no_hour("end", "2018-03-25T02:30")]),
    ({"end": "2018-06-23T21:00"}, [("ends_before", "end", "2018-06-23T21:00",
                                    "la fin 2018-06-23T21:00 est avant le début 2018-06-23T21:00")]),
    ({"start": "2018-06-24", "end": "2018-06-23"}, [("ends_before", "end", "2018-06-23",
                                                     "la fin 2018-06-23 est avant le début 2018-06-24T00:00")]),
    ({"end": "2018-06-24"}, [no_date("end", "2018-06-24")]),
    ({"start": "2018-06-23", "all_day": False}, [no_date("start", "2018-06-23")]),
    ({"commune": "Villeneuve"}, [("commune_ambiguous", "commune", "Villeneuve",
        "plusieurs communes s'appellent « Villeneuve » : {} ; donnez le code postal ou INSEE")]),
    ({"commune": "Brest"}, [("commune_unknown", "commune", "Brest",
        "« Brest » n'est pas une commune d'Occitanie ; proches : {}")]),
    ({"insee_code": "99999"}, [("commune_unknown", "insee_code", "99999",
        "« 99999 » n'est pas une commune d'Occitanie ; proches : {}")]),
    ({"latitude": 43.6}, [("point_unreadable", "latitude", "", NO_POINT.format(""))]),
    ({"longitude": 3.8}, [("point_unreadable", "latitude", "", NO_POINT.format(""))]),
    ({"latitude": 43.6, "longitude": None}, [("point_unreadable", "latitude", "", NO_POINT.format(""))]),
    ({"latitude": 91, "longitude": 3.8}, [("point_unreadable", "latitude", "91", NO_POINT.format("91"))]),
    ({"latitude": 43.6, "longitude": "ouest"}, [("point_unreadable", "longitude", "ouest", NO_POINT.format("ouest"))]),
    ({"latitude": 43.6, "longitude": False}, [("point_unreadable", "longitude", "False", NO_POINT.format("False"))]),
    ({"latitude": "43.6", "longitude": 3.8}, [("point_unreadable", "latitude", "43.6", NO_POINT.format("43.6"))]),
    ({"all_day": "yes"}, [("field_wrong", "all_day", "yes", "Input should be a valid boolean")]),
    ({"status": ""}, [("word_unknown", "status", "", NOT_LISTED.format("", ""))]),
    ({"status": "canceled"}, [("word_unknown", "status", "canceled", NOT_LISTED.format("canceled", "cancelled"))]),
    ({"venue": 7}, [("field_wrong", "venue", "7", NO_TEXT)]),
    ({"venu": "Halle"}, [("field_unknown", "venu", "venu", NO_FIELD.format("venue"))]),
    ({"notice": "x" * 1001}, [("too_long", "notice", "x" * 200, "le texte dépasse 1000 caractères")]),
    ({"start": "x", "venue": "Halle", "commune": "Brest", "status": "non"}, [
        no_date("start", "x"),
        ("commune_unknown", "commune", "Brest", "« Brest » n'est pas une commune d'Occitanie ; proches : {}"),
        ("word_unknown", "status", "non", NOT_LISTED.format("non", ""))]),
]  # fmt: skip

EVENTS: list[tuple[dict[str, Any], list[Said]]] = [
    ({"title": ""}, [("required", "title", "", EMPTY)]),
    ({"title": " \n\t\u200b "}, [("required", "title", "", EMPTY)]),
    ({"title": None}, [("required", "title", "", EMPTY)]),
    ({"titles": {"fr": None}}, [("required", "title", "", EMPTY)]),
    ({"titles": None}, [("required", "title", "", EMPTY)]),
    ({"titles": {"de": "Tanz"}}, [("word_unknown", "titles", "de", NOT_LISTED.format("de", "fr, oc, ca, en"))]),
    ({"titles": {"oc": "x" * 301}}, [("too_long", "titles.oc", "x" * 200, "le texte dépasse 300 caractères")]),
    ({"title": "x" * 301}, [("too_long", "title", "x" * 200, "le texte dépasse 300 caractères")]),
    ({"languages": ["oc", "occitan"]}, [("word_unknown", "languages", "occitan", NOT_LISTED.format("occitan", ""))]),
    ({"categories": ["baletí", "sardane"]}, [
        ("word_unknown", "categories", "baletí", NOT_LISTED.format("baletí", "baleti")),
        ("word_unknown", "categories", "sardane", NOT_LISTED.format("sardane", "sardana"))]),
    ({"flags": ["child"]}, [("word_unknown", "flags", "child", NOT_LISTED.format("child", "children"))]),
    ({"url": "javascript:alert(1)"}, [no_address("url", "javascript:alert(1)")]),
    ({"url": "bal.example"}, [no_address("url", "bal.example")]),
    ({"image": "https://"}, [no_address("image", "https://")]),
    ({"status": "off"}, [("word_unknown", "status", "off", NOT_LISTED.format("off", ""))]),
    ({"start": "2018-06-24"}, [("field_unknown", "start", "start", NO_FIELD.format("status"))]),
    ({"languages": "oc"}, [("field_wrong", "languages", "oc", "Input should be a valid list")]),
    ({"languages": ["oc", 3]}, [("field_wrong", "languages.1", "3", NO_TEXT)]),
    ({"titles": {"oc": 5}, "descripcion": "x"}, [
        ("field_wrong", "titles.oc", "5", NO_TEXT),
        ("field_unknown", "descripcion", "descripcion", NO_FIELD.format("description"))]),
]  # fmt: skip


async def test_every_field_at_fault_is_named_and_nothing_changes(editor: httpx.AsyncClient) -> None:
    before = [(await editor.get(address)).content for address in ("/feeds/a.ics", OCCURRENCE, EVENT)]
    for address, table in ((OCCURRENCE, DATES), (EVENT, EVENTS)):
        for patch, said in table:
            answer = await editor.patch(address, json=patch)
            body = answer.json()
            problems = body.pop("problems", None)
            assert (answer.status_code, body) == (
                422,
                {
                    "type": "about:blank#unfit",
                    "title": "Unprocessable Content",
                    "status": 422,
                    "detail": "La demande ne peut pas être enregistrée : voyez « problems ».",
                    "key": "unfit",
                    "values": {},
                },
            ), patch
            texts = [text.partition("{}") for *_, text in said]
            assert [
                {**problem, "text": "as said"}
                if problem["text"].startswith(text[0]) and problem["text"].endswith(text[2])
                else problem
                for problem, text in zip(problems, texts, strict=True)
            ] == [
                {"level": "error", "key": key, "column": column, "value": value, "text": "as said"}
                for key, column, value, _ in said
            ], patch
    after = [(await editor.get(address)).content for address in ("/feeds/a.ics", OCCURRENCE, EVENT)]
    assert after == before


async def test_a_refusal_is_in_the_language_asked_for(editor: httpx.AsyncClient) -> None:
    texts = {}
    for lang in ("fr", "oc", "ca", "en"):
        body = (await editor.patch(f"{OCCURRENCE}?lang={lang}", json={"start": "x"})).json()
        texts[lang] = body["detail"], body["problems"][0]["text"].partition(";")[0]
    assert len(set(texts.values())) == 4
    assert texts["en"] == ("The request cannot be stored: see “problems”.", "“x” is not a date")
