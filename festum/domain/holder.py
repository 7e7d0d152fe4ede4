"""Who writes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a key stands for; `partner` None reaches every partner's programme. `label` goes on every version."""

    label: str
    partner: str | None
