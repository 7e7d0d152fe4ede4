"""Words within names of streets: titles and first names that are left out as often as not, and common nouns.

A table of words, folded; to be made longer by those who meet another.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = {
    "marechal": ("mal", "mchal"),
    "general": ("gal", "gen"),
    "docteur": ("dr", "doct"),
    "professeur": ("prof",),
    "president": ("pdt", "pdent"),
    "commandant": ("cdt",),
    "capitaine": ("cne", "cpt"),
    "lieutenant": ("lt", "lieut"),
    "colonel": (),
    "sergent": ("sgt",),
    "amiral": ("aml",),
    "monseigneur": ("mgr",),
    "abbe": (),
    "chanoine": (),
    "pere": (),
    "soeur": (),
    "cardinal": (),
    "comte": (),
    "marquis": (),
    "baron": (),
    "adjudant": (),
    "caporal": (),
    "maitre": (),
    "madame": ("mme",),
    "senateur": (),
    "depute": (),
    "ingenieur": (),
    "doyen": (),
    "recteur": (),
    "aviateur": (),
}
"""With their abbreviations, but for those that are words: a col is a pass."""

SHORT = {short: title for title, shorts in TITLES.items() for short in shorts}

FIRST_NAMES = _words(
    "adolphe adrien aime albert alexandre alexis alfred alphonse amedee ambroise anatole andre anna anne antoine "
    "antonin aristide armand arthur auguste augustin bernard blaise camille casimir charles christian claire claude "
    "clement danielle daniel david denis desire dominique edgar edmond edouard elisabeth elie emile emmanuel ernest "
    "etienne eugene felix ferdinand fernand francois frederic gabriel gaston georges gerard germaine gilbert gustave "
    "guy guillaume helene henri herve hippolyte honore hubert isabelle jacques jean jeanne jerome joseph josephine "
    "jules julien justin laurent leo leon leopold louis louise lucie lucien ludovic madeleine marc marcel marcelin "
    "marguerite marie marius mathieu maurice max maximilien michel nicolas olivier olympe paul paulin philippe pierre "
    "raoul raymond raymonde rene richard robert roger romain rosa rosalie samuel sebastien simone sophie suzanne "
    "sylvain theodore theophile therese thomas urbain victor vincent virginie xavier yves yvonne"
)
"""Not those that are surnames as often."""

COMMON = _words(
    "abattoir abattoirs abreuvoir acacia acacias aire airs allee amandier amandiers ancien ancienne ange arbre arc "
    "arche arcades arenes argent artisans arts associations aubepine aubepines avenir bain bains barri barry bas "
    "basse bassin bastide bel belle belvedere berge berges bergerie berger bergers bibliotheque blanc blanche bois "
    "bonne borde bories bosquet boulangerie bourg bourse breche bruyere bruyeres buis buisson cabane cafe calvaire "
    "camp camping canal cap capucins carme carmes carriere carrieres casino caserne castel cave caves cedre cedres "
    "centrale centre cerisier cerisiers chaine chaines champ champs chapelle charme charmes charron chataignier "
    "chataigniers chateau chateaux chene chenes cheval chevaux cigale cigales cimetiere cinema cite clocher cloitre "
    "clos col colline collines colombe colombes combe combes commerce communal communale concorde congres consul "
    "consuls cooperative coquelicots cordeliers cordiers coteau coteaux cote couvent croix cypres danse dime docks "
    "dolmen domaine ecluse ecole ecoles eglise eglantiers ermitage espace espagne esperance est etang ete etoile "
    "fabre fabrique falaise fauvette fauvettes ferme fetes fleur fleurs foire foirail fontaine fontaines forge forges "
    "fort fosse fosses four fours foyer fraternite frene frenes fusilles galerie gare gares garenne garrigue "
    "garrigues genet genets glacis glycines gorges grand grande grange granges gravier gymnase halle halles haut "
    "haute hautes heros hirondelle hirondelles hopital horloge horte hortes hotel hotels ile iles industrie iris "
    "jardin jardins jeu jeux jonquilles justice lac laurier lauriers lavande lavandes lavoir liberation liberte lilas "
    "lices loge loup mail mairie maison maisons maquis marche marches marin marine marins marie maritime marne "
    "marronnier marronniers martin martyr martyrs mas matin mediatheque mer merle merles midi mimosa mimosas mine "
    "mines mont montagne monument moulin moulins mouton mule mur muriers murs musee neuf neuve nord noyer noyers "
    "oiseau oiseaux olivette olivier oliviers orangerie orme ormeau ormeaux ormes ouest ouvriers paix palais parc "
    "parking paroisse pasteur pecheurs pin pinede pins pierre pierres piscine place plage plaine plan platane "
    "platanes plateau poete poetes poids poirier poiriers police pont ponts port porte portes poste poterie potiers "
    "poudriere prairie prairies presbytere prison provence puits quatre rempart remparts renard republique resistance "
    "riviere roc rocher rochers roi rois romain romarin romarins rose roses rossignol rossignols rouge ruisseau rural "
    "sable sables saint sainte salle salin salins sapin sapins saule saules sel serre serres soleil source sources "
    "sport sports stade sud tanneries tanneurs temple terrasse terrasses theatre thym tilleul tilleuls tour tourelle "
    "tours trois tuilerie union usine vallee vallon vendanges vent vents verger vergers vert verte vieille vieux "
    "vigne vignerons vignes village villas ville violette violettes"
)
"""Nouns that streets are called by: one that is written so is not another one with a slip in it."""

HALLS = _words(
    "abbaye aire amphitheatre arenes auberge auditorium bar bibliotheque boulodrome brasserie cafe camping cantine "
    "casino cathedrale cave caveau centre cercle chai chapelle chapiteau chateau cimetiere cinema club college "
    "collegiale complexe conservatoire cooperative dojo domaine ecole eglise ehpad espace ferme foirail fontaine "
    "foyer gare gite gymnase hall halle halles hangar hopital hotel jardin kiosque lac lavoir librairie local lycee "
    "mairie maison marche mas mediatheque mjc monastere monument moulin musee office oustal palais parc parking "
    "piscine plage plan pont port poste pre preau presbytere prieure restaurant salle salon site stade taverne temple "
    "terrain theatre tour usine villa zenith"
)
"""What a venue is called first, when it is a house or a ground and no address."""

COMMON_HALLS = (
    COMMON
    | HALLS
    | _words(
        "age aines actes anciens animation boules catholique conseil convivialite culturel culturelle elementaire "
        "festivites foot football intercommunal intercommunale jeunes jeunesse loisirs maternelle multiactivites "
        "multisports municipal municipale omnisports paroissial paroissiale petanque pique-nique polyvalent "
        "polyvalente pompiers primaire protestant public publique rencontres reunion reunions rugby rurale securite "
        "social socio socioculturel tennis tourisme tous troisieme verdure vie"
    )
)
"""A name of these alone may be that of another village's hall as well."""
