"""What a row means where an editor had a word in it: what is said of it, and what is left."""

from dataclasses import replace

from festum.domain.draft import Draft
from festum.domain.gazetteer import load_gazetteer
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.venues_meant import at_merged, at_placed
from festum.errors import Problem

LODEVE = load_gazetteer().commune("34142")
HALLE = Venue("Halle", "1 place du Marché", "34700", LODEVE, Point(43.7, 3.3), Precision.STREET, Provenance.BAN)
HALLES = replace(HALLE, name="Les Halles", address="", precision=Precision.HOUSENUMBER, provenance=Provenance.HUMAN)
DOUBT = Problem("warning", "out_of_window", "start")


def test_a_merged_venue_is_the_one_it_is_now_and_the_row_is_told() -> None:
    row = Draft(line=2, venue=HALLES, problems=(DOUBT,))
    said = Problem("note", "venue_merged", "venue", "Les Halles", "Halle")
    assert at_merged(row, {HALLES.venue_key: HALLE}) == replace(
        row, venue=replace(HALLE, point=None, precision=None, provenance=None), problems=(DOUBT, said)
    )


def test_a_row_at_another_venue_or_none_is_as_it_was() -> None:
    for row in (Draft(line=2, venue=HALLE), Draft(line=2)):
        assert at_merged(row, {HALLES.venue_key: HALLE}) is row
        assert at_placed(row, {HALLES.venue_key: HALLES}) is row


def test_a_pin_of_the_file_is_left_where_an_editor_placed_the_venue() -> None:
    row = Draft(line=2, venue=HALLES)
    placed = replace(HALLES, point=Point(43.8, 3.4))
    said = Problem("warning", "pin_left", "latitude", "43.700000, 3.300000", "43.800000, 3.400000")
    assert at_placed(row, {HALLES.venue_key: placed}) == replace(
        row, venue=replace(HALLES, point=None, precision=None, provenance=None), problems=(said,)
    )
    assert at_placed(row, {HALLES.venue_key: HALLES}) is row
