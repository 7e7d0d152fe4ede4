"""From bytes to text: the encodings people's programs save, found by what stands in the file and never guessed wide.

A table is read again and again from its bytes, so that its text is never held whole: `Text` only remembers how.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from festum.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""In this order: the mark of UTF-32 begins with that of UTF-16."""

_CHUNK = 1 << 20
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
LETTERS = "àâäæçéèêëíìîïñóòôöœúùûüÿÀÂÄÆÇÉÈÊËÍÌÎÏÑÓÒÔÖŒÚÙÛÜŸáÁ·°ºª«»‹›“”„‘’‚–—…•€½¼¾²³§©®™¡¿´¨\xa0"
"""What the four languages write beyond ASCII, and what their office suites put in by themselves."""

_LATIN_9 = re.compile(rb"\xa4|[A-Za-z]\xbd|[\xbc\xbd][A-Za-z]")
"""The euro, or an œ within a word: "coeur" has no half in it."""


@dataclass(frozen=True, slots=True)
class Text:
    """Valid in `encoding` from end to end. `mixed` are the lines of text (from 1, as an editor counts) that were in
    cp1252 among UTF-8; `content` holds them put right."""

    content: bytes
    encoding: str
    mixed: tuple[int, ...] = ()

    def lines(self) -> Iterator[str]:
        """With their ends as they are."""
        return iter(io.TextIOWrapper(io.BytesIO(self.content), self.encoding, newline=""))

    def beginning(self, characters: int) -> str:
        return io.TextIOWrapper(io.BytesIO(self.content), self.encoding, newline="").read(characters)

    def whole(self) -> str:
        return self.content.decode(self.encoding)


def decode(content: bytes) -> str:
    """The whole text at once. Raises Unreadable as `text_of` does."""
    return text_of(content).whole()


def text_of(content: bytes) -> Text:
    """UTF-8, else what a byte order mark says, else what fits among cp1252, Latin-9 and Mac Roman, in this order.

    Raises Unreadable for what is empty and for what is no text.
    """
    if not content.strip():
        raise Unreadable("unreadable_empty")
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None) or _wide(content)
    if encoding not in {None, "utf-8-sig"}:
        return _checked(Text(content, encoding or ""))
    if b"\x00" in content:
        raise Unreadable("unreadable_binary")
    if _is_valid(content, "utf-8"):
        return _checked(Text(content, encoding or "utf-8"))
    if encoding is not None or _holds_utf8(content):
        return _checked(_line_by_line(content))
    return _checked(Text(content, _of_one_byte(content)))


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is zero as long as the writing is ours, and what is left is text."""
    if len(content) % 2:
        return None
    sample = content[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if (even, odd) == (0, 0) or (even and odd) or (even + odd) * 4 < len(sample):
        return None
    encoding = "utf-16-le" if odd else "utf-16-be"
    return encoding if _CONTROL.search(sample.decode(encoding, "replace")) is None else None


def _is_valid(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _CHUNK):
            decoder.decode(content[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _checked(text: Text) -> Text:
    if not _is_valid(text.content, text.encoding):
        raise Unreadable("unreadable_binary")
    stream = io.TextIOWrapper(io.BytesIO(text.content), text.encoding, newline="")
    blank = True
    while chunk := stream.read(_CHUNK):
        if "\x00" in chunk:
            raise Unreadable("unreadable_binary")
        blank = blank and not chunk.strip()
    if blank:
        raise Unreadable("unreadable_empty")
    return text


def _holds_utf8(content: bytes) -> bool:
    """Whether some line is UTF-8 beyond ASCII and says something one would write: in cp1252 that never comes about."""
    for line in content.splitlines():
        if line.isascii():
            continue
        try:
            found = line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if all(c in LETTERS for c in found if not c.isascii()):
            return True
    return False


def _line_by_line(content: bytes) -> Text:
    mixed = []
    lines = content.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
    for number, line in enumerate(lines, 1):
        if not _is_valid(line, "utf-8"):
            try:
                lines[number - 1] = line.decode("cp1252").encode()
            except UnicodeDecodeError as error:
                raise Unreadable("unreadable_binary") from error
            mixed.append(number)
    return Text(b"".join(lines), "utf-8", tuple(mixed))


def _of_one_byte(content: bytes) -> str:
    """Latin-9 leaves 80 to 9F empty, and Mac Roman has its accents there, where cp1252 has next to none."""
    high = frozenset(byte for byte in range(0x80, 0x100) if byte in content)
    if min(high) >= 0xA0:
        return "iso8859-15" if _LATIN_9.search(content) else "cp1252"
    return "mac_roman" if _is_strange(high, "cp1252") and not _is_strange(high, "mac_roman") else "cp1252"


def _is_strange(high: frozenset[int], encoding: str) -> bool:
    """Whether some of these bytes would be nothing one writes."""
    return any(bytes([byte]).decode(encoding, "replace") not in LETTERS for byte in high)
