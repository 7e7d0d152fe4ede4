"""Counts beside a list, in words: each value as a person would choose it, those that find most first."""

from typing import Any

from festum.actions.ask import Question
from festum.actions.count import Facets
from festum.actions.house import Unit
from festum.actions.value_names import value_name
from festum.store.programme import load_partners


async def facet_shapes(unit: Unit, question: Question, facets: Facets) -> dict[str, Any]:
    """`{"facets": …}`, or nothing where none was asked for."""
    if not question.facets:
        return {}
    partners = await partner_names(unit) if "partner" in facets else {}
    language, gazetteer = question.chain[0], unit.house.gazetteer
    return {
        "facets": {
            name: [
                {
                    "value": count.key,
                    "name": value_name(name, count.key, language, gazetteer, partners),
                    "occurrences": count.occurrences,
                    "events": count.events,
                }
                for count in sorted(counts, key=lambda c: (-c.occurrences, c.key))
            ]
            for name, counts in facets.items()
        }
    }


async def partner_names(unit: Unit) -> dict[str, str]:
    return {key: partner.name for key, partner in (await load_partners(unit.connection)).items()}
