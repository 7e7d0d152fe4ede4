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
    r"\b(gratuit\w*|(?:entree|acces) libre|libre (?:entree|acces)|(?:intrada|dintrada) liura|a gratuit|gratis|debades"
    r"|de badas?|de franc|(?:non|pas|no) (?:payant|pagant)"
    r"|lliure|free|offert|ofert|ofrit)\b|(?<![\d.,])0(?:[.,]0+)?\s*(?:€|eur\b|euros?\b)"
)
_FREE_FOR_SOME = re.compile(
    r"\b(?:gratuit\w*|gratis|free|offert)\b[ :(]*(?:(?:pour|per|for|aux|als|a|les|los|els|des|l|las|tous|the)\b[ ']*)*"
    r"(?:adherent|membre|member|soci|enfant|child|infant|nens|mainatge|etudiant|estudiant|student|scolaire|jeune"
    r"|moins|mens|menys|under|jusqu|[-<] ?\d)"
)
"""Free to members or children: what the others pay is not said."""
_NOT_FREE = re.compile(r"\b(?:non|pas|no|not) (?:gratuit\w*|gratis|free)\b")
_ALONE: dict[str, Admission] = {
    **dict.fromkeys(("libre", "liure", "lliure", "0", "0.0", "0,00", "0.00", "zero"), Admission.FREE),
    **dict.fromkeys(("chapeau", "libre don", "don libre", "dons"), Admission.DONATION),
}
"""What says enough when nothing else stands in the cell: under "Entrée", libre is free."""
_AMOUNTS = re.compile(r"(?:€ ?)?\d{1,3}(?:[.,]\d{1,2})?(?: ?(?:[/;|-]|et|ou|a) ?(?:€ ?)?\d{1,3}(?:[.,]\d{1,2})?){0,5}")
_DONATION = re.compile(
    r"\b(participation libre|libre participation|prix libre|au chapeau|bon coeur|participacion liura"
    r"|pretz liure|al capel|aportacio voluntaria|participacion voluntaria|participation volontaire"
    r"|participation consciente|a votre convenance|taquilla inversa|a la voluntat"
    r"|(?:aportacio|participacio) lliure|preu lliure|free contribution|donation)\b"
)
_NOT_PAID = re.compile(r"\b(?:non|pas|no) (?:payant|pagant)\b")
_PAID = re.compile(r"[1-9][\d.,]*\s*(?:€|eur\b|euros?\b)|\b(payant|pagant|de pagament|paid)\b")


def admission_of(price: str) -> Admission:
    """Read from the price as written. Free by day and paid in the evening is not one answer: not stated."""
    text = fold(price)
    if (said := _ALONE.get(text.rstrip(" ."))) is not None:
        return said
    if _AMOUNTS.fullmatch(text):
        return Admission.PAID
    if _DONATION.search(text):
        return Admission.DONATION
    if _NOT_FREE.search(text):
        return Admission.PAID
    free, paid = bool(_FREE.search(text)), bool(_PAID.search(_NOT_PAID.sub(" ", text)))
    if _FREE_FOR_SOME.search(text):
        return Admission.NOT_STATED
    if free == paid:
        return Admission.NOT_STATED
    return Admission.FREE if free else Admission.PAID
