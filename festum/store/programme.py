"""Editions and partners: the frame a programme hangs in."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.event import Edition, Partner
from festum.store import tables as t
from festum.store.rows import PARTNER, as_edition, as_partner


async def load_editions(connection: AsyncConnection) -> dict[int, Edition]:
    """By year, unpublished ones included."""
    rows = await connection.execute(select(t.editions).order_by(t.editions.c.year))
    return {row.year: as_edition(row) for row in rows}


def current_edition(editions: Iterable[Edition]) -> int | None:
    """The one last published: publishing the next is what moves subscribers on."""
    published = [e for e in editions if e.published is not None]
    return max(published, key=lambda e: e.published or 0).year if published else None


async def load_partners(connection: AsyncConnection) -> dict[str, Partner]:
    rows = await connection.execute(select(*PARTNER).order_by(t.partners.c.key))
    return {row.partner_key: as_partner(row) for row in rows}


async def save_editions(connection: AsyncConnection, editions: Iterable[Edition]) -> list[int]:
    """The years of those that were new or differ; publication is left as it is. Needs the pen."""
    stored = await load_editions(connection)
    changed = []
    for edition in editions:
        columns = {
            "number": edition.number,
            "starts_on": edition.starts_on,
            "ends_on": edition.ends_on,
            "source": edition.source,
        }
        was = stored.get(edition.year)
        if was is None:
            await connection.execute(insert(t.editions).values(year=edition.year, published=None, **columns))
        elif any(getattr(was, name) != value for name, value in columns.items()):
            await connection.execute(update(t.editions).where(t.editions.c.year == edition.year).values(columns))
        else:
            continue
        changed.append(edition.year)
    return changed


async def publish_edition(connection: AsyncConnection, year: int, revision: int | None) -> None:
    """Needs the pen; `revision` None takes it back out of sight."""
    changed = {"published": revision} if revision is None else {"published": revision, "revision": revision}
    await connection.execute(update(t.editions).where(t.editions.c.year == year).values(changed))


async def tell_changed(
    connection: AsyncConnection, revision: int, years: Sequence[int], partners: Sequence[str]
) -> None:
    """That revision changed these: whoever follows all changes is told."""
    for table, column, keys in ((t.editions, t.editions.c.year, years), (t.partners, t.partners.c.key, partners)):
        if keys:
            await connection.execute(update(table).where(column.in_(keys)).values(revision=revision))


async def save_partners(connection: AsyncConnection, partners: Iterable[Partner]) -> list[str]:
    """The keys of those that were new or differ. Needs the pen."""
    stored = await load_partners(connection)
    changed = []
    for partner in partners:
        columns = {
            "name": partner.name, "kind": partner.kind, "insee_code": partner.insee_code,
            "departement": partner.departement, "url": partner.url, "source": partner.source,
        }  # fmt: skip
        if partner.key not in stored:
            await connection.execute(insert(t.partners).values(key=partner.key, **columns))
        elif stored[partner.key] != partner:
            await connection.execute(update(t.partners).where(t.partners.c.key == partner.key).values(columns))
        else:
            continue
        changed.append(partner.key)
    return changed


async def count_programme(connection: AsyncConnection) -> dict[str, int]:
    """What a health check reports: what is live in published editions."""
    published = select(t.editions.c.year).where(t.editions.c.published.is_not(None))
    public = select(t.events.c.id).where(t.events.c.edition.in_(published))
    live = (t.occurrences.c.state == "live") & t.occurrences.c.event_id.in_(public)
    questions = {
        "editions": select(func.count()).select_from(t.editions).where(t.editions.c.published.is_not(None)),
        "partners": select(func.count()).select_from(t.partners),
        "events": select(func.count(t.occurrences.c.event_id.distinct())).where(live),
        "occurrences": select(func.count()).select_from(t.occurrences).where(live),
    }
    return {name: (await connection.execute(question)).scalar_one() for name, question in questions.items()}
