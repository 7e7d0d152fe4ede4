"""The file byte by byte, and read by Python's own reader."""

import csv
import io
from dataclasses import replace

from festum.domain.listing import Listing
from festum.domain.texts import Texts
from festum.feeds.csv import FORMAT
from festum.feeds.format import Drawing, Head
from festum.feeds.row import HEADER, row
from festum.importers.native import is_native
from festum.importers.open_sheet import open_sheet
from tests.feeds.listings import BASE, EN, FR, FULL, with_details, with_occurrence

HEAD = Head("Total Festum", "", f"{BASE}/feeds/tot.csv", BASE, FR, BASE, "")
NASTY = with_details(
    titles=Texts.of({"fr": 'Bal "de nuit", 2 €; feu', "oc": "=1+1"}),
    descriptions=Texts.of({"fr": "Un\nDos\n\nTres", "oc": "Fuòc « de Sant Joan » 🔥"}),
)


HOW = Drawing(FR, "keep", BASE)


def file(*listings: Listing, how: Drawing = HOW, head: Head = HEAD) -> bytes:
    return FORMAT.join(head, [FORMAT.draw([one], how) for one in listings])


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_file_byte_by_byte() -> None:
    assert (
        file(replace(NASTY, event_key="bal"))
        == (
            "\ufeffedition,partner,event_key,occurrence_key,title,title_oc,title_ca,title_en,description,description_oc,"
            "description_ca,description_en,start,end,all_day,time_text,venue,address,postcode,commune,insee_code,latitude,"
            "longitude,precision,provenance,languages,categories,flags,organiser,price,booking,access,url,image,status,"
            "notice,source\r\n"
            '2018,cercle,bal,1,"Bal ""de nuit"", 2 €; feu",\'=1+1,,,"Un\nDos\n\nTres",Fuòc « de Sant Joan » 🔥,'
            ",,2018-06-23T21:00,2018-06-24T02:00,false,,Halles,1 place de la République,34700,Lodève,34142,43.7331,"
            "3.3172,housenumber,human,oc|fr,baleti|bonfire,bar|accessible,Calandreta|Cercle occitan,gratuit,"
            "04 67 00 00 00,Parking,https://cercle.example/bal,https://agenda.example/images/0b6f4b6e-1c1c-5b0e-9a53-3f2b8f6f1a10.jpg,confirmed,"
            ",\r\n"
        ).encode()
    )


def test_file_of_nothing_is_its_header() -> None:
    assert rows(file()) == [list(HEADER)]
    assert is_native(open_sheet(file()))


def test_file_is_read_by_another_reader_cell_by_cell() -> None:
    cancelled = with_occurrence(status="cancelled", notice="Interdit\nper lo prefècte")
    assert rows(file(FULL, NASTY, cancelled)) == [
        list(HEADER),
        *(list(row(one, BASE)) for one in (FULL, NASTY, cancelled)),
    ]


def test_file_is_the_same_in_every_language_and_for_every_reader() -> None:
    other = replace(HEAD, name="Tot", source="https://other.example", chain=EN)
    assert file(NASTY, how=Drawing(EN, "mark", BASE), head=other) == file(NASTY)
