"""Languages spoken at an event, as a partner writes them: "occitan / français", "bilingue oc-fr", "català"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from festum.domain.text import fold

_NAMES: dict[str, str] = {
    "oc": (
        "oc, occ, oci, occitan, occitana, occitane, occitans, lenga d'oc, langue d'oc, lengua d'oc, lenga nostra, "
        "lenga nosta, lengue nouste, patois, en oc, lenga occitana, langue occitane, llengua occitana, occita"
    ),
    "ca": "ca, cat, catalan, catalane, catalana, catala, langue catalane, llengua catalana",
    "fr": "fr, fra, fre, francais, francaise, frances, francesa, french, langue francaise, lenga francesa",
    "oc-gascon": "oc-gascon, gascon, gasconne, gascona, gasco, bearnais, bearnes, biarnes, commingeois, comenges",
    "oc-lengadoc": "oc-lengadoc, languedocien, languedocienne, lengadocian, lengadociana, llenguadocia, languedocian",
    "oc-provenc": "oc-provenc, provencal, provencale, provencau, provencala",
    "oc-auvern": "oc-auvern, auvergnat, auvernhat, auvernhas",
    "oc-lemosin": "oc-lemosin, limousin, lemosin, llemosi",
    "oc-vivaraup": "oc-vivaraup, vivaro-alpin, vivaroaupenc, vivaro-aupenc",
    "oc-aranes": "oc-aranes, aranais, aranes, aranese",
}
_CODE_OF = {name: code for code, names in _NAMES.items() for name in names.split(", ")}

_NAME = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted((re.escape(name) for name in _CODE_OF), key=len, reverse=True)) + r")(?!\w)"
)
_UNSAID = re.compile(
    r"\b(?:et|e|i|y|and|ou|o|or|en|in|de|la|le|l|bilingue|bilingua|bilingual|trilingue|bilingues|langue|langues|lenga"
    r"|lengas|llengua|llengues|avec|amb|traduction|traduit|sous-titre|sous-titres|principalement|surtout|un|peu|aussi"
    r"|tout|public)\b|[^\w]+"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """`unknown` is what is left of the cell when languages and small words are taken out, "" when all is understood."""

    languages: tuple[str, ...]
    unknown: str = ""


@lru_cache(maxsize=4096)
def spoken_in(text: str) -> Spoken:
    """Each language once, in the order they are named."""
    folded = fold(text)
    if folded in {"bilingue", "bilingual", "bilingua"}:
        return Spoken((), text)
    languages = tuple(dict.fromkeys(_CODE_OF[found] for found in _NAME.findall(folded)))
    rest = _UNSAID.sub(" ", _NAME.sub(" ", folded)).strip()
    return Spoken(languages, " ".join(rest.split()))
