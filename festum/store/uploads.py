"""Uploads as they are kept: found, and written down. What may follow what is in `upload_states.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.beside import Beside
from festum.domain.plan import Brake, Mode
from festum.domain.upload import Failure, Left, Upload, UploadHeading, UploadState
from festum.errors import Problem
from festum.store import tables as t


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent; `packed` are its bytes, zlib-compressed. `notes` are said of it before it is read."""

    beside: Beside
    actor: str
    made_at: datetime
    file_name: str
    digest: str
    size: int
    source: str
    mode: Mode
    packed: bytes
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What is kept of a plan beside its rows. `rests_on` counts, by partner, the uploads it has seen."""

    edition: int | None
    kind: str
    encoding: str
    delimiter: str
    header_line: int
    headings: tuple[UploadHeading, ...]
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    brake: Brake | None
    stopped: bool
    fingerprint: str
    rests_on: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Bytes:
    """`packed` as in `Sent`; None once it was discarded."""

    packed: bytes | None
    beside: Beside
    rests_on: Mapping[str, int]


_SHOWN = [column for column in t.uploads.c if column.name not in {"defaults", "consent", "undo_id"}]
_WITH_PARTNER = t.uploads.outerjoin(t.partners)


async def load_upload(connection: AsyncConnection, upload_id: int) -> Upload | None:
    return next(iter(await _load(connection, t.uploads.c.id == upload_id, limit=1)), None)


async def load_uploads(
    connection: AsyncConnection, partner: str | None, limit: int, before: int | None
) -> tuple[Upload, ...]:
    """Newest first, those discarded left out; `partner` None asks for everybody's."""
    which = t.uploads.c.state != UploadState.DISCARDED.value
    if partner is not None:
        which &= t.partners.c.key == partner
    if before is not None:
        which &= t.uploads.c.id < before
    return await _load(connection, which, limit)


async def load_bytes(connection: AsyncConnection, upload_id: int) -> Bytes:
    u, f = t.uploads.c, t.upload_files.c
    joined = t.uploads.outerjoin(t.upload_files)
    query = select(f.content, u.defaults, u.reading).select_from(joined).where(u.id == upload_id)
    row = (await connection.execute(query)).one()
    return Bytes(row.content, _beside_of(row.defaults), row.reading.get("rests_on", {}))


async def insert_upload(connection: AsyncConnection, sent: Sent) -> int:
    """Its number; its state is PLANNING. Needs the pen."""
    made = await connection.execute(
        insert(t.uploads)
        .values(
            partner_id=await _partner_id(connection, sent.beside.partner),
            actor=sent.actor,
            made_at=sent.made_at,
            file_name=sent.file_name,
            digest=sent.digest,
            size=sent.size,
            source=sent.source,
            edition=sent.beside.edition,
            mode=str(sent.mode),
            defaults=_beside_json(sent.beside),
            state=UploadState.PLANNING.value,
            reading={"problems": _problems_json(sent.notes)},
            stopped=False,
            fingerprint="",
            phase="",
            done=0,
            total=0,
            touched_at=sent.made_at,
        )
        .returning(t.uploads.c.id)
    )
    upload_id = int(made.scalar_one())
    await connection.execute(insert(t.upload_files).values(upload_id=upload_id, content=sent.packed))
    return upload_id


async def save_said(
    connection: AsyncConnection, upload_id: int, beside: Beside, mode: Mode, notes: Sequence[Problem]
) -> None:
    """What is said beside the file, said anew. Needs the pen."""
    changed = {
        "partner_id": await _partner_id(connection, beside.partner),
        "edition": beside.edition,
        "mode": str(mode),
        "defaults": _beside_json(beside),
        "reading": {"problems": _problems_json(notes)},
    }
    await connection.execute(update(t.uploads).where(t.uploads.c.id == upload_id).values(changed))


