"""Names of days, months, joining words and parts of a day in French, Occitan, Catalan and English, all folded.

Occitan is written in several norms and dialects (Languedocian diluns, Gascon deluns, Provençal dilun); what partners
of the region write is listed, without accents since every text is folded before it is looked up.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DAYS_OF_THE_WEEK = (
    "lundi lun diluns dilun deluns delun dilus luns dilluns dl monday mon",
    "mardi dimars dimarc dimarts demars demarc demarts dt tuesday tues tue",
    "mercredi mer merc mercr dimecres dimercs dimerc dimercres demercs demecres dimecre dc wednesday weds wed",
    "jeudi jeu dijous dijou dijaus dijau dejaus dejous dijuous dj thursday thurs thur thu",
    "vendredi ven vend divendres divendre dives diuendres devendres deves dv friday fri",
    "samedi sam dissabte dissapte dissate dissable disabte dessabte dissab ds saturday sat",
    "dimanche dim dimenge dimenche dimergue dimentge dimenja dimenjo dumenge demenge diumenge dg sunday sun",
)
_MONTHS_OF_THE_YEAR = (
    "janvier janv jan genier gener ger janvie gen january",
    "fevrier fevr fev febrier febrer feb febr heurer hereuer heurier february",
    "mars marc mar march",
    "avril avr abril abriu abrieu abr april apr",
    "mai maig mag may",
    "juin junh juny jun jonh june",
    "juillet juil juill julhet julh juliol juliet jul july",
    "aout aou agost aost avost ag ago august aug",
    "septembre sept sep setembre seteme septeme set setm september",
    "octobre oct octubre octobe otobre october",
    "novembre nov noveme november",
    "decembre dec desembre des deceme december",
)
WEEKDAYS = {name: number for number, names in enumerate(_DAYS_OF_THE_WEEK) for name in names.split()}
"""Monday is 0."""

_SAME_IN_THE_PLURAL = _words("diluns dimars dimarts dimecres dimercs dijous dijaus divendres")
PLURAL_WEEKDAYS = {
    **{name + "s": number for name, number in WEEKDAYS.items() if not name.endswith("s") and len(name) > 3},
    **{name: WEEKDAYS[name] for name in _SAME_IN_THE_PLURAL},
}
"""Several of the same weekday; in Occitan and Catalan half of them are written as one is."""

MONTHS = {name: number for number, names in enumerate(_MONTHS_OF_THE_YEAR, 1) for name in names.split()}

MARDI_OR_MARCH = "mar"
"""`mar. 26 juin` is a Tuesday, `26 mar 2018` is in March."""

ORDINALS = _words("er re ere r n t st nd rd th eme ieme o")
"""Glued to a number: 1er, 2n, 23rd."""

ARTICLES = _words("le les l lo los la las el els lou on the date dates data jour jours jorn jorns dia dies day days")
FROM = _words("du de d del dels dau deu des da from entre between")
TO = _words("au aux al als a to until till through jusqu jusque jusques fins entro dusca dinc dincas -") | {
    "→",
    "➔",
    "⇒",
    ">",
}
AND = _words("et e i and y puis puei , ; & +") | {"\n"}
WEEKEND = _words("weekend fin semaine cap setmana")
OF = _words("de d del of deu dau")
EACH = _words("tous tout toutes chaque totes totas tots cada each every")

HOUR_UNITS = _words("h hs hr hrs heure heures ora oras hora hores ore ores uros hour hours")
NOON = _words("midi miegjorn miejorn migjorn migdia meijorn noon midday")
MIDNIGHT = _words("minuit miejanueit miejanuech miejanueg mieijanueit mejanueit mieganueit mitjanit midnight")
MORNING = _words("matin mati maitin matinada matinee morning am")
AFTERNOON = _words("apresmidi tarda vesprada tantossada tantost vrespada afternoon pm")
EVENING = _words("soir soiree ser vespre vrespe vespr serada vetllada velhada evening")
NIGHT = _words("nuit nueit nuech neit nit night")
DAY_PARTS = MORNING | AFTERNOON | EVENING | NIGHT | NOON | MIDNIGHT
SPOKEN_PARTS = (MORNING | AFTERNOON | EVENING | NIGHT) - {"am", "pm"}
"""Parts of the day that may stand before its number: `samedi soir 23 juin`."""

STARTING = _words("a de des d del du partir comptar depuis dempuei desde from starting since entre between")
"""Words before an hour that add nothing to a beginning without end; `vers` and `ouverture` are kept as words."""

UNTIL = _words("jusqu jusque jusques fins entro dusca dinc dincas until till")
PREPOSITIONS = _words(
    "a au al las les los lo la le el l en dans de del du dau d h at in the fin debut sul sus @ : ; , . - ( )"
)
"""Small words and signs around an hour or a part of the day."""

HALVES = _words("demi demie mieja mieg mitja mig")
QUARTERS = frozenset({"quart"})
COMPOUNDS = {
    ("apres", "midi"): "apresmidi",
    ("apres", "miegjorn"): "apresmidi",
    ("aprep", "miegjorn"): "apresmidi",
    ("week", "end"): "weekend",
    ("mieja", "nueit"): "miejanueit",
    ("mieja", "nuech"): "miejanueit",
    ("mieja", "neit"): "miejanueit",
    ("mija", "nit"): "mitjanit",
    ("mitja", "nit"): "mitjanit",
    ("mieg", "jorn"): "miegjorn",
    ("mig", "dia"): "migdia",
    ("mig", "jorn"): "migjorn",
}
"""Written as one word, with a dash or apart."""

ALL_DAY = frozenset(
    (
        "toute la journee",
        "journee",
        "journee entiere",
        "la journee",
        "tota la jornada",
        "jornada",
        "tot lo jorn",
        "tot lo dia",
        "tot el dia",
        "all day",
        "whole day",
        "inclus",
        "inclusivement",
        "inclos",
        "included",
        "inclusive",
    )
)
