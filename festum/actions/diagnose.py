"""Examining an iCalendar file or address, ours or anybody's: nothing is stored, and no house is needed."""

from festum.clock import Clock
from festum.diagnosis.clients import NAMES as CLIENTS
from festum.diagnosis.clients import Forecast
from festum.diagnosis.examining import Report, examine, examine_visit
from festum.diagnosis.fetching import MOST_BYTES, is_address, visit
from festum.diagnosis.finding import Group

__all__ = ["CLIENTS", "MOST_BYTES", "Forecast", "Group", "Report", "diagnose_address", "diagnose_file", "is_address"]


def diagnose_file(content: bytes) -> Report:
    return examine(content)


def diagnose_address(address: str, clock: Clock) -> Report:
    """Asks it as clients do, several times; raises NotHere where nobody answers."""
    visited = visit(address)
    return examine_visit(visited, clock())
