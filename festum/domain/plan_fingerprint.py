"""A plan's fingerprint: two plans that say the same of every row and touch the same events are one plan."""

import json
from collections.abc import Iterable
from hashlib import sha256

from festum.domain.plan import Plan, PlanRow


def fingerprint(plan: Plan) -> str:
    """SHA-256, in hexadecimal.

    Versions of events are left out: when something else was changed of them, what was agreed to is still what is done.
    """
    taken = sha256()
    for row in plan.rows:
        taken.update(json.dumps(_said(row), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))
        taken.update(b"\n")
    for event_id in sorted(revision.after.id for revision in plan.revisions):
        taken.update(event_id.encode())
        taken.update(b"\n")
    brake = plan.brake
    taken.update(f"{brake.withdrawn}/{brake.of}".encode() if brake else b"-")
    return taken.hexdigest()


def _said(row: PlanRow) -> list[object]:
    return [
        row.line,
        str(row.verdict),
        _uids(row),
        [[change.field, change.old, change.new] for change in row.changes],
        [[problem.level, problem.key, problem.column, problem.value, problem.proposal] for problem in row.problems],
    ]


def _uids(row: PlanRow) -> Iterable[str]:
    return list(row.uids) or ([row.uid] if row.uid else [])
