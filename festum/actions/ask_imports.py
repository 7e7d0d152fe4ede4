"""Understanding a question about imports: which of them, which of a plan's rows, and how many."""

from collections.abc import Sequence
from dataclasses import dataclass

from festum.actions.ask import DEFAULT, LONGEST_NUMBER, MOST, Parameters, gather, read_chain, read_limit
from festum.domain.plan import Verdict
from festum.errors import Malformed, NotHere
from festum.store.readers import one_of

HISTORY = ("lang", "limit", "before")
ROWS = ("lang", "verdict", "after", "limit")

FIRST_PAGE = MOST
"""Rows shown with the plan itself: most partners' files are shorter."""

BEFORE_THE_FIRST = -1

_read_verdict = one_of([str(verdict) for verdict in Verdict])


@dataclass(frozen=True, slots=True)
class HistoryAsked:
    """`before` is the number of an import: those made before it are asked for."""

    limit: int = DEFAULT
    before: int | None = None


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """`after` is a row's place in the plan: those after it are asked for. No verdict asks for all of them."""

    verdicts: tuple[Verdict, ...] = ()
    after: int = BEFORE_THE_FIRST
    limit: int = FIRST_PAGE


def ask_history(parameters: Parameters) -> HistoryAsked:
    """Raises Malformed and its kin, as those below."""
    given = gather(parameters, HISTORY)
    read_chain(given)
    return HistoryAsked(read_limit(given.get("limit")), _place(given.get("before")))


def ask_rows(parameters: Parameters) -> RowsAsked:
    given = gather(parameters, ROWS)
    read_chain(given)
    verdicts = {_read_verdict("verdict", word, None) for word in given.get("verdict", ())}
    after = _place(given.get("after"))
    return RowsAsked(
        verdicts=tuple(verdict for verdict in Verdict if verdict in verdicts),
        after=BEFORE_THE_FIRST if after is None else after,
        limit=read_limit(given.get("limit")),
    )


def numbered(number: int) -> int:
    """Of an import, as it may be looked for: no database counts further. Raises NotHere."""
    if not 0 < number < 2**31:
        raise NotHere("no_such_import", id=str(number)[:20])
    return number


def _place(given: Sequence[str] | None) -> int | None:
    if given is None:
        return None
    if not (given[0].isascii() and given[0].isdigit() and len(given[0]) <= LONGEST_NUMBER):
        raise Malformed("bad_cursor")
    return int(given[0])
