"""Whether it is free: three-valued, and "participation libre" is an answer of its own."""

import re
from enum import StrEnum

from festum.domain.text import fold


class Admission(StrEnum):
    FREE = "free"
    PAID = "paid"
    DONATION = "donation"
    NOT_STATED = "not-stated"


_FREE = re.compile(
    r"\b(gratuit\w*|entree libre|a gratuit|gratis|debades|lliure|free)\b|(?<![\d.,])0(?:[.,]0+)?\s*(?:€|eur\b|euros?\b)"
)
_DONATION = re.compile(
    r"\b(participation libre|libre participation|prix libre|au chapeau|participacion liura|pretz liure"
    r"|(?:aportacio|participacio) lliure|preu lliure|free contribution|donation)\b"
)
_PAID = re.compile(r"[1-9][\d.,]*\s*(?:€|eur\b|euros?\b)|\b(payant|pagant|de pagament|paid)\b")


def admission_of(price: str) -> Admission:
    """Read from the price as written. Free by day and paid in the evening is not one answer: not stated."""
    text = fold(price)
    if _DONATION.search(text):
        return Admission.DONATION
    free, paid = bool(_FREE.search(text)), bool(_PAID.search(text))
    if free == paid:
        return Admission.NOT_STATED
    return Admission.FREE if free else Admission.PAID
