"""JSON Feeds: whole items, the same bytes twice, judged by a schema written from the specification."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from festum.domain.event import Partner
from festum.domain.texts import Chain, Texts
from festum.feeds import jsonfeed
from festum.feeds.shape import event_shape
from tests.feeds.feeding import NASTY, NASTY_LISTING, PAGE, another, feed
from tests.feeds.listings import BASE, CA, EN, FR, FULL, IMAGE, OC, dated, when, with_details, with_occurrence

SCHEMA = Draft202012Validator(json.loads((Path(__file__).parent / "schemas/jsonfeed.json").read_text("utf-8")))
SECOND = another(when("2018-06-30T22:00"))


def read(*entries: Any, chain: Chain = FR) -> Any:
    document = json.loads(feed(jsonfeed.FORMAT, entries, chain))
    assert [error.message for error in SCHEMA.iter_errors(document)] == []
    return document


def test_a_feed_of_nothing_is_whole() -> None:
    assert read(chain=OC) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Total Festum",
        "home_page_url": f"{BASE}/?departement=34&free=yes",
        "feed_url": f"{BASE}/feeds/x.jsonfeed?departement=34&free=yes",
        "description": "Programme & fêtes",
        "authors": [{"name": "Total Festum", "url": f"{BASE}/"}],
        "language": "oc",
        "_festum": {"about": f"{BASE}/docs", "attribution": "Communes : INSEE"},
        "items": [],
    }


def test_an_item_has_the_words_of_atom_and_the_shape_of_the_api() -> None:
    listing = replace(FULL, partner=Partner("cercle", "Cercle occitan", url="https://cercle.example/"))
    item = read([listing, SECOND])["items"][0]
    html, text = item.pop("content_html"), item.pop("content_text")
    assert item == {
        "id": f"urn:uuid:{FULL.event_id}",
        "url": PAGE,
        "external_url": "https://cercle.example/bal",
        "title": "samedi 23 juin 2018, Lodève, +1 date : Bal de la Saint-Jean",
        "summary": "Feu, danse; « balèti ». Venez !",
        "image": f"{BASE}{IMAGE}",
        "date_modified": "2018-06-01T10:21:30Z",
        "authors": [{"name": "Cercle occitan", "url": "https://cercle.example/"}],
        "tags": ["balèti", "feu de la Saint-Jean"],
        "language": "fr",
        "_festum": {"about": f"{BASE}/docs"} | event_shape([listing, SECOND], FR, BASE),
    }
    assert html.startswith("<p>samedi 23 juin 2018, 21:00 - 02:00<br>\nHalles, 1 place de la République, 34700 Lodève")
    assert text.startswith("samedi 23 juin 2018, 21:00 - 02:00\nHalles, 1 place de la République, 34700 Lodève\n\n")
    assert text.endswith(f"\n\n{PAGE}")


def test_what_nobody_wrote_is_left_out() -> None:
    bare = with_details(descriptions=Texts(), categories=(), url="", image="")
    bare = replace(bare, occurrence=replace(FULL.occurrence, modified=None, venue=None))
    item = read([bare])["items"][0]
    assert list(item) == ["id", "url", "title", "content_html", "content_text", "authors", "language", "_festum"]
    assert item["title"] == "samedi 23 juin 2018 : Bal de la Saint-Jean"


@pytest.mark.parametrize(
    ("chain", "language", "tag"),
    [(FR, "fr", "balèti"), (OC, "fr", "balèti"), (CA, "ca", "ball tradicional"), (EN, "fr", "balèti (folk dance)")],
)
def test_language_is_that_of_the_text_and_tags_are_in_the_reader_s(chain: Chain, language: str, tag: str) -> None:
    document = read([FULL], chain=chain)
    assert (document["language"], document["items"][0]["language"]) == (chain[0], language)
    assert document["items"][0]["tags"][0] == tag


@pytest.mark.parametrize(
    ("status", "prefix"), [("cancelled", "ANNULÉ : "), ("postponed", "REPORTÉ : "), ("full", "COMPLET : ")]
)
def test_what_does_not_take_place_says_so(status: str, prefix: str) -> None:
    item = read([with_occurrence(status=status, notice="Vent")])["items"][0]
    assert item["title"] == f"samedi 23 juin 2018, Lodève : {prefix}Bal de la Saint-Jean"
    assert item["content_text"].startswith(f"{prefix}Vent\n")
    assert item["_festum"]["occurrences"][0]["status"] == status


def test_whole_days_have_no_hour() -> None:
    item = read([dated("2018-06-23", all_day=True)])["items"][0]
    assert item["content_text"].startswith("samedi 23 juin 2018\nHalles")


def test_nasty_texts_come_back_whole() -> None:
    item = read([NASTY_LISTING])["items"][0]
    assert item["title"] == f"samedi 23 juin 2018, Lodève : {NASTY}"
    assert "<script" not in item["content_html"]
    assert f"\n\n{NASTY}\n\n" in item["content_text"]


def test_the_same_data_has_the_same_bytes() -> None:
    assert feed(jsonfeed.FORMAT, [[FULL, SECOND]]) == feed(jsonfeed.FORMAT, [[FULL, SECOND]])


@pytest.mark.parametrize("changes", [{"version": "1"}, {"items": None}, {"surprise": 1}, {"feed_url": "x.jsonfeed"}])
def test_the_schema_refuses_what_is_no_json_feed(changes: dict[str, Any]) -> None:
    assert not SCHEMA.is_valid(read([FULL]) | changes)
