"""Whether a geocoder's candidate is the venue: by its name, number, commune, distance and score. In doubt it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, radians

from festum.domain.addressing import is_common, is_everywhere
from festum.domain.commune_names import normalise, significant
from festum.domain.gazetteer import Gazetteer
from festum.domain.geocoding import Asking, Candidate, Doubt, Judged, Judgement, Question, Thresholds
from festum.domain.house_numbers import HouseNumber, read_number, split_number
from festum.domain.naming import Naming, naming
from festum.domain.place import Commune, Point, Precision
from festum.domain.street_names import ALIKE, SAME, likeness
from festum.domain.venue_reading import is_hall
from festum.domain.whereabouts import whereabouts

ELSEWHERE_KM = 0.3
"""From here on two candidates are two places."""

OFFSHORE_KM = 1.0
"""So far outside its département a point may lie: contours are simplified, and jetties are not in them."""

_DEGREE_KM = 111.2
_MILDEST = list(Doubt)
_FINEST = list(Precision)


def judge(
    question: Question, candidates: Sequence[Candidate], gazetteer: Gazetteer, thresholds: Thresholds
) -> Judgement:
    """An empty answer is doubted as `nothing`.

    The geocoder's score only ever refuses. An accepted candidate's precision is what its point stands for, which may be
    coarser than its geocoder says: number 12 is where number 12 bis is asked for, but only its street is sure.
    """
    if not candidates:
        return Judgement((), None, Doubt.NOTHING)
    known = naming(question.commune, gazetteer)
    asked = _asked(question)
    judged = [_judged(one, question, asked, known, gazetteer, thresholds) for one in candidates]
    judged = sorted(_rivals_doubted(question, judged), key=_order)
    best = judged[0]
    accepted = best.candidate if best.doubt is None else None
    return Judgement(tuple(judged), accepted, best.doubt)


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    number: HouseNumber | None
    street: str


def _asked(question: Question) -> _Asked:
    if question.asking is Asking.NAME:
        return _Asked(question.text, None, question.text)
    return _Asked(question.text, *split_number(question.text))


def _order(judged: Judged) -> tuple[int, float, int, float]:
    doubt = -1 if judged.doubt is None else _MILDEST.index(judged.doubt)
    return doubt, -judged.likeness, _FINEST.index(judged.candidate.precision), -judged.candidate.score


def _judged(
    candidate: Candidate,
    question: Question,
    asked: _Asked,
    known: Naming,
    gazetteer: Gazetteer,
    thresholds: Thresholds,
) -> Judged:
    like, number = _likeness(candidate, asked, known)
    candidate = replace(candidate, precision=_precision(candidate, question, number))
    distance = candidate.point.distance_km(question.commune.point)
    doubt: Doubt | None = None
    if not _is_in(candidate, known, gazetteer) or _of_another_village(candidate, question):
        doubt = Doubt.OTHER_COMMUNE
    elif distance > thresholds.far_km:
        doubt = Doubt.FAR
    elif candidate.precision is Precision.COMMUNE:
        doubt = Doubt.COARSE
    elif like < ALIKE:
        doubt = Doubt.OTHER_NAME
    elif number is not None and not _may_be_at(number, candidate):
        doubt = Doubt.NUMBER
    elif candidate.score < thresholds.score:
        doubt = Doubt.LOW_SCORE
    elif not _on_its_ground(candidate.point, question.commune, gazetteer):
        doubt = Doubt.FAR  # last, as it is slow
    elif _may_be_another_villages(candidate, question):
        doubt = Doubt.SEVERAL
    return Judged(candidate, like, round(distance, 3), doubt)


def _likeness(candidate: Candidate, asked: _Asked, known: Naming) -> tuple[float, HouseNumber | None]:
    """The number is one only where the name fits without it: "4 Chemins" is a name."""
    whole = likeness(asked.text, candidate.name, known.words)
    if asked.number is None:
        return whole, None
    without = likeness(asked.street, candidate.name, known.words)
    return (whole, None) if whole >= ALIKE and whole > without else (without, asked.number)


def _precision(candidate: Candidate, question: Question, number: HouseNumber | None) -> Precision:
    """A number nobody asked for is somewhere in the street; a hall asked for by its name is where it is."""
    if candidate.precision is not Precision.HOUSENUMBER:
        return candidate.precision
    found = read_number(candidate.housenumber)
    if number is not None:
        return Precision.HOUSENUMBER if found == number else Precision.STREET
    named = question.asking is Asking.NAME and (not candidate.housenumber or is_hall(candidate.name))
    return Precision.HOUSENUMBER if named else Precision.STREET


def _may_be_at(number: HouseNumber, candidate: Candidate) -> bool:
    """The street is believed where the number is unknown, and a neighbour of the same number: 12 for 12 bis."""
    if not candidate.housenumber:
        return True
    found = read_number(candidate.housenumber)
    return found is not None and found.number == number.number


def _is_in(candidate: Candidate, known: Naming, gazetteer: Gazetteer) -> bool:
    """By its INSEE code, an old one too; where there is none, by the commune's name, and by a postcode where one is
    said."""
    if candidate.insee_code:
        found = gazetteer.commune(candidate.insee_code)
        return found is not None and found.insee_code == known.commune.insee_code
    if candidate.postcode and candidate.postcode not in known.commune.postcodes:
        return False
    return known.is_called(candidate.commune)


def _of_another_village(candidate: Candidate, question: Question) -> bool:
    """Of a former commune, where the venue's words name another one."""
    if not question.old_commune or not candidate.old_commune:
        return False
    return _plain(candidate.old_commune) != _plain(question.old_commune)


