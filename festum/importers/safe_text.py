"""HTML as other agendas and websites write it, reduced to safe plain text; text that is no HTML stays as it is."""

import html
import re

import nh3

from festum.domain.text import clean

_BLOCKS = (
    "address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h1|h2|h3|"
    "h4|h5|h6|header|hr|legend|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_GONE_WITH_CONTENT = "embed|iframe|math|noscript|object|script|select|style|svg|template|textarea"
_OTHERS = (
    "a|abbr|acronym|area|audio|b|bdi|bdo|big|br|button|cite|code|col|colgroup|data|datalist|del|dfn|em|font|head|html|"
    "i|img|input|ins|kbd|label|link|map|mark|meta|meter|nobr|option|optgroup|output|param|picture|progress|q|rp|rt|"
    "ruby|s|samp|small|source|span|strike|strong|sub|sup|time|track|tt|u|var|video|wbr"
)
_KNOWN = rf"{_BLOCKS}|{_GONE_WITH_CONTENT}|{_OTHERS}|(?:o|v|w|m|st1):[a-z]+"
"""With the namespaces a word processor pastes."""

_TAG = re.compile(rf"</?(?:{_KNOWN})(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
_NO_TAG = re.compile(rf"<(?!/?(?:{_KNOWN})(?:[\s/>]|$)|!--)", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BREAKING = re.compile(rf"<(?:br|/?(?:{_BLOCKS}))\b", re.IGNORECASE)

# What nh3 leaves, well-formed and without attributes.
_LINK = re.compile(r'<a href="([^"]*)">([^<]*)</a>')
_CELL = re.compile(r"</?t[dh]>")
_LINE = re.compile(r"(?:</?(?:dd|div|dt|li|tr)>\s*)+")
_PARAGRAPH = re.compile(r"</?[a-z0-9]+>")

MOST_TAGS = 20_000
"""More are no description: nested so deep, they would take seconds for each event."""

_MOST_TIMES = 4
"""HTML is written as entities of entities by the programs it went through; more often than this is no accident."""


def plain(text: str) -> str:
    """Without tags, scripts or entities; paragraphs and items of a list as lines, addresses of links written out.

    Only what is written like a tag of HTML or an entity with its semicolon is taken for such: "a < b", "<me@here.org>"
    and "R&B" stay as they are.
    """
    for _ in range(_MOST_TIMES):
        if "<" in text and _TAG.search(text):
            text = _without_tags(text)
        elif "&" in text and _REFERENCE.search(text):
            text = clean(_REFERENCE.sub(lambda found: html.unescape(found[0]), text).replace("\xa0", " "))
        else:
            return text
    return _TAG.sub(" ", text).replace("<", " ") if _TAG.search(text) else text


def _without_tags(text: str) -> str:
    if text.count("<") > MOST_TAGS:
        return clean(_TAG.sub(" ", text))
    if _BREAKING.search(text):
        # In HTML a line break of the source is a space; who marks bold in a cell means the breaks he typed.
        text = " ".join(text.split())
    tidy = nh3.clean(
        _NO_TAG.sub("&lt;", text),
        tags={*_BLOCKS.split("|"), "br", "a"},
        clean_content_tags=set(_GONE_WITH_CONTENT.split("|")),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    tidy = _CELL.sub(" ", _LINK.sub(_address_beside, tidy))
    tidy = _LINE.sub(lambda tags: "\n- " if "<li>" in tags[0] else "\n", tidy)
    tidy = tidy.replace("<br>", "\n").replace("<a>", "").replace("</a>", "")
    return _spaced(clean(html.unescape(_PARAGRAPH.sub("\n\n", tidy)).replace("\xa0", " ")))


def _address_beside(link: re.Match[str]) -> str:
    address, words = link[1], link[2].strip()
    shown = address.partition(":")[2] if address.startswith(("mailto:", "tel:")) else address
    if not words:
        return shown
    return words if shown.rstrip("/").endswith(words.rstrip("/")) else f"{words} ({shown})"


def _spaced(text: str) -> str:
    """One blank line at most between two paragraphs, none between lines, no blanks before a line."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if line != "-")).strip()
