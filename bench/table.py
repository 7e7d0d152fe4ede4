"""One table of ratios, each against a floor measured in the same run."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """`ratio` is ours over the floor's, in the direction of the bound that is given."""

    what: str
    ours: str
    floor: str
    measured: str
    ratio: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def holds(self) -> bool:
        enough = self.at_least is None or self.ratio >= self.at_least
        return enough and (self.at_most is None or self.ratio <= self.at_most)


def as_markdown(lines: Iterable[Line]) -> str:
    rows = ["| what | ours | beside | floor | ratio | bound | |", "|---|---|---|---|---|---|---|"]
    for line in lines:
        bound = f"≥ {line.at_least:g}" if line.at_least is not None else f"≤ {line.at_most:g}"
        verdict = "holds" if line.holds else "**missed**"
        rows.append(
            f"| {line.what} | {line.ours} | {line.floor} | {line.measured} | {line.ratio:.2f} | {bound} | {verdict} |"
        )
    return "\n".join(rows)
