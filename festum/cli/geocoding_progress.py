"""How far it has come with asking where venues are: a bar in a terminal, elsewhere a line now and then; both on
standard error."""

import time
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from festum.actions.geocode_now import Progress
from festum.locale.catalogue import say

LINE_EVERY_SECONDS = 10.0


class GeocodingProgress:
    """`passed` counts seconds; the rate is that of the whole run."""

    def __init__(
        self, language: str, console: Console | None = None, passed: Callable[[], float] = time.monotonic
    ) -> None:
        self._language, self._passed = language, passed
        self._console = console or Console(stderr=True, soft_wrap=True, highlight=False)
        columns = (
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn(),
        )  # fmt: skip
        self._bar = Bar(*columns, console=self._console, disable=not self._console.is_terminal)
        self._task = self._bar.add_task(say(language, "geocode.asking"), total=None)
        self._began = self._said = passed()
        self._trouble = ""
        self.last = Progress(0, 0)

    def advance(self, now: Progress) -> None:
        self.last = now
        self._bar.update(self._task, completed=now.done, total=now.total)
        self._tell_trouble(now)
        if not self._console.is_terminal and self._passed() - self._said >= LINE_EVERY_SECONDS:
            self._said = self._passed()
            self._print(self._line(now))

    def _line(self, now: Progress) -> str:
        rate = now.done / max(self._passed() - self._began, 0.001)
        left = str(timedelta(seconds=round((now.total - now.done) / rate))) if rate else "?"
        return say(self._language, "geocode.counted", done=now.done, total=now.total, rate=f"{rate:.1f}", left=left)

    def _tell_trouble(self, now: Progress) -> None:
        """Each once."""
        if now.trouble is None:
            return
        said = say(self._language, f"error.{now.trouble.key}", **now.trouble.values)
        said += f" ({say(self._language, 'geocode.a_while')})" if now.resting else ""
        if said != self._trouble:
            self._trouble = said
            self._print(said)

    def _print(self, line: str) -> None:
        self._bar.console.print(line, markup=False)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.stop()


class _Rate(ProgressColumn):
    """Venues a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:.1f}/s")
