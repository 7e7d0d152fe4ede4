"""What a partner begins with, for everybody: the empty sheet, and the rules a filled one is judged by."""

from typing import Any

from litestar import Request, Response, get

from festum.actions.ask import ask_language
from festum.actions.offer_template import Form, offer_template
from festum.api.deps import AtTheDoor, Door, parameters, public
from festum.api.file_names import attachment

AnyRequest = Request[Any, Any, Any]


@get("/api/v1/imports/template.csv", summary="An empty sheet to fill in", opt={"accepts": "template csv"})
async def get_csv_template(door: AtTheDoor, request: AnyRequest) -> Response[bytes]:
    """The header alone."""
    return await _offered(door, request, "csv", "festum.csv")


@get("/api/v1/imports/template.xlsx", summary="The same for Excel and LibreOffice", opt={"accepts": "template xlsx"})
async def get_xlsx_template(door: AtTheDoor, request: AnyRequest) -> Response[bytes]:
    """With lists to choose from, and each column explained in the language of `lang`."""
    return await _offered(door, request, "xlsx", "festum.xlsx")


@get("/api/v1/imports/schema.json", summary="Its columns as a Table Schema", opt={"accepts": "table schema"})
async def get_table_schema(door: AtTheDoor, request: AnyRequest) -> Response[bytes]:
    """Frictionless (https://datapackage.org): public validators judge a file by it before it is sent."""
    return await _offered(door, request, "schema", "")


async def _offered(door: Door, request: AnyRequest, form: Form, file_name: str) -> Response[bytes]:
    language = ask_language(parameters(request))[0]
    async with door.house.unit() as unit:
        offered = await offer_template(unit, form, language)
    headers = {"content-disposition": attachment(file_name)} if file_name else {}
    return public(offered.body, offered.revision, offered.media_type, **headers)
