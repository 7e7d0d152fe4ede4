"""Editions, départements, communes and partners, with what each has under the same filters."""

from typing import Any

from litestar import Request, Response, get

from festum.actions.ask import SHOWING, ask
from festum.actions.count import COUNTING, CountPage, count, partners_by_key, published_editions
from festum.actions.value_names import value_name
from festum.api.deps import AtTheDoor, Door, parameters, public
from festum.api.schemas import (
    CategoryList,
    CommuneCount,
    CommuneList,
    DepartementCount,
    DepartementList,
    EditionCount,
    EditionList,
    LanguageList,
    NamedCount,
    PartnerCount,
    PartnerList,
)


@get("/api/v1/editions", summary="Published editions", opt={"accepts": "count"})
async def list_editions(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[EditionList]:
    """Every published year, whatever `edition` answers are about by default."""
    async with door.house.unit() as unit:
        question = await ask(unit, parameters(request), COUNTING)
        editions = await published_editions(unit)
        page = await count(unit, question, "edition", every=[str(year) for year in editions])
    items = [EditionCount.of(editions[int(c.key)], int(c.key) == question.current, c) for c in page.counts]
    return public(EditionList(items=items, total=page.total, next=page.next, revision=page.revision), page.revision)


@get("/api/v1/departements", summary="Départements with something on", opt={"accepts": "count"})
async def list_departements(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[DepartementList]:
    async with door.house.unit() as unit:
        page = await count(unit, await ask(unit, parameters(request), COUNTING), "departement")
    known = door.house.gazetteer.departements
    items = [DepartementCount.of(known[c.key], c) for c in page.counts]
    return public(DepartementList(items=items, total=page.total, next=page.next, revision=page.revision), page.revision)


@get("/api/v1/communes", summary="Communes with something on", opt={"accepts": "count"})
async def list_communes(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[CommuneList]:
    async with door.house.unit() as unit:
        page = await count(unit, await ask(unit, parameters(request), COUNTING), "commune")
    gazetteer = door.house.gazetteer
    communes = ((gazetteer.commune(c.key), c) for c in page.counts)
    items = [CommuneCount.of(commune, gazetteer.epcis, c) for commune, c in communes if commune is not None]
    return public(CommuneList(items=items, total=page.total, next=page.next, revision=page.revision), page.revision)


@get("/api/v1/partners", summary="Partners with something on", opt={"accepts": "count"})
async def list_partners(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[PartnerList]:
    async with door.house.unit() as unit:
        page = await count(unit, await ask(unit, parameters(request), COUNTING), "partner")
        partners = await partners_by_key(unit)
    items = [PartnerCount.counted(partners[c.key], c) for c in page.counts]
    return public(PartnerList(items=items, total=page.total, next=page.next, revision=page.revision), page.revision)


@get("/api/v1/languages", summary="Languages spoken somewhere", opt={"accepts": "named"})
async def list_languages(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[LanguageList]:
    """`not-stated` counts what nobody said a language of."""
    page, items = await _named(door, request, "language")
    return public(LanguageList(items=items, total=page.total, next=page.next, revision=page.revision), page.revision)


@get("/api/v1/categories", summary="Categories with something on", opt={"accepts": "named"})
async def list_categories(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[CategoryList]:
    page, items = await _named(door, request, "category")
    return public(CategoryList(items=items, total=page.total, next=page.next, revision=page.revision), page.revision)


async def _named(door: Door, request: Request[Any, Any, Any], group: str) -> tuple[CountPage, list[NamedCount]]:
    async with door.house.unit() as unit:
        question = await ask(unit, parameters(request), (*SHOWING, *COUNTING))
        page = await count(unit, question, group, not_stated=True)
    language = question.chain[0]
    return page, [
        NamedCount(
            value=c.key,
            name=value_name(group, c.key, language, door.house.gazetteer, {}),
            occurrences=c.occurrences,
            events=c.events,
            synthetic=c.synthetic,
        )
        for c in page.counts
    ]
