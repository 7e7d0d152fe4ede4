"""What a filter's value may be at the moment it is asked: the closed lists, the gazetteer, and what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from festum.domain.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """`editions` are the published years, `current` the one last published; `partners` maps key to name."""

    gazetteer: Gazetteer
    editions: tuple[int, ...]
    current: int | None
    partners: Mapping[str, str]
    today: date
