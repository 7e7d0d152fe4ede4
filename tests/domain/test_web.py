"""Only addresses a browser may follow without running anything."""

import pytest

from festum.domain.web import is_web_address


@pytest.mark.parametrize(
    "text",
    [
        "https://festa.example",
        "http://festa.example/a?b=c#d",
        "HTTPS://Festa.Example/",
        "https://festa.example:8443/%C3%B2c",
        "https://òc.example/fuòc",
        "http://[2001:db8::1]/",
    ],
)
def test_is_web_address_of_http_with_a_host(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "festa.example", "www.festa.example/a", "//festa.example", "https://", "https:///a", "https:festa.example",
        "ftp://festa.example", "mailto:a@festa.example", "javascript:alert(1)", "javascript://festa.example/%0aalert(1)",
        "data:text/html,a", "https://festa.example/a b", "https://festa.example/\n", "https://festa.example/<b>",
        'https://festa.example/"onclick=', "http://[2001:db8::1", "https://festa.example/a\u00a0b",
        "\x01https://festa.example", "https://festa.example/\x7f",
    ],
)  # fmt: skip
def test_is_web_address_of_anything_else_is_false(text: str) -> None:
    assert not is_web_address(text)
