"""What is said beside a file and of a plan's rows, judged: every fault named, nothing guessed."""

import re
from collections.abc import Mapping, Sequence

from festum.actions.import_file import Defaults
from festum.api.import_schemas import INSEE, LINE, BesideFile, ImportConsent
from festum.domain.gazetteer import Ambiguous, Gazetteer, Recognised
from festum.domain.place import Commune
from festum.domain.plan import Answer, Mode
from festum.domain.text import clean, nearest
from festum.domain.upload import Consent
from festum.domain.vocabulary import SPOKEN_LANGUAGES
from festum.errors import Problem, Unfit

_INSEE, _LINE = re.compile(INSEE), re.compile(LINE)


def judged_defaults(said: BesideFile, gazetteer: Gazetteer) -> tuple[Defaults, Mode]:
    """Raises Unfit: with a commune several bear or nobody knows, a language or a mode there is not."""
    problems: list[Problem] = []
    defaults = Defaults(
        edition=said.edition,
        insee_code=_commune(said.commune or "", gazetteer, problems),
        languages=_languages(said.languages or (), problems),
        mapping=tuple((clean(label), clean(column)) for label, column in (said.mapping or {}).items()),
        sheet=clean(said.sheet or ""),
    )
    mode = _mode(said.mode, problems)
    if problems:
        raise Unfit("unfit", tuple(problems))
    return defaults, mode


def judged_consent(said: ImportConsent, gazetteer: Gazetteer) -> Consent:
    """Raises Unfit, naming each line whose answer is none."""
    problems = [problem for line, answer in said.accept.items() for problem in _answer(line, answer, gazetteer)]
    if problems:
        raise Unfit("unfit", tuple(problems))
    accept: Mapping[int, str] = {int(line): answer for line, answer in said.accept.items()}
    return Consent(accept, said.partial, said.withdraw)


def _answer(line: str, answer: str, gazetteer: Gazetteer) -> list[Problem]:
    name = f"accept.{line[:20]}"
    if not _LINE.fullmatch(line):
        return [Problem("error", "line_unreadable", name, line[:200])]
    if answer in set(Answer) or (_INSEE.fullmatch(answer) and gazetteer.commune(answer)):
        return []
    return [Problem("error", "answer_unknown", name, answer[:200], ", ".join(Answer))]


def _commune(name: str, gazetteer: Gazetteer, problems: list[Problem]) -> str:
    if not name.strip():
        return ""
    code = name.strip() if _INSEE.fullmatch(name.strip()) else None
    match gazetteer.recognise("" if code else name, insee_code=code):
        case Recognised(commune):
            return commune.insee_code
        case Ambiguous(candidates):
            problems.append(Problem("error", "commune_ambiguous", "commune", name, _listed(candidates)))
        case unknown:
            problems.append(Problem("error", "commune_unknown", "commune", name, _listed(unknown.nearest)))
    return ""


def _listed(communes: Sequence[Commune]) -> str:
    return ", ".join(f"{c.name} ({c.departement}, {c.insee_code})" for c in communes[:5])


def _languages(words: Sequence[str], problems: list[Problem]) -> tuple[str, ...]:
    for word in words:
        if word not in SPOKEN_LANGUAGES:
            near = nearest(word, SPOKEN_LANGUAGES) or ""
            problems.append(Problem("error", "word_unknown", "languages", word[:200], near))
    return tuple(dict.fromkeys(words))


def _mode(word: str | None, problems: list[Problem]) -> Mode:
    if word is not None and word not in set(Mode):
        problems.append(Problem("error", "word_unknown", "mode", word[:200], nearest(word, tuple(Mode)) or ""))
        return Mode.MERGE
    return Mode.MERGE if word is None else Mode(word)
