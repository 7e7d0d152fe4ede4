"""One row of a partner's sheet to its drafts, one for each date it tells; what is doubtful is said, nothing guessed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from festum.domain.admission import Admission, admission_of
from festum.domain.columns import COLUMNS, parted
from festum.domain.draft import Draft
from festum.domain.event import Details
from festum.domain.place import Point, Venue
from festum.domain.text import fold, slug
from festum.domain.texts import Texts
from festum.domain.vocabulary import TEXT_LANGUAGES
from festum.domain.web import is_web_address
from festum.domain.when import When
from festum.errors import Level, Problem
from festum.importers.event_rows import EventRow
from festum.importers.kinds import audience_in, categories_in, is_yes, status_before, status_of
from festum.importers.moments import WhenCells, YearFinder, looks_like_hour, understand
from festum.importers.places import PlaceCells, Places
from festum.importers.reading import Defaults
from festum.importers.safe_text import plain
from festum.importers.spoken import spoken_in

_QUOTED = 200
_PLACE = ("venue", "address", "postcode", "commune", "insee_code", "departement", "place")


@dataclass(frozen=True, slots=True)
class Known:
    """What reading a row needs beside the row; `labels` are the file's own headings by meaning."""

    labels: Mapping[str, str]
    years: YearFinder
    places: Places
    defaults: Defaults


@dataclass(slots=True)
class _Row:
    """A row's texts by meaning, and what was said of them so far."""

    texts: Mapping[str, str]
    labels: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def complain(self, level: Level, key: str, meaning: str, value: str = "", proposal: str = "") -> None:
        self.problems.append(Problem(level, key, self.labels.get(meaning, ""), value[:_QUOTED], proposal))

    def text(self, meaning: str, column: str = "") -> str:
        """One line, without markup; too long for its column is a problem."""
        if not (written := self.texts.get(meaning)):
            return ""
        return self._bounded(meaning, column or meaning, " ".join(plain(written).split()))

    def lines(self, meaning: str) -> str:
        if not (written := self.texts.get(meaning)):
            return ""
        return self._bounded(meaning, meaning, plain(written))

    def _bounded(self, meaning: str, column: str, text: str) -> str:
        longest = COLUMNS[column].longest if column in COLUMNS else COLUMNS["venue"].longest
        if len(text) > longest:
            self.complain("error", "too_long", meaning, text, str(longest))
        return text


def drafts_of(event: EventRow, known: Known) -> tuple[Draft, ...]:
    """All of the same line and with the same problems; one without a date where none could be read."""
    row = _Row(event.texts, known.labels)
    titles, status = _titled(row)
    whens = _whens(event, row, known)
    venue = _placed(row, known)
    details = _details(row, titles, known.defaults)
    if event.spare:
        row.complain("warning", "cells_without_heading", "", " | ".join(event.spare))
    notice = row.lines("notice")
    editions = [_edition(when, known.defaults, row) for when in whens]
    problems = tuple(dict.fromkeys(row.problems))
    return tuple(
        Draft(
            line=event.line,
            edition=edition,
            partner=known.defaults.partner,
            event_key=row.text("event_key"),
            details=details,
            when=when,
            venue=venue,
            status=status,
            notice=notice,
            problems=problems,
        )
        for when, edition in zip(whens or (None,), editions or (known.defaults.edition,), strict=True)
    )


def _titled(row: _Row) -> tuple[Texts, str]:
    """(titles, status): "ANNULÉ : Concert" is a concert that is cancelled, and must keep its identity."""
    status = _status(row)
    texts: dict[str, str] = {}
    for language in TEXT_LANGUAGES:
        meaning = "title" if language == TEXT_LANGUAGES[0] else f"title_{language}"
        written = row.text(meaning)
        said, title = status_before(written)
        if said:
            row.complain("note", "status_from_title", meaning, written, title)
            status = said if status == "confirmed" else status
        texts[language] = title
    if not any(texts.values()):
        row.complain("error", "title_missing", "title")
    return Texts.of(texts), status


def _status(row: _Row) -> str:
    if (ticked := row.text("cancelled", "status")) and (is_yes(ticked) or status_of(ticked) == "cancelled"):
        return "cancelled"
    written = row.text("status", "notice")
    if not written:
        return "confirmed"
    found = status_of(written)
    if not found:
        row.complain("warning", "status_unknown", "status", written)
    return found or "confirmed"


def _whens(event: EventRow, row: _Row, known: Known) -> tuple[When, ...]:
    labels = known.labels
    dated = labels.get("date") or labels.get("day") or ""
    ends = labels.get("end_date") or labels.get("end_hour") or ""
    found = understand(
        WhenCells(
            date=event.date,
            hour=_hour(row),
            end_date=row.text("end_date"),
            end_hour=row.text("end_hour"),
            time_text=row.text("time_text"),
            date_label=dated,
            hour_label=labels.get("hour", dated),
            end_date_label=labels.get("end_date", ends),
            end_hour_label=labels.get("end_hour", ends),
        ),
        known.years,
    )
    row.problems.extend(found.problems)
    return found.whens


