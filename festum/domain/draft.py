"""What an importer understood of one row, before anybody compares it with what is stored."""

from dataclasses import dataclass, field

from festum.domain.event import Details
from festum.domain.place import Venue
from festum.domain.texts import Texts
from festum.domain.when import When
from festum.errors import Problem


@dataclass(frozen=True, slots=True)
class Draft:
    """`line` is the row number a spreadsheet shows (the header is 1). `when` is None where no date could be read.

    A draft with a problem of level "error" is refused; its other fields are the best that could be understood.
    """

    line: int
    edition: int | None = None
    partner: str = ""
    event_key: str = ""
    occurrence_key: str = ""
    details: Details = field(default_factory=lambda: Details(titles=Texts()))
    when: When | None = None
    venue: Venue | None = None
    status: str = "confirmed"
    notice: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        return any(problem.level == "error" for problem in self.problems)
