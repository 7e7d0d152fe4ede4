"""Partners' files: sent, planned, looked at, applied and undone. Nothing here is public; each asks for a key."""

from dataclasses import replace
from typing import Any

from litestar import Request, Response, delete, get, patch, post
from litestar.params import FromPath

from festum.actions.apply_upload import apply_upload
from festum.actions.ask import ask_language
from festum.actions.ask_imports import FIRST_PAGE, ask_history, ask_rows, numbered
from festum.actions.discard_upload import discard_upload
from festum.actions.find_uploads import find_upload, find_upload_rows, list_uploads
from festum.actions.plan_upload import Rethinking, Sending, begin_upload, go_on_planning, plan_again, plan_upload
from festum.actions.undo_upload import undo_upload
from festum.api.auth import holder
from festum.api.beside import judged_consent, judged_defaults
from festum.api.deps import AtTheDoor, Door, as_it_is, parameters
from festum.api.file_names import plain_name
from festum.api.import_schemas import ImportChange, ImportConsent, ImportList, ImportOut, RowList
from festum.api.import_shapes import address_of, import_shape, rows_shape, short_shape
from festum.api.problems import on_festum_error, reader_language
from festum.api.sendings import MOST_BODY_BYTES, Sent, read_body, read_sent
from festum.domain.holder import Holder
from festum.domain.upload import Upload
from festum.errors import Stale

AnyRequest = Request[Any, Any, Any]


@post(
    "/api/v1/imports",
    summary="Send a file: what would become of it",
    opt={"accepts": "import new"},
    request_max_body_size=MOST_BODY_BYTES,
)
async def post_import(door: AtTheDoor, request: AnyRequest) -> Response[ImportOut]:
    """A spreadsheet, a calendar or a pasted table becomes a plan, row by row. Nothing is public before it is applied.

    With `Prefer: respond-async` the answer is 202 at once, and the plan is made meanwhile (see `progress`).
    """
    ask_language(parameters(request))
    who = await _holder(door, request)
    sent = await read_sent(request)
    defaults, mode = judged_defaults(sent.said, door.house.gazetteer)
    content, file_name = await _fetched(door, sent)
    defaults = replace(defaults, partner=sent.said.partner or "", file_name=file_name)
    sending = Sending(content, file_name, defaults, mode, sent.said.url or "")
    if _in_no_hurry(request):
        begun = await begin_upload(door.house, sending, who)
        door.errands.start(go_on_planning(door.house, begun.id), f"planning import {begun.id}")
        return await _shown(door, request, begun, who, 202, {"preference-applied": "respond-async"})
    planned = await plan_upload(door.house, sending, who)
    return await _shown(door, request, planned.upload, who, 201)


@get("/api/v1/imports", summary="What was sent before", opt={"accepts": "import list"})
async def list_imports(door: AtTheDoor, request: AnyRequest) -> Response[ImportList]:
    asked = ask_history(parameters(request))
    async with door.house.unit() as unit:
        who = await holder(unit, request)
        found = await list_uploads(unit, who, asked.limit + 1, asked.before)
    shown = found[: asked.limit]
    items = [short_shape(upload, door.house.base_url, reader_language(request)) for upload in shown]
    return as_it_is({"items": items, "next": shown[-1].id if len(found) > asked.limit else None})


@get("/api/v1/imports/{import_id:int}", summary="One import and its plan", opt={"accepts": "import one"})
async def get_import(door: AtTheDoor, request: AnyRequest, import_id: FromPath[int]) -> Response[ImportOut]:
    ask_language(parameters(request))
    async with door.house.unit() as unit:
        who = await holder(unit, request)
        upload = await find_upload(unit, numbered(import_id), who)
    return await _shown(door, request, upload, who)


@get("/api/v1/imports/{import_id:int}/rows", summary="A plan's rows", opt={"accepts": "import rows"})
async def list_import_rows(door: AtTheDoor, request: AnyRequest, import_id: FromPath[int]) -> Response[RowList]:
    """In the order of the file; what is stored and not in it stands at the end."""
    asked = ask_rows(parameters(request))
    async with door.house.unit() as unit:
        who = await holder(unit, request)
        rows = await find_upload_rows(
            unit, numbered(import_id), who, asked.verdicts, after=asked.after, limit=asked.limit + 1
        )
    return as_it_is(rows_shape(rows, asked.limit, reader_language(request)))


