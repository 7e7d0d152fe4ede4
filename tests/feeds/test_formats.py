"""The table of formats: one line each, and one name for everything their bytes depend on."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from festum.feeds import formats
from festum.feeds.format import Drawing, Head
from festum.feeds.formats import FORMATS, renderer
from tests.feeds.listings import BASE, FR, FULL

WANTED = {
    "ics": ("text/calendar", "occurrence"),
    "jcal": ("application/calendar+json", "occurrence"),
    "atom": ("application/atom+xml", "event"),
    "rss": ("application/rss+xml", "event"),
    "json": ("application/json", "occurrence"),
    "jsonfeed": ("application/feed+json", "event"),
    "geojson": ("application/geo+json", "occurrence"),
    "csv": ("text/csv", "occurrence"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "occurrence"),
    "jsonld": ("application/ld+json", "event"),
}
HEAD = Head("Total Festum", "Programme", f"{BASE}/feeds/x.EXT", f"{BASE}/", FR, BASE, "© INSEE")


def test_every_format_is_in_the_table_with_its_media_type_and_grain() -> None:
    assert {f.extension: (f.media_type, f.grain) for f in FORMATS.values()} == WANTED


@pytest.mark.parametrize("extension", FORMATS)
def test_a_format_draws_the_same_bytes_twice_and_holds_the_title(extension: str) -> None:
    form, how = FORMATS[extension], Drawing(FR, "keep", BASE)
    drawn = [form.join(HEAD, [form.draw([FULL], how)]) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert extension == "xlsx" or "Bal de la Saint-Jean" in drawn[0].decode()
    assert form.join(HEAD, []) != drawn[0]


def test_the_renderer_changes_with_the_base_url_and_the_gazetteer_and_with_nothing_that_may_vary_by_itself() -> None:
    urls = (BASE, BASE + "/", "http://agenda.example", "https://b.example")
    assert len({renderer(url, gazetteer) for url in urls for gazetteer in ("2026", "2027")}) == 8
    again = subprocess.run(
        [sys.executable, "-c", f"from festum.feeds.formats import renderer; print(renderer({BASE!r}, '2026'))"],
        stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert again.stdout.strip() == renderer(BASE, "2026")
    assert len(renderer(BASE, "2026")) <= 64


@pytest.mark.parametrize("extension", FORMATS)
def test_the_renderer_changes_with_the_number_of_any_format(extension: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = renderer(BASE, "2026")
    form = FORMATS[extension]
    monkeypatch.setitem(formats.FORMATS, extension, replace(form, number=form.number + 1))
    renderer.cache_clear()
    after = renderer(BASE, "2026")
    renderer.cache_clear()
    assert after != before
