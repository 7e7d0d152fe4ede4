"""Who plays: invented names that cannot be taken for a real group."""

from random import Random

BANDS = {
    "oc": (
        "Trio Exemple",
        "Duo Sens Nom",
        "Lo Grop d'Assag",
        "La Banda Imaginària",
        "Quartet Pròva",
        "La Còla de Papièr",
        "Quintet Esbòs",
        "Orquèstra de Mòstra",
        "Lo Grop Qu'Existís Pas",
        "Trio Maqueta",
        "La Bandeta Inventada",
        "Duo Per Exemple",
    ),
    "gascon": ("Trio Exemple", "Duo Shens Nom", "Lo Grop de Mòstra", "La Banda Inventada", "Quartet Pròva"),
    "ca": (
        "Grup Exemple",
        "Trio Imaginari",
        "La Colla de Paper",
        "La Banda Inventada",
        "Quartet de Prova",
        "Duo Sense Nom",
        "Grup Esbós",
    ),
}
COBLAS = ("La Cobla de Mostra", "La Cobla Imaginària", "La Cobla d'Exemple")


def names(rng: Random, area: str) -> dict[str, str]:
    return {"band": rng.choice(BANDS[area]), "cobla": rng.choice(COBLAS)}
