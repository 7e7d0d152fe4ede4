"""How long a process that is at an upload may be silent before it is taken for dead."""

from datetime import datetime, timedelta

SILENT = timedelta(seconds=60)


def untouched_since(now: datetime) -> datetime:
    """Whoever has said nothing since then is not waited for."""
    return now - SILENT
