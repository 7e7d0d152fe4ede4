"""Pictures as partners send them, made ours: real files, drawn here, and what they look like afterwards."""

import io
import struct
import zlib
from collections.abc import Iterator

import pytest
from PIL import Image

from festum.errors import Unreadable
from festum.fetching import pictures
from festum.fetching.pictures import make_picture

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)
ORIENTATION, ARTIST, TURNED_LEFT = 0x0112, 0x013B, 6


def written(image: Image.Image, form: str, **how: object) -> bytes:
    content = io.BytesIO()
    image.save(content, form, **how)  # type: ignore[arg-type]
    return content.getvalue()


def two_halves(mode: str = "RGB", size: tuple[int, int] = (80, 40)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image.convert(mode)


def seen(content: bytes) -> Image.Image:
    picture = make_picture(content)
    image = Image.open(io.BytesIO(picture.body))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (picture.width, picture.height))
    return image


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= 12 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("form", "mode"),
    [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGB"), ("PNG", "P"), ("PNG", "L"), ("PNG", "1"),
     ("WEBP", "RGB"), ("GIF", "P")],
)  # fmt: skip
def test_picture_of_every_kind_becomes_a_jpeg(form: str, mode: str) -> None:
    image = seen(written(two_halves(mode), form))
    assert image.size == (80, 40)
    if mode in {"RGB", "CMYK", "P"}:
        assert near(image.getpixel((10, 20)), RED) and near(image.getpixel((70, 20)), BLUE)


def test_large_picture_is_made_smaller_and_a_small_one_is_left() -> None:
    assert seen(written(two_halves(size=(4000, 1000)), "JPEG")).size == (1600, 400)
    assert seen(written(two_halves(size=(500, 3200)), "PNG")).size == (250, 1600)
    assert seen(written(two_halves(size=(3, 2)), "PNG")).size == (3, 2)


def test_turned_picture_is_put_upright_and_nothing_noted_in_it_is_kept() -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[ARTIST] = TURNED_LEFT, "Somebody"
    content = written(two_halves(), "JPEG", exif=exif, comment=b"secret", icc_profile=b"x" * 200, dpi=(300, 300))
    assert b"Somebody" in content and b"secret" in content
    image = seen(content)
    assert image.size == (40, 80)
    assert near(image.getpixel((20, 10)), RED) and near(image.getpixel((20, 70)), BLUE)
    assert (dict(image.getexif()), set(image.info) & {"exif", "comment", "icc_profile", "xmp", "dpi"}) == ({}, set())


def test_what_is_transparent_is_white() -> None:
    half = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    half.paste((*RED, 255), (20, 0, 40, 20))
    for content in (
        written(half, "PNG"),
        written(half, "WEBP"),
        written(half, "GIF"),
        written(half.convert("LA"), "PNG"),
    ):
        assert near(seen(content).getpixel((5, 10)), WHITE)
    assert near(seen(written(half, "PNG")).getpixel((35, 10)), RED)


def test_of_a_moving_picture_the_first_frame_is_taken() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, BLUE)]
    for form in ("GIF", "WEBP"):
        content = written(frames[0], form, save_all=True, append_images=frames[1:], duration=100)
        assert near(seen(content).getpixel((10, 10)), RED)


def test_same_picture_is_the_same_bytes() -> None:
    content = written(two_halves(), "PNG")
    assert make_picture(content) == make_picture(content)


def bomb() -> bytes:
    """30,000 by 30,000 points of black in a few kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


def test_picture_of_too_many_points_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 3200)
    make_picture(written(two_halves(), "PNG"))
    with pytest.raises(Unreadable) as refused:
        make_picture(written(two_halves(size=(81, 40)), "PNG"))
    assert refused.value.key == "image_too_large"


def damaged() -> Iterator[tuple[str, bytes]]:
    whole = written(two_halves(size=(400, 300)), "JPEG")
    yield "empty", b""
    yield "html", b"<!doctype html><title>404</title>"
    yield "svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    yield "bmp", written(two_halves(), "BMP")
    yield "tiff", written(two_halves(), "TIFF")
    yield "bomb", bomb()
    yield "cut jpeg", whole[: len(whole) // 2]
    yield "jpeg head", whole[:20]
    yield "cut png", written(two_halves(size=(400, 300)), "PNG")[:200]
    yield "cut gif", written(two_halves("P"), "GIF")[:30]
    yield "cut webp", written(two_halves(size=(400, 300)), "WEBP")[:40]
    yield "noise", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9


DAMAGED = dict(damaged())


@pytest.mark.parametrize("content", list(DAMAGED.values()), ids=list(DAMAGED))
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        make_picture(content)
    assert refused.value.key in {"image_unreadable", "image_too_large"}
