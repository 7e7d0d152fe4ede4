"""What is said of a file beside the file, as options of the command line."""

import argparse
import json
from pathlib import Path

from festum.actions.import_file import Defaults
from festum.domain.gazetteer import Ambiguous, Gazetteer, Recognised
from festum.domain.plan import Answer, Mode
from festum.domain.text import nearest
from festum.domain.vocabulary import SPOKEN_LANGUAGES
from festum.errors import Malformed, UnknownValue


def add_defaults(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--partner", help="upload as this partner: rows of another are refused")
    parser.add_argument("--edition", type=int, help="year for rows that name none")
    parser.add_argument(
        "--mode", choices=[str(mode) for mode in Mode], default=str(Mode.MERGE),
        help="replace: what the file does not name is withdrawn",
    )  # fmt: skip
    parser.add_argument("--commune", help="for rows that name none: a name with its postcode, or an INSEE code")
    parser.add_argument("--language", action="append", default=[], help="spoken where a row says nothing: oc, ca, fr …")
    parser.add_argument("--mapping", help='headings and our columns, as JSON: {"Quand ?": "date"}, or a file of it')
    parser.add_argument("--sheet", help="name of the worksheet to read")


def read_defaults(arguments: argparse.Namespace, gazetteer: Gazetteer) -> Defaults:
    """Raises Malformed or UnknownValue naming the option at fault."""
    for language in arguments.language:
        if language not in SPOKEN_LANGUAGES:
            near = nearest(language, SPOKEN_LANGUAGES) or ""
            raise UnknownValue("unknown_value", name="language", value=language, nearest=near)
    return Defaults(
        edition=arguments.edition,
        partner=arguments.partner or "",
        insee_code=insee_code_of(arguments.commune, gazetteer) if arguments.commune else "",
        languages=tuple(dict.fromkeys(arguments.language)),
        mapping=_mapping(arguments.mapping) if arguments.mapping else (),
        sheet=arguments.sheet or "",
    )


def insee_code_of(text: str, gazetteer: Gazetteer) -> str:
    if gazetteer.commune(text):
        return text
    match gazetteer.recognise(text):
        case Recognised(commune):
            return commune.insee_code
        case Ambiguous(candidates):
            few = candidates
        case unknown:
            few = unknown.nearest
    near = ", ".join(f"{c.name} ({c.departement}, {c.insee_code})" for c in few[:5])
    raise UnknownValue("commune_not_one", value=text, nearest=near)


def _mapping(text: str) -> tuple[tuple[str, str], ...]:
    try:
        if not text.lstrip().startswith("{"):
            text = Path(text).read_text("utf-8")
        pairs = json.loads(text).items()
    except (OSError, ValueError, AttributeError) as error:
        raise Malformed("mapping_unreadable", reason=str(error)) from None
    if not all(isinstance(ours, str) for _, ours in pairs):
        raise Malformed("mapping_unreadable", reason="a column is not a text")
    return tuple(pairs)


def read_accepted(answers: list[str]) -> dict[int, str]:
    """`12=yes`; what an answer may be is judged with the row it is for."""
    accepted = {}
    for given in answers:
        line, found, answer = given.partition("=")
        if not (found and line.isascii() and line.isdigit() and answer.strip()):
            raise Malformed("accept_unreadable", value=given, known=", ".join(Answer))
        accepted[int(line)] = answer.strip()
    return accepted
