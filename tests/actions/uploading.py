"""Sending, applying and undoing the small programme's files in one line each."""

from festum.actions.apply_upload import apply_upload
from festum.actions.find_uploads import find_upload, find_upload_rows
from festum.actions.house import House
from festum.actions.import_file import Defaults
from festum.actions.plan_upload import Sending, plan_upload
from festum.actions.undo_upload import undo_upload
from festum.domain.holder import Holder
from festum.domain.plan import Mode
from festum.domain.shown_plan import ShownRow
from festum.domain.upload import Consent, Upload
from tests.store.small import Row, csv_of

ADMIN, CERCLE, MAIRIE = Holder("admin", None), Holder("cercle", "cercle"), Holder("mairie", "mairie")
NOTHING_SAID = Defaults()
AGREED = Consent({})


async def sent(
    house: House,
    *rows: Row,
    holder: Holder = CERCLE,
    defaults: Defaults = NOTHING_SAID,
    mode: Mode = Mode.MERGE,
    content: bytes | None = None,
) -> Upload:
    sending = Sending(csv_of(rows) if content is None else content, "file.csv", defaults, mode)
    return (await plan_upload(house, sending, holder)).upload


async def applied(house: House, *rows: Row, holder: Holder = CERCLE, mode: Mode = Mode.MERGE) -> Upload:
    upload = await sent(house, *rows, holder=holder, mode=mode)
    return await apply_upload(house, upload.id, holder, AGREED)


async def undone(house: House, upload: Upload, holder: Holder = CERCLE) -> Upload:
    return await undo_upload(house, upload.id, holder)


async def found(house: House, upload_id: int, holder: Holder = ADMIN) -> Upload:
    async with house.unit() as unit:
        return await find_upload(unit, upload_id, holder)


async def rows_of(house: House, upload: Upload) -> list[ShownRow]:
    async with house.unit() as unit:
        return [row for _, row in await find_upload_rows(unit, upload.id, ADMIN)]
