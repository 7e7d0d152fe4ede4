"""What came back: bounded in bytes as they are unpacked, with the name the other side gives the file."""

import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote

import httpx

from festum.errors import Unreadable

MOST_NAME = 200
_PIECE = 1_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """`address` is where it was in the end, `media_type` without its parameters, `unchanged` since the last time."""

    content: bytes
    address: str
    file_name: str
    media_type: str
    etag: str
    last_modified: str
    unchanged: bool = False


async def answered(answer: httpx.Response, url: httpx.URL, most_bytes: int) -> Fetched:
    """Raises Unreadable for a status that brings no file, for one too large, and for one that cannot be unpacked."""
    if answer.status_code not in {200, 304}:
        raise Unreadable("address_status", address=str(url), status=answer.status_code)
    unchanged = answer.status_code == 304
    content = b"" if unchanged else await _content(answer, url, most_bytes)
    return Fetched(
        content,
        str(url),
        file_name(answer.headers.get("content-disposition", ""), url.path),
        answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
        _said_again(answer.headers.get("etag", "")),
        _said_again(answer.headers.get("last-modified", "")),
        unchanged,
    )


def _said_again(validator: str) -> str:
    """Empty where it cannot be sent back as it came: the next time is asked without."""
    return validator if validator.isascii() and validator.isprintable() else ""


async def _content(answer: httpx.Response, url: httpx.URL, most_bytes: int) -> bytes:
    too_large = Unreadable("address_too_large", address=str(url), most=most_bytes // 1_000_000)
    said = answer.headers.get("content-length", "")
    if said.isdecimal() and int(said[:20]) > most_bytes:
        raise too_large
    content = bytearray()
    try:
        async for piece in _unpacked(answer):
            content += piece
            if len(content) > most_bytes:
                raise too_large
    except (zlib.error, _NotUnpacked):
        raise Unreadable("address_garbled", address=str(url)) from None
    return bytes(content)


class _NotUnpacked(Exception):
    """Packed in a way nobody asked for, or the end is missing."""


async def _unpacked(answer: httpx.Response) -> AsyncIterator[bytes]:
    """Piece by piece, where the client's own way unpacks all of what has come: 60 kB may hold 60 MB."""
    packing = answer.headers.get("content-encoding", "identity").strip().lower()
    if packing in {"", "identity"}:
        async for raw in answer.aiter_raw():
            yield raw
        return
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise _NotUnpacked
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # reads the header of either
    async for raw in answer.aiter_raw():
        rest = raw
        while rest and not unpacker.eof:
            yield unpacker.decompress(rest, _PIECE)
            rest = unpacker.unconsumed_tail
    if not unpacker.eof:
        raise _NotUnpacked


def file_name(disposition: str, path: str) -> str:
    """As the other side calls it, else the last of its path; without folders, and never used as a path all the same."""
    message = Message()
    message["Content-Disposition"] = "".join(letter for letter in disposition if letter.isprintable())
    try:
        said = message.get_filename()
    except (ValueError, TypeError):  # the standard library stumbles over some of what is no parameter (RFC 2231)
        said = None
    named = said or unquote(PurePosixPath(path).name)
    last = named.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable()).strip(". ")[:MOST_NAME]
