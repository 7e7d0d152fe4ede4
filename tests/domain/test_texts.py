"""A reader gets the text in the first of their languages that has one, and always some text if there is any."""

import pytest

from festum.domain.texts import DEFAULT_CHAIN, Texts, full_chain


@pytest.mark.parametrize(
    ("wanted", "chain"),
    [
        ((), ("fr", "oc", "ca", "en")),
        (("fr",), ("fr", "oc", "ca", "en")),
        (("ca",), ("ca", "fr", "oc", "en")),
        (("en", "oc"), ("en", "oc", "fr", "ca")),
        (("oc", "oc"), ("oc", "fr", "ca", "en")),
    ],
)
def test_full_chain_holds_every_language_those_asked_for_first(wanted: tuple[str, ...], chain: tuple[str, ...]) -> None:
    assert full_chain(wanted) == chain


@pytest.mark.parametrize(
    ("given", "chain", "chosen"),
    [
        ({"fr": "Fête", "oc": "Fèsta"}, DEFAULT_CHAIN, ("fr", "Fête")),
        ({"fr": "Fête", "oc": "Fèsta"}, full_chain(["oc"]), ("oc", "Fèsta")),
        ({"fr": "Fête", "oc": "Fèsta"}, full_chain(["ca", "oc"]), ("oc", "Fèsta")),
        ({"fr": "Fête", "oc": "Fèsta"}, full_chain(["ca"]), ("fr", "Fête")),
        ({"en": "Feast"}, full_chain(["oc"]), ("en", "Feast")),
        ({"fr": "", "ca": "Festa"}, DEFAULT_CHAIN, ("ca", "Festa")),
        ({}, DEFAULT_CHAIN, ("", "")),
    ],
)
def test_choose_first_language_of_the_chain_that_has_a_text(
    given: dict[str, str], chain: tuple[str, ...], chosen: tuple[str, str]
) -> None:
    assert Texts.of(given).choose(chain) == chosen


def test_texts_of_equal_content_are_equal_in_the_house_order_without_empty_ones() -> None:
    texts = Texts.of({"en": "Feast", "oc": "", "fr": "Fête"})
    assert texts == Texts((("fr", "Fête"), ("en", "Feast")))
    assert (texts.as_dict(), texts.get("en"), texts.get("oc")) == ({"fr": "Fête", "en": "Feast"}, "Feast", "")
