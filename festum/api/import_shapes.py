"""An import as the API shows it, from what is stored of it."""

from collections.abc import Sequence
from typing import Any

from festum.api.plan_shapes import row_json
from festum.api.problems import problem_json
from festum.domain.shown_plan import ShownRow
from festum.domain.upload import Failure, Upload
from festum.locale.catalogue import say

Placed = Sequence[tuple[int, ShownRow]]
"""Rows with their places in the plan."""


def import_shape(upload: Upload, rows: Placed, most: int, base_url: str, language: str) -> dict[str, Any]:
    """`rows` hold one more than `most` where others follow."""
    return short_shape(upload, base_url, language) | {
        "kind": upload.kind,
        "encoding": upload.encoding,
        "delimiter": upload.delimiter,
        "header_line": upload.header_line,
        "headings": [
            {"label": one.label, "column": one.column, "how": one.how, "samples": list(one.samples)}
            for one in upload.headings
        ],
        "messages": [problem_json(problem, language) for problem in upload.problems],
        "fingerprint": upload.fingerprint,
        "rows": [row_json(row, language) for _, row in rows[:most]],
        "next": _next(rows, most),
    }


def short_shape(upload: Upload, base_url: str, language: str) -> dict[str, Any]:
    return {
        "id": upload.id,
        "state": str(upload.state),
        "partner": upload.partner or None,
        "by": upload.actor,
        "edition": upload.edition,
        "mode": str(upload.mode),
        "file_name": upload.file_name,
        "size": upload.size,
        "source": upload.source or None,
        "made_at": upload.made_at,
        "applied_at": upload.applied_at,
        "undone_at": upload.undone_at,
        "counts": dict(upload.counts or {}),
        "stopped": upload.stopped,
        "brake": None if upload.brake is None else {"withdrawn": upload.brake.withdrawn, "of": upload.brake.of},
        "failure": None if upload.failure is None else _failure(upload.failure, language),
        "left": [{"event_id": one.event, "title": one.title} for one in upload.left],
        "links": _links(upload, base_url),
    }


def rows_shape(rows: Placed, most: int, language: str) -> dict[str, Any]:
    return {"items": [row_json(row, language) for _, row in rows[:most]], "next": _next(rows, most)}


def address_of(upload: Upload, base_url: str) -> str:
    return f"{base_url}/api/v1/imports/{upload.id}"


def progress_shape(upload: Upload) -> dict[str, str | int]:
    return {"phase": upload.phase, "done": upload.done, "total": upload.total, "state": str(upload.state)}


def _links(upload: Upload, base_url: str) -> dict[str, str]:
    address = address_of(upload, base_url)
    return {
        "self": address,
        "rows": f"{address}/rows",
        "report_csv": f"{address}/report.csv",
        "report_xlsx": f"{address}/report.xlsx",
        "apply": f"{address}/apply",
        "undo": f"{address}/undo",
        "progress": f"{address}/progress",
    }


def _next(rows: Placed, most: int) -> int | None:
    return rows[most - 1][0] if len(rows) > most else None


def _failure(failure: Failure, language: str) -> dict[str, Any]:
    text = say(language, f"error.{failure.key}", **failure.values)
    return {"key": failure.key, "values": dict(failure.values), "text": text}
