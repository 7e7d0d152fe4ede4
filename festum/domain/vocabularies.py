"""What a filter's value may be at the moment it is asked: the closed lists, the gazetteer, and what is stored."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from festum.domain.gazetteer import Gazetteer
from festum.domain.text import fold


@dataclass(frozen=True)
class Vocabularies:
    """`editions` are the published years, `current` the one last published; `partners` maps key to name."""

    gazetteer: Gazetteer
    editions: tuple[int, ...]
    current: int | None
    partners: Mapping[str, str]
    today: date

    @cached_property
    def partners_called(self) -> Mapping[str, list[str]]:
        """Keys by folded name; once for a question, however many partners it names."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, name in self.partners.items():
            found[fold(name)].append(key)
        return dict(found)
