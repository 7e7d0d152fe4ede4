"""What handlers are handed: the house, the keeper of fragments, and the parameters as they came."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from litestar import Request, Response
from litestar.di import NamedDependency

from festum.actions.ask import Parameters
from festum.actions.house import House
from festum.actions.keep_fragments import FragmentKeeper
from festum.api.http import REVISION


@dataclass(frozen=True, slots=True)
class Door:
    """One for the application; handlers receive it as `door`."""

    house: House
    keeper: FragmentKeeper


AtTheDoor = NamedDependency[Door]


def parameters(request: Request[Any, Any, Any]) -> Parameters:
    """Names and values in the order given, blank ones too: an empty filter is a question badly put, not no question."""
    return parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True, errors="replace")


def public(content: Any, revision: int, media_type: str = "application/json", **headers: str) -> Response[Any]:
    """An answer that belongs to a revision and may be kept and shared (see `api.http`)."""
    return Response(content, media_type=media_type, headers={REVISION: str(revision), **headers})
