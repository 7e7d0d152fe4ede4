"""What the one who applies an upload says of it: understood, and enough or not."""

from collections.abc import Mapping
from dataclasses import replace

from festum.actions.house import House, Unit
from festum.domain.plan import Answer, Decision, Plan
from festum.domain.upload import Consent
from festum.errors import Problem, Unfit, UnknownValue
from festum.store.upload_rows import known_lines

MOST_PROBLEMS = 50
"""Said at once of rows that stop a plan; the plan has the others."""


async def read_decisions(unit: Unit, upload_id: int, consent: Consent) -> Mapping[int, Decision]:
    """By line. Raises UnknownValue for an answer that is none, Unfit for a line the plan has no row of."""
    decisions = {line: _decision(unit.house, line, said) for line, said in consent.accept.items()}
    known = await known_lines(unit.connection, upload_id, sorted(decisions))
    if strangers := sorted(decisions.keys() - known):
        raise Unfit("no_such_row", line=strangers[0])
    return decisions


def require_consent(plan: Plan, consent: Consent) -> None:
    """Raises Unfit for what has not been agreed to."""
    if plan.nobodys:
        raise Unfit("partner_needed")
    if plan.stopped and not consent.partial:
        stopping = [row for row in plan.rows if row.stops]
        problems = tuple(
            _on_line(problem, row.line)
            for row in stopping[:MOST_PROBLEMS]
            for problem in row.problems
            if problem.level == "error"
        )
        raise Unfit("plan_stops", problems, rows=len(stopping))
    if plan.brake is not None and not consent.withdraw:
        raise Unfit("brake", withdrawn=plan.brake.withdrawn, of=plan.brake.of)


def _decision(house: House, line: int, said: str) -> Decision:
    word = said.strip()
    if word.casefold() in list(Answer):
        return Decision(Answer(word.casefold()))
    commune = house.gazetteer.commune(word.upper())
    if commune is None:
        raise UnknownValue("bad_decision", line=line, value=said[:100])
    return Decision(Answer.YES, commune)


def _on_line(problem: Problem, line: int | None) -> Problem:
    return replace(problem, column=f"{line or '-'} {problem.column}".rstrip())
