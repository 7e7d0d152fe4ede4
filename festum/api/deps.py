"""What handlers are handed: the house, the keeper of fragments, and the parameters as they came."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from litestar import Request, Response
from litestar.di import NamedDependency

from festum.actions.ask import Parameters
from festum.actions.house import House
from festum.actions.keep_fragments import FragmentKeeper
from festum.api.errands import Errands
from festum.api.http import REVISION


@dataclass(frozen=True, slots=True)
class Door:
    """One for the application; handlers receive it as `door`."""

    house: House
    keeper: FragmentKeeper
    selections_per_hour: int
    errands: Errands = field(default_factory=Errands)


AtTheDoor = NamedDependency[Door]


def parameters(request: Request[Any, Any, Any]) -> Parameters:
    """Names and values in the order given, blank ones too: an empty filter is a question badly put, not no question."""
    return parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True, errors="replace")


_encode = msgspec.json.Encoder().encode


def shaped(shape: dict[str, Any], revision: int) -> Response[Any]:
    """A public answer from a shape as it is; a test holds every one against the schema its route declares."""
    return public(_encode(shape), revision)


def as_it_is(shape: dict[str, Any]) -> Response[Any]:
    """Likewise, for the one who has just written: it belongs to no revision and is kept by nobody."""
    return Response(_encode(shape), media_type="application/json")


def public(content: Any, revision: int, media_type: str = "application/json", **headers: str) -> Response[Any]:
    """An answer that belongs to a revision and may be kept and shared (see `api.http`)."""
    return Response(content, media_type=media_type, headers={REVISION: str(revision), **headers})