async def save_facts(connection: AsyncConnection, upload_id: int, facts: PlanFacts) -> None:
    """Its rows are saved apart. Needs the pen."""
    changed = {
        "edition": facts.edition,
        "reading": {
            "kind": facts.kind,
            "encoding": facts.encoding,
            "delimiter": facts.delimiter,
            "header_line": facts.header_line,
            "headings": [asdict(heading) for heading in facts.headings],
            "problems": _problems_json(facts.problems),
            "rests_on": dict(facts.rests_on),
        },
        "counts": dict(facts.counts),
        "brake": asdict(facts.brake) if facts.brake else None,
        "stopped": facts.stopped,
        "fingerprint": facts.fingerprint,
    }
    await connection.execute(update(t.uploads).where(t.uploads.c.id == upload_id).values(changed))


async def empty_upload(connection: AsyncConnection, upload_id: int) -> None:
    """Its bytes and rows go; what it was stays on record. Needs the pen."""
    for table in (t.upload_rows, t.upload_files):
        await connection.execute(delete(table).where(table.c.upload_id == upload_id))


async def count_uploads(connection: AsyncConnection) -> dict[str, int]:
    """By partner, how many were applied or undone: what a plan rests on."""
    rows = await connection.execute(select(t.partners.c.key, t.partners.c.uploads))
    return {row.key: row.uploads for row in rows}


async def raise_uploads(connection: AsyncConnection, partners: Sequence[str]) -> None:
    """Every plan of these made before is to be made again. Needs the pen."""
    p = t.partners.c
    await connection.execute(update(t.partners).where(p.key.in_(partners)).values(uploads=p.uploads + 1))


async def _partner_id(connection: AsyncConnection, partner: str) -> int | None:
    if not partner:
        return None
    query = select(t.partners.c.id).where(t.partners.c.key == partner)
    return int((await connection.execute(query)).scalar_one())


async def _load(connection: AsyncConnection, which: ColumnElement[bool], limit: int) -> tuple[Upload, ...]:
    query = select(*_SHOWN, t.partners.c.key.label("partner_key")).select_from(_WITH_PARTNER).where(which)
    rows = await connection.execute(query.order_by(t.uploads.c.id.desc()).limit(limit))
    return tuple(_upload_of(row) for row in rows)


def _upload_of(row: Row[*tuple[Any, ...]]) -> Upload:
    reading, failure = row.reading, row.failure
    return Upload(
        id=row.id,
        partner=row.partner_key or "",
        actor=row.actor,
        made_at=row.made_at,
        file_name=row.file_name,
        digest=row.digest,
        size=row.size,
        source=row.source,
        edition=row.edition,
        mode=Mode(row.mode),
        state=UploadState(row.state),
        kind=reading.get("kind", ""),
        encoding=reading.get("encoding", ""),
        delimiter=reading.get("delimiter", ""),
        header_line=reading.get("header_line", 0),
        counts=row.counts,
        problems=tuple(Problem(**problem) for problem in reading["problems"]),
        headings=tuple(
            UploadHeading(h["label"], h["column"], h["how"], tuple(h["samples"])) for h in reading.get("headings", ())
        ),
        brake=Brake(**row.brake) if row.brake else None,
        stopped=row.stopped,
        fingerprint=row.fingerprint,
        phase=row.phase,
        done=row.done,
        total=row.total,
        touched_at=row.touched_at,
        failure=Failure(failure["key"], failure["values"]) if failure else None,
        applied_at=row.applied_at,
        import_id=row.import_id,
        undone_at=row.undone_at,
        left=tuple(Left(**one) for one in row.left or ()),
    )


def _problems_json(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [asdict(problem) for problem in problems]


def _beside_json(beside: Beside) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(beside).items()}


def _beside_of(kept: Mapping[str, Any]) -> Beside:
    return Beside(
        edition=kept["edition"],
        partner=kept["partner"],
        insee_code=kept["insee_code"],
        languages=tuple(kept["languages"]),
        mapping=tuple((heading, column) for heading, column in kept["mapping"]),
        sheet=kept["sheet"],
    )
