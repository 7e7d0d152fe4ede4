"""Discarding an upload that was not applied: its bytes and its plan go, that it was sent stays on record."""

from festum.actions.find_uploads import find_upload, refusal_of
from festum.actions.house import House
from festum.actions.leases import untouched_since
from festum.domain.holder import Holder
from festum.store.upload_states import set_discarded
from festum.store.uploads import empty_upload, load_upload


async def discard_upload(house: House, upload_id: int, holder: Holder) -> None:
    """Raises Stale for one that was applied, or that somebody is at."""
    async with house.unit() as unit:
        await find_upload(unit, upload_id, holder)
        connection = await unit.take_pen()
        if not await set_discarded(connection, upload_id, untouched_since(house.clock())):
            raise refusal_of(await load_upload(connection, upload_id), upload_id)
        await empty_upload(connection, upload_id)
