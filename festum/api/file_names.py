"""The name of a file somebody sends, as it may be kept and shown: a name, never a path."""

import re
from urllib.parse import quote

from festum.domain.text import clean, slug

LONGEST = 255
"""Characters, as file systems have it."""

NAMELESS = "programme"

_NOT_IN_A_NAME = re.compile(r'[<>:"|?*\x00-\x1f\x7f]+')


def plain_name(given: str) -> str:
    """The last part of whatever path was given, without what no system takes; its extension is kept when it is cut."""
    last = re.split(r"[/\\]", clean(given))[-1]
    name = " ".join(_NOT_IN_A_NAME.sub(" ", last).split()).strip(" .")
    if len(name) <= LONGEST:
        return name or NAMELESS
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:
        return name[:LONGEST]
    return stem[: LONGEST - len(dot + extension)] + dot + extension


def attachment(name: str) -> str:
    """A Content-Disposition (RFC 6266): a plain name for every client, the true one for those that read it."""
    stem, dot, extension = name.rpartition(".")
    plain = f"{slug(stem if dot else name) or NAMELESS}{dot}{extension if dot else ''}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
