"""What a partner begins with: the empty sheet, and the rules by which a filled one is judged."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from festum.actions.house import Unit
from festum.feeds import table_schema, template
from festum.feeds.formats import FORMATS
from festum.store.revision import read_revision

Form = Literal["csv", "xlsx", "schema"]

_DRAWN: dict[Form, tuple[str, Callable[[str], bytes]]] = {
    "csv": (FORMATS["csv"].media_type, lambda _: template.draw_csv()),
    "xlsx": (FORMATS["xlsx"].media_type, template.draw_xlsx),
    "schema": (table_schema.MEDIA_TYPE, table_schema.draw),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """`revision` is the one it was drawn under; nothing in it depends on the programme."""

    body: bytes
    media_type: str
    revision: int


async def offer_template(unit: Unit, form: Form, language: str) -> Offered:
    revision = await read_revision(unit.connection)
    media_type, draw = _DRAWN[form]
    return Offered(draw(language), media_type, revision.number)
