"""A plan's rows as they are shown and kept: what was understood of each, and what is said of it."""

from dataclasses import dataclass

from festum.domain.admission import Admission
from festum.domain.diff import Change
from festum.domain.draft import Draft
from festum.domain.plan import PlanRow, Verdict
from festum.domain.texts import DEFAULT_CHAIN
from festum.domain.when import When
from festum.errors import Problem


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """The best that was understood of a row; `free` is None where it is not stated, or a donation."""

    title: str
    whens: tuple[When, ...]
    venue: str
    insee_code: str
    commune: str
    languages: tuple[str, ...]
    free: bool | None
    price: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """As `PlanRow`, without what only applying needs. `title` also where there is no draft."""

    line: int | None
    verdict: Verdict
    title: str
    draft: ShownDraft | None = None
    uids: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def shown(row: PlanRow) -> ShownRow:
    draft = None if row.draft is None else _shown_draft(row.draft, row.whens)
    uids = row.uids or ((row.uid,) if row.uid else ())
    return ShownRow(row.line, row.verdict, draft.title if draft else row.title, draft, uids, row.changes, row.problems)


def _shown_draft(draft: Draft, whens: tuple[When, ...]) -> ShownDraft:
    details, commune = draft.details, draft.venue.commune if draft.venue else None
    return ShownDraft(
        title=details.titles.choose(DEFAULT_CHAIN)[1],
        whens=whens or ((draft.when,) if draft.when else ()),
        venue=draft.venue.name if draft.venue else "",
        insee_code=commune.insee_code if commune else "",
        commune=commune.name if commune else "",
        languages=details.languages,
        free={Admission.FREE: True, Admission.PAID: False}.get(details.admission),
        price=details.price,
    )
