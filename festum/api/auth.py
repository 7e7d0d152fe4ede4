"""Who is asking: the bearer key of a request, and how far it reaches."""

from typing import Any

from litestar import Request

from festum.actions.house import Unit
from festum.actions.keys import recognise_key
from festum.domain.holder import Holder
from festum.errors import NotSignedIn


async def holder(unit: Unit, request: Request[Any, Any, Any]) -> Holder:
    """Raises NotSignedIn; a key in the address is not looked at, addresses end up in logs."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not key.strip():
        raise NotSignedIn("no_key")
    return await recognise_key(unit, key.strip())
