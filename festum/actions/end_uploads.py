"""Ending uploads that nobody goes on with: plans never applied, and what a killed process left under way."""

from datetime import timedelta

from festum.actions.house import Unit
from festum.actions.leases import untouched_since
from festum.actions.plan_upload import INTERRUPTED
from festum.domain.upload import UploadState
from festum.store.upload_states import find_untouched, set_discarded, set_failed, set_planned
from festum.store.uploads import empty_upload

PLANS_STAY = timedelta(days=30)
AT_WORK = (UploadState.PLANNING, UploadState.APPLYING)
AT_REST = (UploadState.PLANNED, UploadState.FAILED)


async def end_uploads(unit: Unit) -> int:
    """How many. What was being planned has failed, what was being applied is a plan again: nothing of it was done."""
    now = unit.house.clock()
    silent, long_ago = untouched_since(now), now - PLANS_STAY
    if not await find_untouched(unit.connection, AT_WORK, silent) and not await find_untouched(
        unit.connection, AT_REST, long_ago
    ):
        return 0
    connection = await unit.take_pen()
    ended = 0
    for upload_id in await find_untouched(connection, AT_REST, long_ago):
        ended += await set_discarded(connection, upload_id, silent)
        await empty_upload(connection, upload_id)
    for upload_id, state in (await find_untouched(connection, AT_WORK, silent)).items():
        if state is UploadState.PLANNING:
            ended += await set_failed(connection, upload_id, INTERRUPTED)
        else:
            ended += await set_planned(connection, upload_id, now)
    return ended
