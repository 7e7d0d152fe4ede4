"""Making somebody's picture ours: decoded within bounds, turned upright, made smaller, and written anew.

What is written is nothing but what is seen: no place a telephone noted, no thumbnail of what was cut off, nothing that
only pretends to be an image.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from festum.errors import Unreadable

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MEDIA_TYPE = "image/jpeg"
MOST_PIXELS = 50_000_000
"""As a telephone takes them; decoded, that is 200 MB."""

LONGEST_SIDE = 1600
QUALITY = 82
WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG; sides in pixels."""

    body: bytes
    width: int
    height: int


def make_picture(content: bytes) -> Picture:
    """Of the first frame. Raises Unreadable for what is no image, is cut off, or is larger than MOST_PIXELS."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Unreadable("image_too_large", most=MOST_PIXELS // 1_000_000)
            opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            seen = _on_white(ImageOps.exif_transpose(opened))
    except Unreadable:
        raise
    except Exception as failed:  # of a damaged file Pillow's decoders raise whatever they stumble over
        raise Unreadable("image_unreadable") from failed
    written = io.BytesIO()
    seen.save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Picture(written.getvalue(), seen.width, seen.height)


def _on_white(image: Image.Image) -> Image.Image:
    """A fresh one: a converted image keeps what was noted in the old one."""
    fresh = Image.new("RGB", image.size, WHITE)
    if image.has_transparency_data:
        transparent = image.convert("RGBA")
        fresh.paste(transparent, mask=transparent.getchannel("A"))
    else:
        fresh.paste(image.convert("RGB"))
    return fresh
