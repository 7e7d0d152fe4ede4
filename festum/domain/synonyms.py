"""What people of the festival call the same thing, in French, Occitan (with its dialects), Catalan and English.

A table of words, to be corrected by those who speak them; `search` says how it is used. Somebody who looks for one
phrase of a concept must be glad to see any other: what is merely near is left out. A phrase stands once: case,
accents, small words, plurals in -s, French -e beside -a, and st / sant / sent for saint make no difference. Two words
may be one without their accents: "marché" and "marche", so a walk is not found by "marche".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concept:
    """A phrase found in a text stands for this concept, for the `broader` ones, and for the phrases within itself.

    `asked` mean it in a query only, because in a text they say too little: "géant" is also the size of an aligot.
    Who asks for a broader one finds this too, and not the other way round: a balèti is dancing.
    `apart`: the words within its phrases lose their own meaning: a ball de bastons is no ball.
    """

    term: str
    phrases: tuple[str, ...]
    asked: tuple[str, ...]
    broader: tuple[str, ...]
    apart: bool


def _concept(key: str, *lines: str, asked: str = "", broader: str = "", apart: bool = False) -> Concept:
    """Phrases between commas; a line a language, French, Occitan, Catalan, English, where they do not fit in one."""
    phrases = tuple(phrase for line in lines for phrase in _cut(line))
    return Concept(f"={key}", phrases, tuple(_cut(asked)), tuple(f"={each}" for each in _cut(broader)), apart)


def _cut(line: str) -> Iterable[str]:
    return filter(None, (phrase.strip() for phrase in line.split(",")))


def _each(patterns: str, names: str) -> str:
    """Every pattern with every name in the place of its *."""
    return ",".join(pattern.replace("*", name) for pattern in _cut(patterns) for name in _cut(names))


_JOHN = "Saint Jean, Sant Joan, Sant Jan, San Joan, Saint John"
# "har" is this fire in Comminges; standing alone it is the Gascon "to do".
_FIRES = "feu *, fuòc *, fuec *, fioc *, huec *, hoec *, foc *, har *, fire *, * fire"

CONCEPTS: tuple[Concept, ...] = (
    # Saint John, midsummer, fire: the heart of the programme.
    _concept(
        "bonfire", _each(_FIRES, _JOHN),
        "feu de joie, embrasement du bûcher, allumage du bûcher, bûcher de la Saint-Jean, brandon",
        "fuòc de jòia, huec, hoec, halha, hailha, haille, halhar, haro, radal, janada, joanada, autour du har,"
        "embrasement du har",
        "foc de joia, foguera, falla, fallaire, baixada de falles, brandó",
        "bonfire, midsummer fire, Saint John's bonfire, Saint John's Eve fire",
        asked="bûcher, har", broader="saint-john, fire",
    ),
    _concept(
        "saint-john", _JOHN,
        "flamme du Canigou, flama del Canigó, solstice d'été, solstici d'estiu, midsummer, summer solstice",
    ),
    _concept(
        "correfoc",
        "bal des diables, nuit des diables, diables de feu, diables et tambours",
        "correfuòc, nuèch dels diables, diables de fuòc",
        "correfoc, corre foc, ball de diables, nit de diables, colla de diables, diables de foc, tabals i diables,"
        "diables i tabals, bèstia de foc, drac de foc",
        "fire run, devils' dance",
        asked="diable, devil", broader="saint-john, fire", apart=True,
    ),
    _concept("fire", "feu, fuòc, fuec, fioc, foc, fire"),
    _concept(
        "fireworks", "feu d'artifice, fuòc d'artifici, fuòc artificial, castell de focs, foc artificial, fireworks",
        apart=True,
    ),
    _concept(
        "torchlight",
        "retraite aux flambeaux, marche aux flambeaux, cortège aux flambeaux, défilé aux flambeaux",
        "passejada de las tòrchas, marxa de torxes, baixada de torxes, torchlight procession",
        broader="parade", apart=True,
    ),
    # Dancing.
    _concept(
        "baleti",
        "bal, bal folk, bal trad, bal traditionnel, bal occitan, bal populaire, balèti, balleti, bal tradicional",
        "ball, ball folk, ball tradicional, ball popular, ball pla, folk dance, folk dancing, ceilidh, barn dance",
        broader="dance",
    ),
    _concept(
        "sardana",
        "sardane, sardanista, ballada de sardanes, aplec de sardanes, aplec sardanista",
        broader="dance",
    ),
    _concept(
        "stick-dance", "danse des bâtons, dança dels bastons, ball de bastons, stick dance",
        broader="dance", apart=True,
    ),
    _concept("bourree", "bourrée, borrèia", broader="dance"),
    _concept("rondeau", "rondeau, rondèu", broader="dance"),
    _concept(
        "dance",
        "danse, danser, danseur, danseuse, dança, dançar, dançaire, ballar, dansaire, ballada, dancing, dancer",
    ),
    # Music and voices.
    _concept("music", "musique, música, music"),
    _concept("concert", "concert, scène ouverte, scèna dobèrta, escena oberta, open mic, live music", broader="music"),
    _concept(
        "song",
        "chant, chanson, chanter, chanté, chantons, chanteur, chanteuse",
        "cant, cançon, cançó, cantar, cantat, canta, cantem, cantaire, cantada, cantèra, havanera",
        "song, sing, singing, singer, singalong",
        broader="music",
    ),
    _concept(
        "choir",
        "chorale, chœur, choriste, ensemble vocal, polyphonie, chants polyphoniques",
        "corala, còr de femnas, còr d'òmes, còr mixte, polifonia, coral, cor mixt, cor infantil, cor de cambra",
        "choir, choral singing, polyphony, polyphonic singing",
        asked="còr, còrs", broader="song",
    ),
    _concept("troubadour", "troubadour, trobador, trobairitz", broader="music"),
    _concept("oboe", "hautbois, graile, aubòi, autbòi, gralla, oboe", broader="music"),
    _concept(
        "bagpipes", "cornemuse, cabrette, cabreta, boha, cornamusa, sac de gemecs, bagpipe",
        asked="bodega, craba", broader="music",
    ),
    _concept("fife", "fifre, pifre, hifre, fife", broader="music"),
    _concept("hurdy-gurdy", "vielle à roue, viòla de ròda, sanfona, hurdy-gurdy", broader="music"),
    # Words, stage and screen.
    _concept(
        "storytelling",
        "conte, conter, conteur, conteuse, contée, heure du conte",
        "contar, contada, contaire, conde, condar, condaire, racontaire",
        "rondalla, rondallaire, contacontes, conta contes, contista, hora del conte",
        "tale, storytelling, storyteller, story telling, story time",
    ),
    _concept(
        "theatre",
        "théâtre, pièce de théâtre, seul en scène, match d'improvisation",
        "teatre, pèça de teatre, sol sus scèna, obra de teatre, monòleg, theater, stage play",
    ),
    _concept(
        "puppets", "marionnette, guignol, titèla, marioneta, titella, putxinel·li, puppet", broader="theatre",
    ),
    _concept("reading", "lecture, lecture à voix haute, lectura en votz nauta, lectura en veu alta, reading"),
    _concept("poetry", "poésie, poème, poetry, poem"),
    _concept("dictation", "dictée, dictada, dictat, dictation"),
    _concept(
        "film",
        "film, cinéma, ciné, projection, court métrage, long métrage, projeccion, cort metratge",
        "pel·lícula, projecció, curtmetratge, llargmetratge, movie, screening, short film",
    ),
    _concept("documentary", "documentaire, documentari, documental, documentary", broader="film"),
    _concept(
        "cartoon", "dessin animé, film d'animation, dessenh animat, dibuixos animats, pel·lícula d'animació, cartoon",
        broader="film",
    ),
    _concept("circus", "cirque, arts du cirque, circ, arts del circ, circus"),
    _concept(
        "street-arts",
        "arts de la rue, théâtre de rue, spectacle de rue, échassier",
        "arts de carrièra, teatre de carrièra, espectacle de carrièra, escacièr",
        "arts de carrer, teatre de carrer, espectacle de carrer, xanquer",
        "street art, street theatre, street theater, street performance, stilt walker",
    ),
    # In the streets.
    _concept(
        "parade",
        "défilé, cortège, parade, déambulation, passe-rue",
        "passacarrièra, passa-carrièra, passacarrèra, passa-carrèra, desfilada, seguici, cercavila, passacarrers",
    ),
    _concept(
        "totemic-animals",
        "animal totémique, animaux totémiques, animal totem, animaux totems, totem, totémique, bestiaire totémique,"
        "parade de géants, géants et grosses têtes, poulain de Pézenas, chameau de Béziers, âne de Gignac,"
        "âne de Bessan, bœuf de Mèze",
        "animal totemic, bèstia totemica, bèstias de la fèsta, polin de Pesenàs, camèl de Besièrs, ase de Ginhac",
        "gegant, geganter, capgròs, capgrossos, bestiari festiu, bestiari popular",
        "totemic animal, totem animal, processional giant",
        asked="géant, gigant, giant, bèstia, bestiari, poulain, polin",
    ),
    _concept("castells", "tours humaines, tors umanas, torres humanes, casteller, human towers", asked="castells"),
    # Out of doors.
    _concept(
        "walk",
        "balade, promenade, randonnée, rando, excursion, sortie nature, sortie botanique",
        "passejada, permenada, caminada, escorreguda, sortida natura, sortida botanica, excursió",
        "walk, walking, hike, hiking, ramble, stroll",
        asked="passeig",
    ),
    _concept(
        "guided-visit",
        "visite guidée, visite commentée, visita guidada, visita comentada, visita guiada, passejada guiada,"
        "guided tour, guided visit, guided walk",
        broader="walk",
    ),
    # Learning and talking.
    _concept("workshop", "atelier, talhièr, obrador, taller, workshop, masterclass", asked="stage, estagi"),
    _concept("initiation", "initiation, iniciacion, iniciació, beginners' class, taster session"),
    _concept(
        "language-initiation",
        _each("initiation *, cours de *, leçon de *, premiers pas en *, apprendre *, apprentissage de *, café *",
              "occitan, gascon, catalan, langue"),
        _each("iniciacion *, cors de *, leiçon de *, prumèrs pas en *, purmèrs pas en *, aprene *",
              "occitan, gascon, lenga"),
        _each("iniciació *, curs de *, classe de *, tastet de *, aprendre *", "català, occità, llengua"),
        _each("* lesson, * class, * course, * taster, learn *", "Occitan, Catalan, language"),
        "cafè lenga, cafè en català, iniciacion catalan, journée d'immersion, jornada d'immersion, immersion day",
        broader="initiation",
    ),
    _concept(
        "conference",
        "conférence, causerie, table ronde, colloque, conferéncia, charradissa, charrada, taula redonda, collòqui",
        "xerrada, taula rodona, talk, round table, colloquium",
    ),
    _concept(
        "exhibition", "exposition, expo, vernissage, exposicion, expausicion, exposició, exhibition", asked="mòstra",
    ),
    # Play, trade and table.
    _concept("games", "jeu, jeu de piste, jòc, game"),
    _concept("wooden-games", "jeux en bois, jòcs de fusta, jòcs de bòsc, wooden games", broader="games"),
    _concept("traditional-games", "jeux traditionnels, jòcs tradicionals, traditional games", broader="games"),
    _concept(
        "skittles",
        "quille, quilles de huit, quilles de neuf, quilles de six, quilles de 8, quilles de 9, quilles de 6",
        "quilha, quilhas de uèit, quilhas de nòu, quilhas de sièis, quilhas de 8, quilhas de 9, bitlla, skittles",
        broader="games",
    ),
    _concept("puck-throwing", "palet, jeu du palet, concours de palets, jòc del palet", broader="games"),
    _concept("bowls", "pétanque, jeu de boules, concours de boules, petanca, jòc de bòlas", broader="games"),
    _concept("market", "marché, mercat, marcat, market"),
    _concept("night-market", "marché nocturne, mercat de nuèch, mercat nocturn, night market", broader="market"),
    _concept(
        "farmers-market",
        "marché de producteurs, marché paysan, mercat dels productors, mercat de pagès, farmers' market",
        broader="market",
    ),
    _concept("fair", "foire, fièra, fèira, hèira, fira, fair", broader="market"),
    _concept(
        "flea-market",
        "vide-grenier, brocante, marché aux puces, vuèjagranièr, vuèja-granièr, mercat de segona mà, encants,"
        "flea market, jumble sale",
        broader="market",
    ),
    _concept("food", "gastronomie, dégustation, degustacion, tastada, degustació, tast, tasting, food"),
    _concept("cooking", "cuisine, cosina, cuina, cooking", broader="food"),
    _concept(
        "meal",
        "repas, dîner, déjeuner, souper, banquet, repais, taulejada, taulada, dinnar, àpat, dinar, sopar, arrossada",
        "meal, dinner, lunch, supper",
        broader="food",
    ),
    _concept(
        "shared-meal", "repas partagé, auberge espagnole, repais partejat, àpat compartit, potluck", broader="meal",
    ),
    _concept("grill", "grillade, grasilhada, grilhada, graellada, barbecue", broader="meal"),
    _concept("picnic", "pique-nique, piquenique, pica-nica, pic-nic, picnic", broader="meal"),
    _concept("aperitif", "apéritif, apéro, aperitiu, vermut", broader="food"),
    _concept("snack", "goûter, vespertin, espertin, brespalh, berenar", broader="food"),
    # Who, when, in which language.
    _concept(
        "children",
        "enfant, jeune public, tout-petits, gamin, minot, pitchoun, mainatge, mainada, dròlle",
        "nen, nena, infant, infantil, canalla, kid, child, children",
        asked="pichon, enfantin",
    ),
    _concept("family", "famille, familial, familiale, familha, família, family"),
    _concept("feast", "fête, fèsta, hèsta, feast, journée festive, jornada festiva"),
    _concept("festival", "festival, festenal"),
    _concept("evening-gathering", "veillée, velhada, vilhada, vetllada, evening gathering"),
    _concept("night", "nuit, nuèch, nuèit, nuòch, nèit, nit, night"),
    _concept("occitan", "occitan, occitane, occità, langue d'oc, lenga d'òc, llengua d'oc, òc"),
    _concept("gascon", "gascon, gasconne, gascona, gascó", broader="occitan"),
    _concept(
        "languedocian", "languedocien, languedocienne, lengadocian, lengadociana, llenguadocià", broader="occitan",
    ),
    _concept("provencal", "provençal, provençale, provençau", broader="occitan"),
    _concept("aranese", "aranais, aranaise, aranés, aranese", broader="occitan"),
    _concept("catalan", "catalan, catalane, català"),
    _concept("bilingual", "bilingue, en deux langues, en doas lengas, en dues llengües, bilingual"),
    _concept("language", "langue, lenga, lengua, llengua, language"),
)  # fmt: skip
"""Their order means nothing."""
