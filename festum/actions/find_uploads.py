"""Finding uploads and the rows of their plans: a partner sees its own, and of others' not even that they are."""

from festum.actions.house import Unit
from festum.domain.holder import Holder
from festum.domain.plan import Verdict
from festum.domain.shown_plan import ShownRow
from festum.domain.upload import Upload, UploadState
from festum.errors import FestumError, NotHere, Stale, Unfit
from festum.store.upload_rows import load_rows
from festum.store.uploads import load_upload, load_uploads


async def list_uploads(unit: Unit, holder: Holder, limit: int = 50, before: int | None = None) -> tuple[Upload, ...]:
    """Newest first; `before` is the number of an upload: older ones are asked for. Discarded ones are left out."""
    return await load_uploads(unit.connection, holder.partner, limit, before)


async def find_upload(unit: Unit, upload_id: int, holder: Holder) -> Upload:
    """Raises NotHere also for another partner's, and for one that was discarded."""
    upload = await load_upload(unit.connection, upload_id)
    if (
        upload is None
        or upload.state is UploadState.DISCARDED
        or (holder.partner is not None and upload.partner != holder.partner)
    ):
        raise NotHere("no_such_import", id=upload_id)
    return upload


async def find_upload_rows(
    unit: Unit,
    upload_id: int,
    holder: Holder,
    verdicts: tuple[Verdict, ...] = (),
    after: int = -1,
    limit: int = 100,
) -> tuple[tuple[int, ShownRow], ...]:
    """With their positions in the plan; the last one's is the next page's `after`."""
    await find_upload(unit, upload_id, holder)
    return await load_rows(unit.connection, upload_id, verdicts, after, limit)


def refusal_of(upload: Upload | None, upload_id: int) -> FestumError:
    """Why the next step cannot be taken in the state it is in."""
    match upload.state if upload else UploadState.DISCARDED:
        case UploadState.DISCARDED:
            return NotHere("no_such_import", id=upload_id)
        case UploadState.APPLIED:
            return Stale("already_applied", id=upload_id)
        case UploadState.UNDONE:
            return Stale("already_undone", id=upload_id)
        case UploadState.FAILED:
            return Unfit("import_failed", id=upload_id)
        case UploadState.PLANNED:
            return Unfit("not_applied", id=upload_id)
        case _:
            return Stale("under_way", id=upload_id)
