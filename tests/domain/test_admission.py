"""Free, paid, a free contribution, or nobody said: read from the price as people write it."""

import pytest

from festum.domain.admission import Admission, admission_of
from festum.locale.catalogue import LANGUAGES, say


@pytest.mark.parametrize(
    ("price", "admission"),
    [
        ("", Admission.NOT_STATED),
        ("sur inscription", Admission.NOT_STATED),
        ("tarif à préciser", Admission.NOT_STATED),
        ("gratuit en journée, pass soirées 17 €", Admission.NOT_STATED),
        ("gratuit pour les enfants, payant pour les adultes", Admission.NOT_STATED),
        ("0 € pour les enfants, 5 €", Admission.NOT_STATED),
        ("gratuit adhérents", Admission.NOT_STATED),
        ("Gratuit pour les moins de 12 ans", Admission.NOT_STATED),
        ("gratuit -12 ans", Admission.NOT_STATED),
        ("gratuït per als socis", Admission.NOT_STATED),
        ("non gratuit", Admission.PAID),
        ("Non payant", Admission.FREE),
        ("De franc", Admission.FREE),
        ("de badas", Admission.FREE),
        ("Gratuit pour tous", Admission.FREE),
        ("Gratuit pour les moins de 12 ans, 5 euros", Admission.NOT_STATED),
        ("gratuit", Admission.FREE),
        ("Entrée gratuite, sur inscription", Admission.FREE),
        ("GRATUITÉ", Admission.FREE),
        ("Entrée libre", Admission.FREE),
        ("a gratis", Admission.FREE),
        ("Gratuït", Admission.FREE),
        ("entrada lliure", Admission.FREE),
        ("0 €", Admission.FREE),
        ("0,00 €", Admission.FREE),
        ("5 €", Admission.PAID),
        ("5€", Admission.PAID),
        ("10,50 €", Admission.PAID),
        ("12 euros / 8 euros", Admission.PAID),
        ("20 EUR", Admission.PAID),
        ("10 €", Admission.PAID),
        ("100,00 €", Admission.PAID),
        ("Payant", Admission.PAID),
        ("15 € sur réservation", Admission.PAID),
        ("Pass 17 €", Admission.PAID),
        ("5", Admission.PAID),
        ("5,00", Admission.PAID),
        ("12.5", Admission.PAID),
        ("10 / 8", Admission.PAID),
        ("8 et 5", Admission.PAID),
        ("04 67 00 00 00", Admission.NOT_STATED),
        ("2018", Admission.NOT_STATED),
        ("Libre", Admission.FREE),
        ("libre, sur inscription", Admission.NOT_STATED),
        ("liure", Admission.FREE),
        ("0", Admission.FREE),
        ("0,00", Admission.FREE),
        ("Accès libre", Admission.FREE),
        ("offert", Admission.FREE),
        ("de bada", Admission.FREE),
        ("chapeau", Admission.DONATION),
        ("à prix libre", Admission.DONATION),
        ("aportació voluntària", Admission.DONATION),
        ("participation libre", Admission.DONATION),
        ("Libre participation, 5 € conseillés", Admission.DONATION),
        ("prix libre", Admission.DONATION),
        ("Au chapeau", Admission.DONATION),
        ("Gratuit (participation libre)", Admission.DONATION),
    ],
)
def test_admission_of_price_as_written(price: str, admission: Admission) -> None:
    assert admission_of(price) is admission


@pytest.mark.parametrize("language", LANGUAGES)
def test_admission_of_our_own_words_is_what_they_say(language: str) -> None:
    words = {
        "yes": Admission.FREE,
        "no": Admission.PAID,
        "donation": Admission.DONATION,
        "not-stated": Admission.NOT_STATED,
    }
    assert {word: admission_of(say(language, f"free.{word}")) for word in words} == words
