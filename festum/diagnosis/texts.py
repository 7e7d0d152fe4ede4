"""Texts as people would see them: tags, letters decoded twice, accents in pieces, backslashes read in two ways."""

import re
import unicodedata
from collections.abc import Iterator

from festum.diagnosis.content_line import Line
from festum.diagnosis.finding import Finding, shown
from festum.diagnosis.values import unescape

_TEXTS = frozenset(
    {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "CATEGORIES", "NAME", "X-WR-CALNAME", "X-WR-CALDESC"}
)
_HTML = re.compile(
    r"</?(?:p|br|a|div|span|strong|em|b|i|ul|ol|li|h[1-6]|img|table)(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#[0-9]{2,5});", re.I
)
_MOJIBAKE = re.compile("Ã[\x80-\xbf\u0192\u0178\u02dc©ª«¨¢§´¹»¼®¯°]|â€[\u2122\u0153\u009d“”˜\x98\x99\x9c]|Â[«»°·\xa0]")
_DOUBTFUL = re.compile(r"\\\\[nN,;]")


def judge_text(line: Line, where: str) -> Iterator[Finding]:
    if line.name not in _TEXTS:
        return
    text = unescape(line.value)
    tag = _HTML.search(text)
    if tag is not None:
        yield Finding("html_in_text", line.number, line.name, shown(tag[0]), where=where)
    broken = _MOJIBAKE.search(text)
    if broken is not None:
        around = text[max(0, broken.start() - 10) : broken.end() + 10]
        yield Finding("text_mojibake", line.number, line.name, shown(around), where=where)
    if not unicodedata.is_normalized("NFC", text):
        yield Finding("text_not_composed", line.number, line.name, shown(text), where=where)
    doubtful = _DOUBTFUL.search(line.value)
    if doubtful is not None:
        yield Finding("backslash_misread", line.number, line.name, doubtful[0], where=where)