def _may_be_another_villages(candidate: Candidate, question: Question) -> bool:
    """In a commune made of several, each of them may have such a hall or square, and not all are on any map."""
    if not candidate.old_commune or question.old_commune:
        return False
    return is_everywhere(question.text) or (question.asking is Asking.NAME and is_common(question.text))


def _plain(name: str) -> str:
    return significant(normalise(name))


def _on_its_ground(point: Point, commune: Commune, gazetteer: Gazetteer) -> bool:
    """In the commune's département, or so near that the contours may be wrong."""
    high = OFFSHORE_KM / _DEGREE_KM
    wide = high / cos(radians(point.latitude))
    around = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (0.7, -0.7), (-0.7, 0.7), (-0.7, -0.7))
    for up, right in around:
        near = Point(point.latitude + up * high, point.longitude + right * wide)
        found = whereabouts(near, gazetteer, 0).departement
        if found is not None and found.code == commune.departement:
            return True
    return False


def _rivals_doubted(question: Question, judged: Sequence[Judged]) -> list[Judged]:
    """Of several that might be accepted one is, if all are at one place, or if it alone bears the very name asked for.
    One that is more like it than the best acceptable one, and doubted for another reason, holds all back."""
    able = sorted((one for one in judged if one.doubt is None), key=_order)
    if not able:
        return list(judged)
    best = able[0]
    rivals = [one for one in able[1:] if _is_rival(one, best)]
    more_like = any(
        one.likeness > best.likeness
        for one in judged
        if one.doubt in (Doubt.LOW_SCORE, Doubt.NUMBER, Doubt.FAR, Doubt.SEVERAL)
    )
    if not rivals and not more_like:
        return list(judged)
    held = {id(best), *map(id, rivals)}
    return [replace(one, doubt=Doubt.SEVERAL) if id(one) in held else one for one in judged]


def _is_rival(one: Judged, best: Judged) -> bool:
    if best.likeness == SAME and one.likeness < SAME:
        return False
    if one.candidate.point.distance_km(best.candidate.point) <= ELSEWHERE_KM:
        return False
    return not _is_the_same_street(one.candidate, best.candidate)


def _is_the_same_street(one: Candidate, best: Candidate) -> bool:
    """A house and the middle of its street may be far apart; two streets of one name are told apart by what they were
    part of."""
    if one.precision == best.precision:
        return False
    return (one.name, one.postcode, one.old_commune) == (best.name, best.postcode, best.old_commune)
