"""Elements of XML and HTML as text, well-formed whatever is in them."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold even escaped (2.2). Stored texts have none, but a feed is named after what was asked."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
"""As good in a value as in a text; ">" too, because of "]]>" (2.4)."""


def escaped(text: str) -> str:
    return _FORBIDDEN.sub("", text).translate(_ENTITIES)


def element(name: str, text: str = "", **attributes: str) -> str:
    """`xml_lang` is written xml:lang; an empty attribute is left out, and an element without text is closed at once."""
    said = "".join(f' {key.replace("_", ":")}="{escaped(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{said}>{escaped(text)}</{name}>" if text else f"<{name}{said}/>"
