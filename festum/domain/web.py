"""Addresses people give us to show to others."""

import re
from urllib.parse import urlsplit


def is_web_address(text: str) -> bool:
    """Only http and https, with a host: nothing a browser would run."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s\x00-\x1f\x7f<>\"]", text)
