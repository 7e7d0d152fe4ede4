"""Which dates may be in a visitor's own programme."""

import re
from collections.abc import Collection, Sequence

from festum.errors import Problem, Unfit
from festum.store.database import Connection
from festum.store.selections import published_uids

LIKE_OURS = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""What is not written like a UID is not asked for: PostgreSQL refuses some characters in any text."""


async def require_selectable(connection: Connection, uids: Sequence[str], already: Collection[str] = ()) -> None:
    """Each once, and public; what is `already` in it may stay, or nobody could change a programme with a deleted date.

    Raises Unfit, naming each that cannot be in it.
    """
    problems = [
        Problem("error", "selected_twice", "occurrences", uid)
        for uid in dict.fromkeys(uid for place, uid in enumerate(uids) if uid in uids[:place])
    ]
    fresh = [uid for uid in dict.fromkeys(uids) if uid not in already]
    public = await published_uids(connection, [uid for uid in fresh if LIKE_OURS.fullmatch(uid)])
    problems += [Problem("error", "occurrence_unknown", "occurrences", uid) for uid in fresh if uid not in public]
    if problems:
        raise Unfit("unfit", tuple(problems))
