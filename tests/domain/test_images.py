"""Where an image stands with us, made from where its partner has it."""

import pytest

from festum.domain.images import Hosted, host, image_address, image_key, image_path, is_hosted, key_in

SOURCE = "https://partner.example/bal.jpg"
KEY = "d7f7a3c3-6c36-5a9c-9e26-000000000000"


def test_same_address_has_the_same_key_and_another_another() -> None:
    assert image_key(SOURCE) == "70c1ef95-08e7-523e-8ca3-e82d4966a2dd"
    assert image_key(SOURCE + "?2") != image_key(SOURCE)
    assert is_hosted(image_path(image_key(SOURCE)))


def test_address_elsewhere_is_to_be_copied_from_there() -> None:
    key = image_key(SOURCE)
    assert host(SOURCE, {KEY}) == Hosted(f"/images/{key}.jpg", key, SOURCE)


@pytest.mark.parametrize(
    "image",
    [f"/images/{KEY}.jpg", f"https://agenda.example/images/{KEY}.jpg", f"http://127.0.0.1:8000/images/{KEY}.jpg",
     f"https://a.example/festum/images/{KEY}.jpg"],
)  # fmt: skip
def test_address_of_a_copy_of_ours_stays_ours_whatever_the_public_address_was(image: str) -> None:
    assert key_in(image) == KEY
    assert host(image, {KEY}) == Hosted(f"/images/{KEY}.jpg", KEY, "")


def test_address_of_a_copy_of_another_festum_is_an_address_like_any_other() -> None:
    theirs = f"https://other.example/images/{KEY}.jpg"
    key = image_key(theirs)
    assert host(theirs, set()) == Hosted(f"/images/{key}.jpg", key, theirs)


@pytest.mark.parametrize(
    "image", [f"/images/{KEY}.jpg", "bal.jpg", "ftp://a/b.jpg", "javascript:1", "/images/../x.jpg"]
)
def test_what_cannot_be_copied_from_anywhere_has_no_place(image: str) -> None:
    assert host(image, set()) is None


@pytest.mark.parametrize(
    ("image", "told"),
    [("", ""), (f"/images/{KEY}.jpg", f"https://a.example/images/{KEY}.jpg"), (SOURCE, ""), ("/images/x.jpg", ""),
     (f"/images/{KEY}.jpg\n", "")],
)  # fmt: skip
def test_only_what_was_copied_is_told_to_others(image: str, told: str) -> None:
    assert image_address(image, "https://a.example") == told
