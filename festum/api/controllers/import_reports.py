"""An import as a file: the partner's own, with what is said of each row behind it."""

from typing import Any, Literal

from litestar import Request, Response, get
from litestar.params import FromPath

from festum.actions.ask import ask_language
from festum.actions.ask_imports import numbered
from festum.actions.find_uploads import find_upload
from festum.actions.report_upload import report_upload
from festum.api.auth import holder
from festum.api.deps import AtTheDoor, Door, parameters
from festum.api.file_names import attachment
from festum.api.problems import reader_language

AnyRequest = Request[Any, Any, Any]
ReportForm = Literal["csv", "xlsx"]

MEDIA_TYPES: dict[ReportForm, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@get(
    "/api/v1/imports/{import_id:int}/report.csv",
    summary="The file, with what is said of it",
    opt={"accepts": "import csv"},
)
async def get_csv_report(door: AtTheDoor, request: AnyRequest, import_id: FromPath[int]) -> Response[bytes]:
    """Each row with its verdict and remarks behind it; sent back as it is, it is read like the file it was made of."""
    return await _report(door, request, import_id, "csv")


@get("/api/v1/imports/{import_id:int}/report.xlsx", summary="The same as a sheet", opt={"accepts": "import xlsx"})
async def get_xlsx_report(door: AtTheDoor, request: AnyRequest, import_id: FromPath[int]) -> Response[bytes]:
    return await _report(door, request, import_id, "xlsx")


async def _report(door: Door, request: AnyRequest, import_id: int, form: ReportForm) -> Response[bytes]:
    ask_language(parameters(request))
    async with door.house.unit() as unit:
        who = await holder(unit, request)
        upload = await find_upload(unit, numbered(import_id), who)
    content = await report_upload(door.house, import_id, who, form, reader_language(request))
    stem = upload.file_name.rpartition(".")[0] or upload.file_name
    disposition = attachment(f"{stem}-festum.{form}")
    return Response(content, media_type=MEDIA_TYPES[form], headers={"content-disposition": disposition})
