"""Deciding what an upload would change: drafts compared with what is stored, row by row."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from festum.domain.answering import answered
from festum.domain.deciding_event import Surroundings, decide_event, outside_window
from festum.domain.draft import Draft
from festum.domain.event import Event
from festum.domain.gathering import gathered
from festum.domain.keys import EventKey, Named, named
from festum.domain.known import Known
from festum.domain.near_matches import near_matched
from festum.domain.plan import ASKS, Answer, Plan, PlanRow, Revision, Terms, Verdict
from festum.domain.repeats import without_repeats
from festum.domain.same_elsewhere import Elsewhere
from festum.domain.text import nearest
from festum.domain.venues_told import one_venue_each
from festum.domain.withdrawing import Told, the_rest
from festum.errors import Problem

TERMS = Terms()


def decide(drafts: Sequence[Draft], known: Known, terms: Terms = TERMS) -> Plan:
    """Every line gets exactly one row; then one for each stored date of the same programmes that nobody named.

    Where no row names a partner, and nobody uploads for one, all rows are decided as if by a partner without a
    programme: a plan to be looked at.
    """
    nobodys = bool(drafts) and not known.only_partner and not any(draft.partner for draft in drafts)
    if terms.decisions:
        drafts = [answered(draft, terms.decisions.get(draft.line)) for draft in drafts]
    refusals = {} if nobodys else {at: said for at, draft in enumerate(drafts) if (said := _refusal(draft, known))}
    held = _held(drafts, refusals, terms)
    ours = [draft for at, draft in enumerate(drafts) if at not in refusals]
    answers = {line: decision.answer for line, decision in terms.decisions.items()}
    apart = {line for line, answer in answers.items() if answer is Answer.NEW}
    # A row that is held back keeps its date too: nobody else moves there, and it is not missing.
    keyed = near_matched(named(ours, known.events, apart), known.events, held, answers)
    held |= {row.draft.line: Verdict.ASK for row in keyed if any(said.level == "error" for said in row.said)}
    stored: dict[EventKey, Event] = {(e.edition, e.partner, e.event_key): e for e in known.events}
    uids = {(key, o.occurrence_key): o.uid for key, event in stored.items() for o in event.occurrences}

    taken = without_repeats([row for row in keyed if row.draft.line not in held])
    around = Surroundings(one_venue_each(taken.rows, known), known.editions, Elsewhere(known.elsewhere))
    revisions: dict[EventKey, Revision] = {}
    rows: list[PlanRow] = []
    for key, members in _by_event(taken.rows).items():
        revision, of_event = decide_event(key, members, stored.get(key), around)
        rows += of_event
        if revision is not None:
            revisions[key] = revision
    set_aside = [row for row in keyed if row.draft.line in held]
    rows += [
        _row(row.draft, held[row.draft.line], uids.get((row.event, row.occurrence_key), ""), _all_said(row, known))
        for row in set_aside
    ]
    rows += [_row(drafts[at], held[drafts[at].line], "", (said,)) for at, said in refusals.items()]
    rows += [_row(row.draft, Verdict.DUPLICATE, "", (said,)) for row, said in taken.repeated]
    if nobodys:
        rows = [replace(row, uid="") for row in rows]
        return Plan(tuple(gathered(rows)), (), nobodys=True)
    named_uids = {row.uid for row in rows} | {uids.get((row.event, row.occurrence_key), "") for row in keyed}
    repeated = [row for row, _ in taken.repeated]
    told = Told(taken.rows, set_aside + repeated, named_uids)
    rest = the_rest(told, known.events, revisions, terms.mode, known.editions, known.today)
    return Plan((*gathered(rows), *rest.rows), tuple(rest.revisions), rest.brake)


def _refusal(draft: Draft, known: Known) -> Problem | None:
    if draft.edition not in known.editions:
        years = ", ".join(str(year) for year in sorted(known.editions))
        year = "" if draft.edition is None else str(draft.edition)
        return Problem("error", "edition_unknown", "edition", year, years)
    if known.only_partner and draft.partner != known.only_partner:
        return Problem("error", "partner_not_yours", "partner", draft.partner, known.only_partner)
    if draft.partner not in known.partners:
        near = nearest(draft.partner, known.partners) or ""
        return Problem("error", "partner_unknown", "partner", draft.partner, near)
    return None


def _held(drafts: Iterable[Draft], refusals: Iterable[int], terms: Terms) -> dict[int, Verdict]:
    """Lines that are not taken, whole: one date of a line alone would be half of what it says."""
    held: dict[int, Verdict] = {}
    for draft in drafts:
        errors = {problem.key for problem in draft.problems if problem.level == "error"}
        if errors and held.get(draft.line) is not Verdict.REFUSED:
            held[draft.line] = Verdict.ASK if errors <= ASKS else Verdict.REFUSED
    drafts = list(drafts)
    held |= {drafts[at].line: Verdict.REFUSED for at in refusals}
    skipped = {line for line, decision in terms.decisions.items() if decision.answer is Answer.SKIP}
    return held | {draft.line: Verdict.IGNORED for draft in drafts if draft.line in skipped}


def _row(draft: Draft, verdict: Verdict, uid: str, said: tuple[Problem, ...]) -> PlanRow:
    if verdict is Verdict.IGNORED:
        return PlanRow(draft.line, verdict, draft, uid, problems=(Problem("note", "row_skipped"),))
    return PlanRow(draft.line, verdict, draft, uid, problems=draft.problems + said)


def _all_said(row: Named, known: Known) -> tuple[Problem, ...]:
    """A row that waits for an answer is told the rest at once: that its date is out of the window, too."""
    return row.said + outside_window(row.draft, known.editions.get(row.event[0] or 0))


def _by_event(rows: Iterable[Named]) -> dict[EventKey, list[Named]]:
    grouped: dict[EventKey, list[Named]] = defaultdict(list)
    for row in rows:
        grouped[row.event].append(row)
    return grouped
