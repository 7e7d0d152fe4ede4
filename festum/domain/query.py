"""A question put to the programme, in its one canonical spelling."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

TRACKING = ("utm_", "mtm_", "pk_")
TRACKING_NAMES = frozenset(
    {"fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "yclid", "_ga", "ref_src"}
)


def is_tracking(name: str) -> bool:
    """True for what mailings and social networks append to addresses; it never changes an answer."""
    return name in TRACKING_NAMES or name.startswith(TRACKING)


@dataclass(frozen=True, slots=True)
class Query:
    """Filters as (name, values), names and values sorted and valid; equal questions are equal values."""

    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, terms: dict[str, tuple[str, ...]]) -> Self:
        return cls(tuple(sorted((name, tuple(sorted(set(values)))) for name, values in terms.items() if values)))

    def values(self, name: str) -> tuple[str, ...]:
        return next((values for term, values in self.terms if term == name), ())

    def as_query_string(self) -> str:
        return urlencode([(name, ",".join(values)) for name, values in self.terms], safe=",")
