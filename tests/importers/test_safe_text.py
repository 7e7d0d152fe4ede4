"""HTML becomes text one may store; what is no HTML is not touched."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festum.importers.safe_text import MOST_TAGS, plain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Balèti, puis feu",
        "a < b",
        "5 > 3 & 2 < 4",
        "R&B",
        "Fish&chips &copy sans point-virgule",
        "<me@here.org>, <https://festa.example/a?b=1&c=2>",
        "<3 la fèsta",
        "deux\n\n\nlignes   et blancs ",
        "<foo>",
    ],
)
def test_text_without_html_is_untouched(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<p>Un</p><p>Deux<br>trois</p>", "Un\n\nDeux\ntrois"),
        ("<p>Un\nseul  paragraphe</p>", "Un seul paragraphe"),
        ("<div>Un</div><div><div>Deux</div></div>", "Un\nDeux"),
        ("Programme :<ul>\n<li>bal</li>\n<li>feu</li>\n</ul>Fin", "Programme :\n\n- bal\n- feu\n\nFin"),
        ("<table><tr><td>21 h</td> <td>bal</td></tr><tr><td>23 h</td><td>feu</td></tr></table>", "21 h bal\n23 h feu"),
        ("<h2>Bal</h2>Entrée <b>libre</b>", "Bal\n\nEntrée libre"),
        ("ligne\nligne <b>grasse</b>", "ligne\nligne grasse"),
        ("L&#39;&eacute;t&eacute;&nbsp;! R&amp;B &#x2019;", "L'été ! R&B ’"),
        ("&lt;p&gt;deux fois &amp;eacute;crit&lt;/p&gt;", "deux fois écrit"),
        ("<<b>script>alert(1)</<i>script>", ""),
        ("<b>5 < 6 & 7</b> <moi@ici.fr>", "5 < 6 & 7 <moi@ici.fr>"),
        ("Bal<script>alert('x')</script><style>p { color: red }</style> ce soir", "Bal ce soir"),
        ("Bal<!-- caché --> ce soir", "Bal ce soir"),
        ('<img src=x onerror="alert(1)">Bal<iframe src="https://x.example">non</iframe>', "Bal"),
        ("<SCRIPT>alert(1)</SCRIPT >Bal", "Bal"),
        ('<p class=MsoNormal>Bal<o:p></o:p></p>', "Bal"),
        ('<a href="https://festa.example/">festa.example</a>', "festa.example"),
        ('<a href="https://festa.example/r">Réserver</a>', "Réserver (https://festa.example/r)"),
        ('<a href="https://festa.example/r"><b>ici</b></a>', "ici (https://festa.example/r)"),
        ('<a href="mailto:moi@ici.fr">écrire</a> <a href="tel:0467">0467</a>', "écrire (moi@ici.fr) 0467"),
        ('<a href="javascript:alert(1)">cliquez</a>', "cliquez"),
        ("<p>Bal &#0; \u202eçà\u2028ici</p>", "Bal çà ici"),
        ("<p></p>", ""),
        ("<li></li>", ""),
    ],
)  # fmt: skip
def test_html_becomes_text(written: str, text: str) -> None:
    assert plain(written) == text


TAGS = (
    "<p>",
    "</p>",
    "<br/>",
    "<script>",
    "</script>",
    "<b>",
    "<a href='x'>",
    "<li>",
    "&",
    "&amp;",
    "&lt;",
    "<!--",
    "<",
)


@given(st.lists(st.one_of(st.sampled_from(TAGS), st.text(max_size=5), st.just("script>")), max_size=20).map("".join))
@settings(derandomize=True, deadline=None, max_examples=500)
def test_any_text_comes_out_without_a_tag(text: str) -> None:
    assert re.search(r"<(?:script|p|b|li|a|br)[\s>]", plain(text)) is None


@pytest.mark.parametrize("tag", ["<b>", "<div>", "<table>", "<p><i>", "<!--", "<a href='x'>", "<b"])
def test_html_nested_without_end_takes_no_time(tag: str) -> None:
    started = time.process_time()
    plain(tag * MOST_TAGS * 2 + "<b>Bal")
    plain(tag * (MOST_TAGS // 4) + "<b>Bal")
    assert time.process_time() - started < 5
