"""A progress bar on standard error, so that standard output stays the report."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

PHASES = {
    "read": "reading", "compare": "comparing", "copy": "copying images", "undo": "looking back",
    "draw": "drawing calendars", "store": "storing",
}  # fmt: skip


class Bar:
    """One line per phase; nothing where nobody looks (`hidden`, or no terminal)."""

    def __init__(self, hidden: bool = False) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, disable=hidden or not console.is_terminal)
        self._tasks: dict[str, TaskID] = {}

    def advance(self, phase: str, done: int, total: int) -> None:
        if phase not in self._tasks:
            self._tasks[phase] = self._progress.add_task(PHASES.get(phase, phase), total=total)
        self._progress.update(self._tasks[phase], completed=done, total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._progress.stop()
