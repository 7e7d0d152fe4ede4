"""A form with a file in it (RFC 7578), taken apart while it comes: nothing is put on disk, nothing is kept twice."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from litestar import Request
from multipart import MultipartError, MultipartSegment, PushMultipartParser

from festum.errors import Malformed

MEDIA_TYPE = "multipart/form-data"
MOST_PARTS = 100


@dataclass(frozen=True, slots=True)
class Part:
    """`file_name` is None for a plain field, and as it was sent for a file."""

    name: str
    file_name: str | None
    content: bytes

    @property
    def text(self) -> str:
        """Raises Malformed where it is not UTF-8, which is what browsers send."""
        try:
            return self.content.decode()
        except UnicodeDecodeError:
            raise Malformed("not_a_form") from None


async def read_form(request: Request[Any, Any, Any]) -> tuple[Part, ...]:
    """In the order they came; raises Malformed for what is no whole form. How long it may be is the route's to say."""
    parts: list[Part] = []
    segment, content = None, BytesIO()
    try:
        with PushMultipartParser(request.content_type[1].get("boundary", ""), max_segment_count=MOST_PARTS) as parser:
            async for chunk in request.stream():
                for event in parser.parse(chunk):
                    if isinstance(event, MultipartSegment):
                        segment, content = event, BytesIO()
                    elif event:
                        content.write(event)
                    elif segment is not None:
                        parts.append(Part(segment.name, segment.filename, content.getvalue()))
                if parser.closed:
                    break
    except (MultipartError, UnicodeError):
        raise Malformed("not_a_form") from None
    return tuple(parts)