@patch("/api/v1/imports/{import_id:int}", summary="Have it read otherwise", opt={"accepts": "import change"})
async def patch_import(door: AtTheDoor, request: AnyRequest, import_id: FromPath[int]) -> Response[ImportOut]:
    """A new plan of the same file: with other headings mapped, another sheet, edition, commune, languages or mode."""
    ask_language(parameters(request))
    who = await _holder(door, request)
    said = await read_body(request, ImportChange)
    defaults, mode = judged_defaults(said, door.house.gazetteer)
    changes = Rethinking(defaults, None if said.mode is None else mode)
    upload = await plan_again(door.house, numbered(import_id), who, changes)
    return await _shown(door, request, upload, who)


@post(
    "/api/v1/imports/{import_id:int}/apply",
    summary="Apply the plan",
    opt={"accepts": "import apply"},
    status_code=200,
)
async def apply_import(door: AtTheDoor, request: AnyRequest, import_id: FromPath[int]) -> Response[ImportOut]:
    """All of it at once, or nothing: what the plan asks is answered with `accept`, or left out with `partial`.

    Where the programme changed since the plan was made, the new plan comes with the refusal, and is the one that is
    applied next.
    """
    ask_language(parameters(request))
    who = await _holder(door, request)
    said = await read_body(request, ImportConsent) if await request.body() else ImportConsent()
    consent = judged_consent(said, door.house.gazetteer)
    try:
        upload = await apply_upload(door.house, numbered(import_id), who, consent)
    except Stale as error:
        if error.key != "plan_changed":
            raise
        return await _with_new_plan(door, request, import_id, who, error)
    return await _shown(door, request, upload, who)


@post(
    "/api/v1/imports/{import_id:int}/undo",
    summary="Undo what was applied",
    opt={"accepts": "import undo"},
    status_code=200,
)
async def undo_import(door: AtTheDoor, request: AnyRequest, import_id: FromPath[int]) -> Response[ImportOut]:
    """Each event becomes what it was before, but for those edited since: `left` names them."""
    ask_language(parameters(request))
    who = await _holder(door, request)
    return await _shown(door, request, await undo_upload(door.house, numbered(import_id), who), who)


@delete("/api/v1/imports/{import_id:int}", summary="Discard a plan and its file", opt={"accepts": "import end"})
async def delete_import(door: AtTheDoor, request: AnyRequest, import_id: FromPath[int]) -> None:
    """One that was applied is undone, not discarded."""
    ask_language(parameters(request))
    who = await _holder(door, request)
    await discard_upload(door.house, numbered(import_id), who)


async def _holder(door: Door, request: AnyRequest) -> Holder:
    """Before the body is read."""
    async with door.house.unit() as unit:
        return await holder(unit, request)


async def _fetched(door: Door, sent: Sent) -> tuple[bytes, str]:
    if sent.content is not None:
        return sent.content, sent.file_name
    fetched = await door.house.fetcher.fetch(sent.said.url or "")
    return fetched.content, plain_name(fetched.file_name)


def _in_no_hurry(request: AnyRequest) -> bool:
    """RFC 7240: `Prefer: respond-async`, among others, with parameters or without."""
    preferences = ",".join(request.headers.getall("prefer", [])).split(",")
    return any(one.partition(";")[0].strip().casefold() == "respond-async" for one in preferences)


async def _shown(
    door: Door,
    request: AnyRequest,
    upload: Upload,
    who: Holder,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response[Any]:
    """With the first of its rows; a new one also says where it is."""
    async with door.house.unit() as unit:
        rows = await find_upload_rows(unit, upload.id, who, limit=FIRST_PAGE + 1)
    base_url = door.house.base_url
    answer = as_it_is(import_shape(upload, rows, FIRST_PAGE, base_url, reader_language(request)))
    answer.status_code = status
    answer.headers |= headers or {}
    if status in {201, 202}:
        answer.headers["location"] = address_of(upload, base_url)
    return answer


async def _with_new_plan(door: Door, request: AnyRequest, import_id: int, who: Holder, error: Stale) -> Response[Any]:
    async with door.house.unit() as unit:
        upload = await find_upload(unit, import_id, who)
        rows = await find_upload_rows(unit, import_id, who, limit=FIRST_PAGE + 1)
    refusal = on_festum_error(request, error)
    refusal.content["plan"] = import_shape(upload, rows, FIRST_PAGE, door.house.base_url, reader_language(request))
    return refusal
