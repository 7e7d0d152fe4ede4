"""The real rows: those a source calls Total Festum, or that belong to a feast called so another year."""

import re
from pathlib import Path

from bench.programme.places import gazetteer
from bench.programme.real_partners import Organisers
from bench.programme.rows import EventRow
from bench.programme.write import read_csv

PROVEN = ("tf=stated", "tf=inferred")

TIMES = {
    "à la nuit tombée": "à la nuit tombée",
    "en soirée, heure non précisée": "en soirée",
    "(fin de soirée)": "en fin de soirée",
    "au retour de la balade": "au retour de la balade",
    "à l'arrivée du cortège": "à l'arrivée du cortège",
    "dimanche midi": "midi",
    "« vers 14 heures »": "vers 14 h",
    "« vers 20 h »": "vers 20 h",
    "« un peu après 22h »": "un peu après 22 h",
    "« à partir de 19h »": "à partir de 19 h",
    "« minuit » de la soirée": "minuit",
    "« de 14h à minuit »": "de 14 h à minuit",
    "heure non précisée": "heure non précisée",
}
"""What a note says of the hour, and what the public reads; the first that is found counts."""

NOTICES = {
    "ANNULÉE à cause des orages": ("cancelled", "Annulée à cause des orages."),
    "pas de grand feu (sécheresse)": ("confirmed", "Pas de grand feu, à cause de la sécheresse."),
}
PAYING = "restauration payante"
"""A note says that it is not free, without a price."""

SCHOOLS = "public scolaire"
BOOKING = re.compile(r"^(?P<price>.*?)\s*(?P<booking>sur (?:inscription|réservation))$")


def events(folder: Path, organisers: Organisers) -> list[EventRow]:
    """In the order of the source: by year, then by date."""
    rows = read_csv(folder / "total-festum-events.csv")
    return [_event(row, organisers) for row in rows if row["source_note"].startswith(PROVEN)]


def _event(row: dict[str, str], organisers: Organisers) -> EventRow:
    partner, *others = organisers.of(row["organiser"])
    commune = gazetteer().get((row["commune"], row["departement_code"]))
    note = row["source_note"]
    price, booking = price_and_booking(row["price"] or ("payant, tarif non précisé" if PAYING in note else ""))
    status, notice = _fate(note)
    return EventRow(
        edition=row["edition_year"],
        partner=partner,
        event_key=row["external_id"],
        occurrence_key="1",
        title=row["title"],
        description=row["description_fr"],
        start=row["starts_at"],
        end=row["ends_at"],
        all_day=row["all_day"],
        time_text=next((text for words, text in TIMES.items() if words in note), ""),
        venue=row["venue"],
        address=row["address"],
        postcode=row["postcode"],
        commune=row["commune"],
        insee_code=commune.insee_code if commune else "",
        languages=row["languages"],
        categories="|".join(categories(row)),
        flags="children" if "children" in row["categories"].split("|") else "",
        organiser="|".join(others),
        price=price,
        booking=booking,
        access="Public scolaire." if SCHOOLS in note else "",
        url=row["url"],
        status=status,
        notice=notice,
        source=row["source_url"],
    )


def categories(row: dict[str, str]) -> tuple[str, ...]:
    """Our list is finer than the source's. A finer word is used only where the title or description says it."""
    text = f"{row['title']} {row['description_fr']}".casefold()
    found: list[str] = []
    for category in row["categories"].split("|"):
        if category == "dance":
            found += _dances(text)
        elif category == "parade" and re.search("totem|totém", text):
            found += ["totemic-animals", "parade"]
        elif category == "bonfire" and "correfoc" in text:
            found += ["bonfire", "correfoc"]
        elif category and category != "children":
            found.append(category)
    return tuple(dict.fromkeys(found or ["other"]))


def price_and_booking(price: str) -> tuple[str, str]:
    """ "15 € sur réservation" is a price and a way to book."""
    match = BOOKING.match(price)
    return (match["price"], match["booking"]) if match else (price, "")


def _dances(text: str) -> list[str]:
    named = [("baleti", r"\bbal[èe]tis?\b|\bbals?\b"), ("sardana", r"\bsardan")]
    return [category for category, words in named if re.search(words, text)] or ["dance"]


def _fate(note: str) -> tuple[str, str]:
    return next((fate for words, fate in NOTICES.items() if words in note), ("confirmed", ""))
