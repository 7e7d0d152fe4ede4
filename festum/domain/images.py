"""Images partners point to: copied by us, each at an address of ours made from the one it was copied from.

A page of ours that showed an image from elsewhere would tell that place who reads the programme, and would show
whatever is there tomorrow.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import uuid5

from festum.domain.identity import NAMESPACE
from festum.domain.web import is_web_address

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_PATH = re.compile(rf"/images/({_UUID})\.jpg")
_ADDRESS = re.compile(rf"(?:https?://[^/?#\s]+(?:/[^?#\s]*)?)?/images/({_UUID})\.jpg")


@dataclass(frozen=True, slots=True)
class Copied:
    """An image as it was made ours: `body` is a JPEG without any of what a camera notes; `digest` is its SHA-256."""

    key: str
    source: str
    media_type: str
    width: int
    height: int
    body: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Hosted:
    """Where an image stands with us, and from where it is to be copied: "" where it is ours already."""

    path: str
    key: str
    source: str


def image_key(source: str) -> str:
    """The same address, the same key: an upload sent again names the same image."""
    return str(uuid5(NAMESPACE, f"image\x1f{source}"))


def image_path(key: str) -> str:
    """As it is stored with an event: without the public address, which may change."""
    return f"/images/{key}.jpg"


def is_hosted(image: str) -> bool:
    return _PATH.fullmatch(image) is not None


def key_in(image: str) -> str | None:
    """The key an address names, if it is one of an image of ours, or of another festum's: only the store can tell."""
    found = _ADDRESS.fullmatch(image)
    return found[1] if found else None


def host(image: str, known: Collection[str]) -> Hosted | None:
    """`known` are keys there is a copy of: an address of ours stays ours, whatever the public address was when it was
    written down. None for what cannot be copied from anywhere."""
    key = key_in(image)
    if key is not None and key in known:
        return Hosted(image_path(key), key, "")
    if not is_web_address(image):
        return None
    key = image_key(image)
    return Hosted(image_path(key), key, image)


def image_address(image: str, base_url: str) -> str:
    """As it is told to others; "" for one that was never copied, as those of before copies were made."""
    return f"{base_url}{image}" if is_hosted(image) else ""


Sources = Mapping[str, str]
"""Whence each image is to be copied, by its key."""
