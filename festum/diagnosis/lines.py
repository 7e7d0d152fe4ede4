"""Bytes to content lines (RFC 5545 3.1): line ends, folds, encoding - each line with the number an editor shows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from festum.diagnosis.content_line import Broken, Line, read_line
from festum.diagnosis.finding import Finding, shown

MOST_OCTETS = 75
UTF8_BOM = b"\xef\xbb\xbf"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_SEPARATOR = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Lines:
    """What could be taken apart; the rest is in the findings."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]


def read_lines(content: bytes) -> Lines:
    """No bytes make it fail: what cannot be decoded is read on with replacement characters."""
    findings: list[Finding] = []
    if not content.strip():
        return Lines((), (Finding("empty"),))
    content = _without_bom(content, findings)
    start = content.lstrip()[:200].lower()
    if start.startswith(b"<"):
        return Lines((), (*findings, Finding("html", 1, value=shown(start[:60].decode("utf-8", "replace")))))
    if b"BEGIN:VCALENDAR" not in content.upper():
        return Lines((), (*findings, Finding("not_calendar", 1, value=shown(start[:60].decode("utf-8", "replace")))))
    lines: list[Line] = []
    for number, parts in _unfolded(_physical(content, findings), findings):
        text = _decoded(parts, number, findings)
        findings += _odd_characters(text, number)
        read = read_line(text, number)
        if isinstance(read, Broken):
            findings.append(Finding(read.key, number, read.subject, shown(text)))
        else:
            lines.append(read)
    return Lines(tuple(lines), tuple(findings))


def _without_bom(content: bytes, findings: list[Finding]) -> bytes:
    if content.startswith(UTF8_BOM):
        findings.append(Finding("bom", 1))
        return content.removeprefix(UTF8_BOM)
    if content.startswith(UTF16_BOMS):
        findings.append(Finding("not_utf8", 1, value="UTF-16"))
        return content.decode("utf-16", "replace").encode("utf-8", "replace")
    return content


def _physical(content: bytes, findings: list[Finding]) -> Iterator[tuple[int, bytes]]:
    """(number, octets without their line end)."""
    if b"\n" not in content and b"\r" in content:
        findings.append(Finding("lone_cr", 1))
        content = content.replace(b"\r", b"\r\n")
    pieces = content.split(b"\n")
    if pieces[-1]:
        findings.append(Finding("no_last_break", len(pieces)))
    else:
        pieces.pop()
    for number, piece in enumerate(pieces, 1):
        if not piece.endswith(b"\r") and number < len(pieces):
            findings.append(Finding("lone_lf", number))
        octets = piece.removesuffix(b"\r")
        if len(octets) > MOST_OCTETS:
            findings.append(Finding("line_long", number, value=str(len(octets))))
        yield number, octets


def _unfolded(physical: Iterable[tuple[int, bytes]], findings: list[Finding]) -> Iterator[tuple[int, list[bytes]]]:
    """(number of its first line, the parts a fold has cut it into)."""
    first, parts = 0, list[bytes]()
    for number, octets in physical:
        if parts and octets[:1] in {b" ", b"\t"}:
            parts.append(octets[1:])
            continue
        if parts:
            yield first, parts
            parts = []
        if octets:
            first, parts = number, [octets]
        else:
            findings.append(Finding("blank_line", number))
    if parts:
        yield first, parts


def _decoded(parts: list[bytes], number: int, findings: list[Finding]) -> str:
    whole = b"".join(parts)
    if whole.isascii():
        return whole.decode("ascii")
    try:
        text = whole.decode("utf-8")
    except UnicodeDecodeError as wrong:
        text = whole.decode("utf-8", "replace")
        findings.append(Finding("not_utf8", number, value=shown(text[max(0, wrong.start - 20) : wrong.start + 20])))
        return text
    if len(parts) > 1 and not all(map(_whole_characters, parts)):
        findings.append(Finding("fold_splits_character", number, value=shown(text)))
    return text


def _whole_characters(part: bytes) -> bool:
    try:
        part.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _odd_characters(text: str, number: int) -> Iterator[Finding]:
    control = _CONTROL.search(text)
    if control is not None:
        yield Finding("control_character", number, value=f"U+{ord(control[0]):04X}")
    separator = _SEPARATOR.search(text)
    if separator is not None:
        yield Finding("line_separator", number, value=f"U+{ord(separator[0]):04X}")
