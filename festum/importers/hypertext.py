"""A table of a web page, as a browser saves it and the clipboard holds it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from festum.errors import Unreadable
from festum.importers.sheet import MOST_COLUMNS, Sheet, SheetRow
from festum.importers.text_encodings import decode

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_CHARSETS = {
    b"utf-8": "utf-8",
    b"windows-1252": "cp1252",
    b"iso-8859-1": "cp1252",
    b"iso-8859-15": "iso8859-15",
    b"macintosh": "mac_roman",
}
"""As browsers understand them: who says Latin-1 writes cp1252."""

_LINES = frozenset(
    {"br", "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}
)
_UNSEEN = frozenset({"script", "style", "title", "template", "noscript"})
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINES = re.compile(r" ?\n[ \n]*")


def open_page(content: bytes) -> Sheet:
    """The first table with two rows and two columns, else the first with anything in it. Raises Unreadable."""
    page = _Page()
    page.feed(_text(content))
    page.close()
    page.end_all()
    tables = [table for table in page.tables if table.rows]
    if not tables:
        raise Unreadable("unreadable_no_table")
    whole = (table for table in tables if len(table.rows) > 1 and max(len(row.cells) for row in table.rows) > 1)
    return Sheet("html", next(whole, tables[0]).rows)


def _text(content: bytes) -> str:
    said = _CHARSET.search(content[:4096])
    if said is not None and said[1].lower() in _CHARSETS and b"\x00" not in content[:4096]:
        try:
            return content.decode(_CHARSETS[said[1].lower()])
        except UnicodeDecodeError:
            pass
    return decode(content)


@dataclass(slots=True)
class _Table:
    """Under construction. `hanging`: by column, for how many rows more a cell reaches down, and what it says."""

    rows: list[SheetRow] = field(default_factory=list)
    line: int = 0
    row: list[str] | None = None
    cell: list[str] | None = None
    across: int = 1
    down: int = 0
    hanging: dict[int, tuple[int, str]] = field(default_factory=dict)

    def begin_row(self) -> None:
        self.end_row()
        self.line += 1
        self.row = []

    def begin_cell(self, across: int, down: int) -> None:
        self.end_cell()
        if self.row is None:
            self.begin_row()
        self.cell, self.across, self.down = [], across, down

    def end_cell(self) -> None:
        if self.cell is None or self.row is None:
            return
        text = _AROUND_LINES.sub("\n", _SPACES.sub(" ", "".join(self.cell))).strip()
        self._fill_from_above()
        if self.down > 1:
            self.hanging[len(self.row)] = (self.down - 1, text)
        self.row += [text, *[""] * (self.across - 1)]
        self.cell = None

    def end_row(self) -> None:
        self.end_cell()
        if self.row is None:
            return
        self._fill_from_above()
        cells, self.row = self.row, None
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            self.rows.append(SheetRow(self.line, tuple(cells)))

    def _fill_from_above(self) -> None:
        while self.row is not None and len(self.row) in self.hanging:
            left, text = self.hanging.pop(len(self.row))
            if left > 1:
                self.hanging[len(self.row)] = (left - 1, text)
            self.row.append(text)


class _Page(HTMLParser):
    """Tables within tables are tables of their own; an end that is not written is where the next one begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].begin_row()
        elif tag in {"td", "th"}:
            spans = dict(attrs)
            self._open[-1].begin_cell(_span(spans.get("colspan")), _span(spans.get("rowspan")))
        elif tag in _LINES:
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif not self._open:
            return
        elif tag == "table":
            self._open.pop().end_row()
        elif tag == "tr":
            self._open[-1].end_row()
        elif tag in {"td", "th"}:
            self._open[-1].end_cell()
        elif tag in _LINES:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._say(data.replace("\r", " ").replace("\n", " "))

    def end_all(self) -> None:
        while self._open:
            self._open.pop().end_row()

    def _say(self, text: str) -> None:
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append(text)


def _span(text: str | None) -> int:
    """Bounded, as browsers do: the columns by what a sheet may have, so that more is still found too many."""
    found = (text or "1").strip()
    return min(max(int(found), 1), MOST_COLUMNS + 1) if found.isascii() and found.isdigit() and len(found) < 6 else 1
