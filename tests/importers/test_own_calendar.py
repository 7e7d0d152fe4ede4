"""What our calendars add to a description is taken off again, in whatever language they are."""

import pytest

from festum.domain.listing import Listing
from festum.domain.texts import full_chain
from festum.feeds.wording import description
from festum.importers.own_calendar import Facts, facts_of
from festum.locale.catalogue import LANGUAGES
from tests.feeds.listings import FULL

PAGE = "https://agenda.example/events/1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_are_read_as_they_were_told(language: str) -> None:
    details, listing = FULL.details, FULL
    assert isinstance(listing, Listing)
    _, text = description(listing, full_chain([language]), PAGE)
    facts = facts_of(text)
    assert facts == Facts(
        description=details.descriptions.choose(full_chain([language]))[1],
        languages=details.languages,
        flags=details.flags,
        organisers=("Calandreta",),
        price=details.price,
        booking=details.booking,
        access=details.access,
        url=details.url,
    )


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (PAGE, Facts("")),
        (f"Bal\n\nTarif libre\nmais pas trop\n\n{PAGE}", Facts("Bal\n\nTarif libre\nmais pas trop")),
        (f"Tarif : 5 €\nenfants : 3 €\n\n{PAGE}", Facts("Tarif : 5 €\nenfants : 3 €")),
        (f"Horaire : à la nuit tombée\nHeure de fin non communiquée.\n\nBal\n\nBuvette\n\n{PAGE}?lang=oc",
         Facts("Bal", flags=("bar",), time_text="à la nuit tombée", no_end=True)),
        ("Bal", None),
        ("", None),
        (f"{PAGE}\n\nBal", None),
    ],
)  # fmt: skip
def test_description_of_its_own_stays(text: str, facts: Facts | None) -> None:
    assert facts_of(text) == facts
