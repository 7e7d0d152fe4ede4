"""Who is asking: the bearer key of a request, and how far it reaches."""

from typing import Any

from litestar import Request

from festum.actions.house import Unit
from festum.actions.keys import recognise_key
from festum.domain.holder import Holder
from festum.errors import NotSignedIn


async def holder(unit: Unit, request: Request[Any, Any, Any]) -> Holder:
    """Raises NotSignedIn."""
    return await recognise_key(unit, bearer(request))


def bearer(request: Request[Any, Any, Any]) -> str:
    """Raises NotSignedIn; a key in the address is not looked at, addresses end up in logs."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not key.strip():
        raise NotSignedIn("no_key")
    return key.strip()
