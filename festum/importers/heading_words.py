"""HEADINGS: what partners write above their columns, in French, Occitan, Catalan and English.

Written folded and without punctuation, as they are compared: "Quand ?" is `quand`, "C.P." is `c p`.
"""

HEADINGS: dict[str, str] = {
    "date": (
        "date, dates, data, datas, quand, quan, quora, when, date s, date debut, date de debut, data inici, data d "
        "inici, data de debuta, debuta, start date, date start, starts on, jour s, jours et dates"
    ),
    "day": (
        "jour, jours, jorn, jorns, jor, dia, dies, day, days, weekday, jour de la semaine, jorn de la setmana, dia de "
        "la setmana"
    ),
    "month": "mois, mes, month",
    "year": "annee, annees, an, any, year, annada",
    "hour": (
        "heure, heures, horaire, horaires, ora, oras, orari, oraris, hora, hores, horari, horaris, time, times, hour, "
        "hours, h, a quelle heure, a quina hora, a quina ora, a quin ora, heure debut, heure de debut, "
        "heure du debut, horaire debut, horaire de debut, "
        "hora inici, hora d inici, hora de inici, ora de debuta, start time, time start"
    ),
    "begins": "debut, commence, commencement, inici, comenca, starts, begin, begins, start",
    "ends": "fin, fi, final, ends, end, jusqu a, jusqu au, finis",
    "end_date": (
        "date fin, date de fin, date fin de l evenement, data fi, data de fi, data fin, data de fin, data final, end "
        "date, date end, ends on, jusqu au jour"
    ),
    "end_hour": (
        "heure fin, heure de fin, horaire fin, horaire de fin, hora fi, hora de fi, hora final, ora de fin, ora fin, "
        "end time, time end"
    ),
    "title": (
        "titre, titres, intitule, intitules, evenement, evenements, manifestation, manifestations, animation, "
        "animations, spectacle, spectacles, titol, titols, activitat, activitats, activite, activites, manifestacion, "
        "manifestacions, animacion, animacions, eveniment, eveniments, esdeveniment, esdeveniments, espectacle, "
        "espectacles, acte, actes, event, events, title, quoi, que, qu, what, libelle, rdv, evenament, evenaments, "
        "rescontre, nom, noms, name, rendez vous, qu es aco, nom de l acte, event name, name of the event, title of "
        "the event, event title"
    ),
    "title_oc": (
        "titre occitan, titre oc, titre en occitan, titol occitan, titol oc, titol en occitan, titol en oc, title "
        "oc, occitan title, title in occitan"
    ),
    "title_ca": (
        "titre catalan, titre ca, titre en catalan, titol catala, titol ca, titol en catala, title ca, catalan "
        "title, title in catalan"
    ),
    "title_en": (
        "titre anglais, titre en anglais, titre en, title en, titol en angles, english title, title in english"
    ),
    "description": (
        "description, descriptions, descriptif, observation, observations, remarque, remarques, detail, details, "
        "descripcion, descripcions, descripcio, note, notes, info, infos, information, informations, programme, "
        "programa, presentation, commentaire, commentaires, comentari, comentaris, resume, resumit, resum, contenu, "
        "complement, complements, precisions, observacion, observacions, observacio, comments, remarks, summary, "
        "texte, text, detalhs, detalls, "
        "descriptif court, descriptif long, description courte, description longue, infos pratiques, "
        "informations pratiques, informations complementaires, infos complementaires"
    ),
    "venue": (
        "lieu, lieux, salle, salles, endroit, ou, loc, luoc, lloc, llocs, espai, espais, on, ont, place, places, "
        "venue, venues, where, location, localisation, emplacement, sala, lieu dit, venue name, lieu x, salle "
        "s, lieu de rendez vous, lieu rdv, point de rendez vous, en quin lloc, ont es"
    ),
    "address": (
        "adresse, adresses, adreca, adreces, adreica, adressa, address, addresses, rue, voie, carriera, carrer, "
        "street, adresse postale, adresse complete, adresse exacte, adreca completa"
    ),
    "postcode": (
        "cp, postcode, zip, codepostal, c p, code postal, codi postal, code postau, postal code, post code, zip code, "
        "code post, cod postal, codi postau"
    ),
    "commune": (
        "commune, communes, ville, villes, village, villages, localite, localites, comuna, comunas, vila, vilas, "
        "vilatge, vilatges, poblacio, poblacions, municipi, municipis, town, towns, city, cities, municipality, "
        "localitat, ville village, ville ou village, commune s"
    ),
    "insee_code": "insee, code insee, code commune, codi insee, insee code, code insee commune",
    "departement": "departement, departements, dept, dpt, dep, departament, departaments, department",
    "languages": (
        "langue, langues, lenga, lengas, llengua, llengues, llengue, idioma, idiomes, language, languages, lengatge, "
        "langue s, lenga s, langues parlees, langue parlee, lenga parlada, lengas parladas, llengua parlada, spoken "
        "languages"
    ),
    "price": (
        "tarif, tarifs, prix, entree, entrees, entrada, entrades, preu, preus, preci, precis, pretz, price, prices, "
        "participation, participacion, participacio, cout, cost, costs, admission, billetterie, tarifa, tarifas, "
        "tarification, payant, droit d entree, prix d entree, tarif d entree, paf, p a f, participation aux frais, "
        "tarif s, tarif plein, tarif reduit, tarif normal, tarif unique, tarif adulte, tarif enfant, tarif adherent, "
        "intrada, intradas, dintrada"
    ),
    "free": (
        "gratuit, gratuite, gratuita, debades, gratis, free, gratuit o n, gratuit oui non, entree gratuite, entrada "
        "gratuita"
    ),
    "organiser": (
        "organisateur, organisateurs, association, associations, organisatrice, organizaire, organizaires, "
        "organitzador, organitzadors, organitzadora, organitza, organiza, structure, structures, organiser, "
        "organisers, organizer, organizers, asso, porteur, partenaire, partenaires, organise, associacion, "
        "associacio, entitat, entitats, organise par, propose par, porte par, porteur de projet, structure "
        "organisatrice, qui, co organisateur, co organisateurs"
    ),
    "booking": (
        "reservation, reservations, contact, contacts, telephone, tel, mail, mails, courriel, courriels, email, "
        "portable, inscription, inscriptions, reservacion, reservacions, reserva, reserves, contacte, contactes, "
        "telefon, telefons, phone, booking, mobile, mel, renseignements, e mail, e mails, adresse mail, adresse e "
        "mail, adresse email, adresse electronique, n de telephone, numero de telephone, no de telephone, infos "
        "reservation, infos reservations, info resa, resa, infos et reservations, adreca electronica, correu "
        "electronic, correu, tel fixe, tel portable, contact mail, "
        "contact e mail, contact email, contact telephone, contact tel, contact reservation, mail de contact, "
        "telephone de contact, numero de telephone de contact"
    ),
    "url": (
        "url, lien, liens, web, internet, link, links, website, webs, site web, site internet, page web, "
        "lien internet, lien web, lloc web, pagina web, web site, site url, adresse web, adresse internet, lien "
        "facebook, facebook, web page, lien vers le site, lien vers le site web, lien du site, adresse du site, "
        "siti web, sit web, siti"
    ),
    "image": (
        "image, images, photo, photos, affiche, affiches, visuel, visuels, imatge, imatges, illustration, picture, "
        "pictures, fotografia, poster, lien image, url image, lien photo, image url"
    ),
    "categories": (
        "type, types, categorie, categories, genre, genres, tipus, categoria, mena, menas, category, kind, type d "
        "evenement, tipe, discipline, nature, thematique, theme"
    ),
    "audience": (
        "public, publics, audience, age, ages, edat, edats, type de public, public vise, a partir de quel age, "
        "tranche d age"
    ),
    "access": (
        "acces, accessibilite, accessible, pmr, accessibilitat, access, accessibility, acces pmr, accessible pmr, "
        "acces handicapes, accessibilite pmr, accessible aux pmr"
    ),
    "meal": (
        "repas, restauration, apat, sopar, dinar, restauracio, repais, meal, meals, food, restauration sur place, "
        "repas sur place"
    ),
    "bar": "buvette, buvettes, beguda, bar, begudas, buvette sur place",
    "status": "statut, etat, estat, status, maintenu, situation, statut de l evenement",
    "cancelled": "annule, annulee, annulation, annulat, anullat, cancellat, cancelled, canceled",
    "notice": "avis, derniere minute, info derniere minute, notice",
    "event_key": (
        "id, uid, identifiant, identifiants, identificador, identificant, identifier, reference, references, ref, "
        "uuid, event id, id evenement, id externe, code evenement"
    ),
    "latitude": "latitude, lat, latitud, y",
    "longitude": "longitude, lon, lng, long, longitud, x",
    "place": "lieu commune, lieu ville, lieu et commune, commune lieu, ville lieu, lieu et ville, commune et lieu",
}
"""Meaning -> headings, separated by commas. A heading stands in one line only."""
