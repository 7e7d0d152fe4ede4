"""A plan's rows as they are shown, and kept beside their upload."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.diff import Change
from festum.domain.plan import Verdict
from festum.domain.shown_plan import ShownDraft, ShownRow
from festum.domain.when import When
from festum.errors import Problem
from festum.store import tables as t

CHUNK = 1000
"""Rows made into JSON at a time: a plan of 100,000 is never all JSON at once."""


async def save_rows(connection: AsyncConnection, upload_id: int, rows: Iterable[ShownRow]) -> None:
    """In place of those that were there. Needs the pen."""
    await connection.execute(delete(t.upload_rows).where(t.upload_rows.c.upload_id == upload_id))
    columns: Iterator[dict[str, Any]] = (
        {
            "upload_id": upload_id,
            "position": position,
            "line": row.line,
            "verdict": str(row.verdict),
            "body": _body(row),
        }
        for position, row in enumerate(rows)
    )
    while some := list(islice(columns, CHUNK)):
        await connection.execute(insert(t.upload_rows), some)


async def load_rows(
    connection: AsyncConnection, upload_id: int, verdicts: Sequence[Verdict], after: int, limit: int
) -> tuple[tuple[int, ShownRow], ...]:
    """With their positions, which begin at 0; no verdict asks for all."""
    r = t.upload_rows.c
    query = select(r.position, r.line, r.verdict, r.body).where(r.upload_id == upload_id, r.position > after)
    if verdicts:
        query = query.where(r.verdict.in_([str(verdict) for verdict in verdicts]))
    rows = await connection.execute(query.order_by(r.position).limit(limit))
    return tuple((row.position, _row_of(row.line, row.verdict, row.body)) for row in rows)


async def known_lines(connection: AsyncConnection, upload_id: int, lines: Sequence[int]) -> set[int]:
    """Those of these lines that have a row."""
    r = t.upload_rows.c
    found: set[int] = set()
    for start in range(0, len(lines), CHUNK):
        query = select(r.line).where(r.upload_id == upload_id, r.line.in_(lines[start : start + CHUNK]))
        found.update((await connection.execute(query)).scalars())
    return found


def _body(row: ShownRow) -> dict[str, Any]:
    """What is empty is left out: most rows have little to say."""
    body: dict[str, Any] = {
        "uids": list(row.uids),
        "changes": [[change.field, change.old, change.new] for change in row.changes],
        "problems": [[p.level, p.key, p.column, p.value, p.proposal] for p in row.problems],
        "draft": _draft(row.draft) if row.draft else None,
        "title": "" if row.draft else row.title,
    }
    return {name: value for name, value in body.items() if value}


def _draft(draft: ShownDraft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "whens": [
            [when.start.isoformat(), when.end.isoformat() if when.end else None, when.all_day, when.time_text]
            for when in draft.whens
        ],
        "venue": draft.venue,
        "insee_code": draft.insee_code,
        "commune": draft.commune,
        "languages": list(draft.languages),
        "free": draft.free,
        "price": draft.price,
    }


def _row_of(line: int | None, verdict: str, body: Mapping[str, Any]) -> ShownRow:
    draft = _draft_of(body["draft"]) if "draft" in body else None
    return ShownRow(
        line=line,
        verdict=Verdict(verdict),
        title=draft.title if draft else body.get("title", ""),
        draft=draft,
        uids=tuple(body.get("uids", ())),
        changes=tuple(Change(*change) for change in body.get("changes", ())),
        problems=tuple(Problem(*problem) for problem in body.get("problems", ())),
    )


def _draft_of(kept: Mapping[str, Any]) -> ShownDraft:
    return ShownDraft(
        title=kept["title"],
        whens=tuple(
            When(datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None, all_day, text)
            for start, end, all_day, text in kept["whens"]
        ),
        venue=kept["venue"],
        insee_code=kept["insee_code"],
        commune=kept["commune"],
        languages=tuple(kept["languages"]),
        free=kept["free"],
        price=kept["price"],
    )
