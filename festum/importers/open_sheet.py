"""Any spreadsheet to one table: whichever program saved it, its rows come out as the same text by the same numbers."""

from festum.importers.delimited import open_delimited
from festum.importers.sheet import Sheet
from festum.importers.sniff import kind_of
from festum.importers.workbook import open_apart

__all__ = ["kind_of", "open_sheet"]


def open_sheet(content: bytes, name: str = "") -> Sheet:
    """`name`: the worksheet to read, of a workbook; else the first that holds a table.

    Everything is examined here: going through the rows later does not fail. Raises Unreadable, with what to do.
    """
    kind = kind_of(content)
    if kind == "csv":
        return open_delimited(content)
    return open_apart(content, kind, name)
