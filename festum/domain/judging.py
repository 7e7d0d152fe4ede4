"""Whether a geocoder's candidate is the venue: by its name, number, commune, distance and score. In doubt it is not."""

from collections.abc import Sequence

from festum.domain.gazetteer import Gazetteer
from festum.domain.geocoding import Candidate, Judgement, Question, Thresholds


def judge(
    question: Question, candidates: Sequence[Candidate], gazetteer: Gazetteer, thresholds: Thresholds
) -> Judgement:
    """An empty answer is doubted as `nothing`."""
    raise NotImplementedError
