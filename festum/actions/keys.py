"""Keys that open a partner's programme: made, recognised, revoked."""

import secrets
from datetime import datetime
from hashlib import sha256

from festum.actions.house import Unit
from festum.domain.holder import Holder
from festum.errors import NotHere, NotSignedIn, NotYours
from festum.store.keys import holder_of, revoke_keys, save_key
from festum.store.programme import load_partners

PREFIX = "festum_"


async def make_key(unit: Unit, partner: str | None, label: str, expires: datetime | None = None) -> str:
    """The key itself, to be shown once: only its digest is stored. `partner` None makes an administrator's."""
    if partner is not None and partner not in await load_partners(unit.connection):
        raise NotHere("no_such_partner", partner=partner)
    key = PREFIX + secrets.token_urlsafe(32)
    await save_key(await unit.take_pen(), digest(key), label, partner, unit.house.clock(), expires)
    return key


async def recognise_key(unit: Unit, key: str) -> Holder:
    holder = await holder_of(unit.connection, digest(key), unit.house.clock())
    if holder is None:
        raise NotSignedIn("bad_key")
    return holder


def require_reach(holder: Holder, partner: str) -> None:
    """A partner's key changes that partner's events and nobody else's."""
    if holder.partner is not None and holder.partner != partner:
        raise NotYours("not_your_programme", partner=holder.partner)


async def end_keys(unit: Unit, partner: str | None) -> int:
    return await revoke_keys(await unit.take_pen(), partner, unit.house.clock())


def digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()
