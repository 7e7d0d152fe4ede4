"""A spreadsheet, opened once: read as festum's own table when its first row names our columns, else as a partner's."""

from festum.domain.gazetteer import Gazetteer
from festum.importers import native, partner_sheet
from festum.importers.encoded_twice import put_right
from festum.importers.open_sheet import open_sheet
from festum.importers.reading import Defaults, Reading
from festum.importers.sent_again import as_first_sent


def read(content: bytes, gazetteer: Gazetteer, defaults: Defaults) -> Reading:
    """Raises Unreadable."""
    sheet = as_first_sent(open_sheet(content, defaults.sheet))
    if native.is_native(sheet):
        return native.read(sheet, gazetteer, defaults)
    return partner_sheet.read_sheet(put_right(sheet), gazetteer, defaults)