def _hour(row: _Row) -> str:
    """On one line, but for hours that stand one below another, which are several showings."""
    lines = [" ".join(line.split()) for line in row.lines("hour").splitlines() if line.strip()]
    if len(lines) > 1 and all(map(looks_like_hour, lines)):
        return "\n".join(lines)
    return row.text("hour")


def _edition(when: When, defaults: Defaults, row: _Row) -> int:
    """The year of the date: a file of several editions is told apart by it."""
    year = when.start.year
    if defaults.edition is not None and year != defaults.edition:
        row.complain("note", "edition_other", "date", str(year), str(defaults.edition))
    return year


def _placed(row: _Row, known: Known) -> Venue | None:
    cells = PlaceCells(**{meaning: row.text(meaning) for meaning in _PLACE})
    placed = known.places.of(cells, _pin(row))
    row.problems.extend(placed.problems)
    return placed.venue


def _pin(row: _Row) -> Point | None:
    """Both or neither; a decimal comma is understood."""
    latitude, longitude = row.text("latitude"), row.text("longitude")
    if not latitude and not longitude:
        return None
    try:
        return Point(float(latitude.replace(",", ".")), float(longitude.replace(",", ".")))
    except ValueError:
        row.complain("warning", "point_unreadable", "latitude", f"{latitude} {longitude}")
        return None


def _details(row: _Row, titles: Texts, defaults: Defaults) -> Details:
    price, admission = _priced(row)
    access, accessible = _access(row)
    return Details(
        titles=titles,
        descriptions=Texts.of({TEXT_LANGUAGES[0]: row.lines("description")}),
        languages=_languages(row, defaults),
        categories=_categories(row),
        flags=_flags(row, accessible=accessible),
        organisers=_organisers(row, defaults),
        price=price,
        admission=admission,
        booking=row.lines("booking").replace("\n", " ; "),
        access=access,
        url=_web_address(row, "url"),
        image=_web_address(row, "image"),
    )


def _priced(row: _Row) -> tuple[str, Admission]:
    """The price as written, a dash being none; a column that only asks "gratuit ?" answers where no price does."""
    prices = (" ".join(line.split()) for line in row.lines("price").split("\n"))
    price, ticked = " / ".join(line for line in prices if any(map(str.isalnum, line))), row.text("free", "price")
    if price or not ticked:
        return price, admission_of(price)
    yes = is_yes(ticked)
    if yes is None:
        return ticked, admission_of(ticked)
    return ("gratuit", Admission.FREE) if yes else ("payant", Admission.PAID)


def _languages(row: _Row, defaults: Defaults) -> tuple[str, ...]:
    """As said; else the partner's usual ones, marked so; else nobody knows: never derived from a title."""
    written = row.text("languages")
    if written:
        spoken = spoken_in(written)
        if spoken.unknown:
            row.complain("warning", "language_unknown", "languages", spoken.unknown, written)
        return spoken.languages
    if defaults.languages:
        row.complain("note", "languages_default", "languages", "", ", ".join(defaults.languages))
        return defaults.languages
    row.complain("note", "languages_not_stated", "languages")
    return ()


def _categories(row: _Row) -> tuple[str, ...]:
    found, unknown = categories_in(row.text("categories"))
    for word in unknown:
        row.complain("note", "category_unknown", "categories", word)
    return found


def _flags(row: _Row, *, accessible: bool) -> tuple[str, ...]:
    flags, unknown = audience_in(row.text("audience", "description"))
    if unknown:
        row.complain("note", "cell_not_kept", "audience", ", ".join(unknown))
    ticked = {flag for flag in ("meal", "bar") if (text := row.text(flag, "description")) and is_yes(text) is not False}
    return tuple(dict.fromkeys((*flags, *sorted(ticked), *(("accessible",) if accessible else ()))))


def _access(row: _Row) -> tuple[str, bool]:
    """(in words, whether it is accessible)"""
    written = row.text("access")
    ticked = is_yes(written) if written else None
    if ticked is not None:
        return "", ticked
    return written, "accessible" in audience_in(written)[0]


def _organisers(row: _Row, defaults: Defaults) -> tuple[str, ...]:
    """Whoever is named beside the partner itself."""
    written = row.lines("organiser").replace("\n", "|")
    named = (" ".join(name.split()) for name in parted(written))
    return tuple(dict.fromkeys(name for name in named if name and slug(name) != defaults.partner))


def _web_address(row: _Row, meaning: str) -> str:
    """`www.x.org` is one whose beginning was left out; what is none is said, and stays in the report."""
    written = row.text(meaning)
    if not written or is_web_address(written):
        return written
    bare = written.split()[0] if written.split() else ""
    full = f"https://{written.lstrip('/')}"
    host = fold(bare).partition("/")[0]
    if is_web_address(full) and "." in host and "@" not in host and not host.endswith("."):
        row.complain("note", "url_completed", meaning, written, full)
        return full
    row.complain("warning", "url_unreadable", meaning, written)
    return ""
