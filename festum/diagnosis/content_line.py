"""One unfolded content line taken apart (RFC 5545 3.1): a name, parameters, a value."""

import re
from dataclasses import dataclass

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=")
_QUOTED = re.compile(r'"([^"\x00-\x08\x0a-\x1f\x7f]*)"')
_PLAIN = re.compile(r'[^";:,\x00-\x08\x0a-\x1f\x7f]*')
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """`values` without their quotes, the carets of RFC 6868 read."""

    name: str
    values: tuple[str, ...]
    quoted: bool


@dataclass(frozen=True, slots=True)
class Line:
    """`name` in capitals, `written` as the file has it; `value` still escaped."""

    number: int
    name: str
    written: str
    parameters: tuple[Parameter, ...]
    value: str

    def parameter(self, name: str) -> str:
        """Its first value, empty where it is not given."""
        return next((one.values[0] for one in self.parameters if one.name == name), "")


@dataclass(frozen=True, slots=True)
class Broken:
    """A line no reader can take apart; `key` says why."""

    key: str
    subject: str = ""


def read_line(text: str, number: int) -> Line | Broken:
    named = _NAME.match(text)
    if named is None or text[named.end() : named.end() + 1] not in {":", ";"}:
        return Broken("line_unreadable")
    written, at = named[0], named.end()
    parameters: list[Parameter] = []
    while text[at : at + 1] == ";":
        opened = _PARAMETER.match(text, at)
        if opened is None:
            return Broken("parameter_unreadable", written.upper())
        values, quoted, at = _values(text, opened.end())
        parameters.append(Parameter(opened[1].upper(), values, quoted))
    if text[at : at + 1] != ":":
        return Broken("parameter_unreadable" if parameters else "line_unreadable", written.upper())
    return Line(number, written.upper(), written, tuple(parameters), text[at + 1 :])


def _values(text: str, at: int) -> tuple[tuple[str, ...], bool, int]:
    values: list[str] = []
    every_quoted = True
    while True:
        found = _QUOTED.match(text, at)
        every_quoted = every_quoted and found is not None
        if found is None:
            found = _PLAIN.match(text, at)
        assert found is not None, "a plain value may be empty"
        inside = found[found.lastindex or 0]
        values.append(_CARET.sub(lambda caret: _CARETS[caret[1]], inside))
        at = found.end()
        if text[at : at + 1] != ",":
            return tuple(values), every_quoted, at
        at += 1
