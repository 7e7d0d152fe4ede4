"""festum's own table: columns by name, in any order; those it does not know are left aside and said so."""

from collections.abc import Sequence

from festum.domain.admission import admission_of
from festum.domain.columns import COLUMNS, NEEDED, column_of
from festum.domain.commune_names import read_postcode
from festum.domain.draft import Draft
from festum.domain.event import Details
from festum.domain.gazetteer import Ambiguous, Gazetteer, Recognised, Unknown
from festum.domain.place import Commune, Point, Precision, Provenance, Venue
from festum.domain.text import fold, nearest
from festum.domain.texts import Texts
from festum.domain.vocabulary import CATEGORIES, FLAGS, SPOKEN_LANGUAGES, STATUSES, TEXT_LANGUAGES
from festum.errors import Problem, Unreadable
from festum.importers.cells import Cells
from festum.importers.reading import Defaults, Heading, Mapping, Reading
from festum.importers.sharing import Sharing
from festum.importers.sheet import Sheet, SheetRow


def read(sheet: Sheet, gazetteer: Gazetteer, defaults: Defaults) -> Reading:
    """Raises Unreadable when the first row is no header of ours."""
    rows = iter(sheet.rows)
    header = next(rows)
    names, problems = _columns(header, defaults.mapping)
    is_text, sharing = sheet.kind == "csv", Sharing()
    return Reading(
        tuple(sharing.draft(_draft(row, names, is_text, gazetteer, defaults)) for row in rows),
        (*sheet.problems, *problems),
        headings=tuple(
            Heading(label.strip(), name, "ours") if name in COLUMNS else Heading(label.strip(), "", "unknown")
            for label, name in zip(header.cells, names, strict=True)
            if name
        ),
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        header_line=header.line,
    )


def is_native(sheet: Sheet) -> bool:
    """Whether the first row names our columns."""
    return set(NEEDED) <= {cell.strip().casefold() for cell in next(iter(sheet.rows)).cells}


def _columns(header: SheetRow, mapping: Mapping) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    mapped = {fold(label): column for label, column in mapping}
    labels = [cell.strip().casefold() for cell in header.cells]
    names = tuple(mapped.get(fold(label), label) for label in labels)
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise Unreadable("unreadable_header", missing=", ".join(missing))
    for name in COLUMNS:
        if names.count(name) > 1:
            raise Unreadable("unreadable_twice", column=name)
    unknown = [name for name in names if name not in {"", *COLUMNS}]
    return names, tuple(Problem("warning", "column_unknown", n, n, nearest(n, COLUMNS) or "") for n in unknown)


def _draft(row: SheetRow, names: Sequence[str], is_text: bool, gazetteer: Gazetteer, defaults: Defaults) -> Draft:
    cells = Cells({name: cell for name, cell in zip(names, row.cells, strict=False) if name in COLUMNS}, is_text)
    spare = [cell for cell in row.cells[len(names) :] if cell.strip()]
    if spare:
        cells.complain("error", "cells_too_many", "", str(len(spare)))
    when = cells.when()
    price = cells.text("price")
    details = Details(
        titles=_texts(cells, "title"),
        descriptions=_texts(cells, "description", lines=True),
        languages=cells.words("languages", SPOKEN_LANGUAGES),
        categories=cells.words("categories", CATEGORIES),
        flags=cells.words("flags", FLAGS),
        organisers=cells.words("organiser"),
        price=price,
        admission=admission_of(price),
        booking=cells.text("booking"),
        access=cells.text("access"),
        url=cells.web_address("url"),
        image=cells.image(),
        source=cells.text("source"),
    )
    status = cells.word("status", STATUSES) or "confirmed"
    return Draft(
        line=row.line,
        edition=_edition(cells, defaults),
        partner=cells.text("partner") or defaults.partner,
        event_key=cells.text("event_key"),
        occurrence_key=cells.text("occurrence_key"),
        details=details,
        when=when,
        venue=_venue(cells, gazetteer),
        status=status,
        notice=cells.text("notice", lines=True),
        problems=tuple(cells.problems),
    )


def _texts(cells: Cells, name: str, *, lines: bool = False) -> Texts:
    return Texts.of({language: cells.text(column_of(name, language), lines=lines) for language in TEXT_LANGUAGES})


def _edition(cells: Cells, defaults: Defaults) -> int | None:
    found = cells.text("edition")
    if not found:
        return defaults.edition
    if not (found.isascii() and found.isdigit() and len(found) == len("2018")):
        cells.complain("error", "edition_unreadable", "edition", found)
        return None
    return int(found)


def _venue(cells: Cells, gazetteer: Gazetteer) -> Venue | None:
    """At the point the row gives; else at the commune's, labelled so; without commune, no point."""
    name, address, postcode = cells.text("venue"), cells.text("address"), cells.text("postcode")
    postcode = read_postcode(postcode) or postcode
    commune = _commune(cells, gazetteer, postcode)
    given = _given_point(cells, commune)
    if commune is None and not (name or address):
        return None
    if commune is not None and not postcode and len(commune.postcodes) == 1:
        postcode = commune.postcodes[0]
    if given is not None:
        return Venue(name, address, postcode, commune, *given)
    return Venue(name, address, postcode, commune, None, None, None).placed()


def _given_point(cells: Cells, commune: Commune | None) -> tuple[Point, Precision, Provenance] | None:
    """One of which nobody says whence it comes is the partner's own. The gazetteer's is known here better."""
    point = cells.point()
    precision = cells.word("precision", Precision)
    provenance = cells.word("provenance", Provenance) or Provenance.HUMAN
    if point is None or precision not in {"", *Precision} or provenance not in set(Provenance):
        return None
    if provenance == Provenance.GAZETTEER:
        if commune is not None and str(point) != str(commune.point):
            cells.complain("warning", "pin_left", "latitude", str(point), str(commune.point))
        return None
    if not precision and provenance != Provenance.HUMAN:
        cells.complain("error", "required", "precision")
    return point, Precision(precision or Precision.HOUSENUMBER), Provenance(provenance)


def _commune(cells: Cells, gazetteer: Gazetteer, postcode: str) -> Commune | None:
    name, insee_code = cells.text("commune"), cells.text("insee_code")
    if not name and not insee_code:
        cells.complain("warning", "commune_missing", "commune")
        return None
    match gazetteer.recognise(name, postcode=postcode or None, insee_code=insee_code or None):
        case Recognised(commune) as recognised:
            if not recognised.sure:
                cells.complain(
                    "warning",
                    "commune_understood",
                    "commune",
                    name,
                    f"{commune.name} ({commune.departement})",
                )
            return commune
        case Ambiguous(candidates):
            proposal = ", ".join(f"{c.name} ({c.departement}, {c.insee_code})" for c in candidates[:5])
            cells.complain("error", "commune_ambiguous", "commune", name or insee_code, proposal)
        case Unknown(near):
            proposal = ", ".join(f"{c.name} ({c.departement})" for c in near)
            cells.complain("error", "commune_unknown", "commune", name or insee_code, proposal)
    return None
