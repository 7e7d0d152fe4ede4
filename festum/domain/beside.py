"""What is said beside a file: its programme, its partner, what fills empty cells, what its headings mean.

A partner says it once: what its last applied upload said is recalled for the next.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from festum.domain.event import Edition
from festum.errors import Problem


@dataclass(frozen=True, slots=True)
class Beside:
    """`mapping` holds pairs of a heading as the file has it and our column, "" to leave the heading aside."""

    edition: int | None = None
    partner: str = ""
    insee_code: str = ""
    languages: tuple[str, ...] = ()
    mapping: tuple[tuple[str, str], ...] = ()
    sheet: str = ""


def joined(said: Beside, before: Beside) -> Beside:
    """What is left empty stays as it was said before; a mapping by heading."""
    mapping = dict(before.mapping) | dict(said.mapping)
    return Beside(
        edition=before.edition if said.edition is None else said.edition,
        partner=said.partner or before.partner,
        insee_code=said.insee_code or before.insee_code,
        languages=said.languages or before.languages,
        mapping=tuple(mapping.items()),
        sheet=said.sheet or before.sheet,
    )


def recalled(
    said: Beside,
    habits: Beside,
    editions: Iterable[Edition],
    current: int | None,
    today: date,
    commune_name: Callable[[str], str],
) -> tuple[Beside, tuple[Problem, ...]]:
    """What is said, the rest as last time; and a note for each thing that was recalled.

    A remembered edition that is over is not: a programme is not filed under last year's because nobody said which.
    """
    open_years = {e.year for e in editions if e.year == current or (e.ends_on is not None and e.ends_on >= today)}
    kept = Beside(
        edition=habits.edition if habits.edition in open_years else None,
        insee_code=habits.insee_code,
        languages=habits.languages,
        mapping=habits.mapping,
    )
    whole = joined(said, kept)
    notes: list[Problem] = []
    if said.edition is None and whole.edition is not None:
        notes.append(_note("edition", str(whole.edition)))
    if not said.insee_code and whole.insee_code:
        notes.append(_note("commune", commune_name(whole.insee_code)))
    if not said.languages and whole.languages:
        notes.append(_note("languages", ", ".join(whole.languages)))
    named = {heading for heading, _ in said.mapping}
    if more := [f"{heading} = {column or '-'}" for heading, column in whole.mapping if heading not in named]:
        notes.append(_note("mapping", ", ".join(more)))
    return whole, tuple(notes)


def still_said(notes: Iterable[Problem], anew: Beside) -> tuple[Problem, ...]:
    """Those of `recalled`'s notes that hold when this is said anew."""
    said = {
        "edition": anew.edition is not None, "commune": bool(anew.insee_code),
        "languages": bool(anew.languages), "mapping": bool(anew.mapping),
    }  # fmt: skip
    return tuple(note for note in notes if note.key == HABIT and not said.get(note.column, False))


HABIT = "habit_used"


def _note(column: str, value: str) -> Problem:
    return Problem("note", HABIT, column, value)
