"""How far the work has come: a bar on a terminal, a plain line now and then elsewhere, nothing at all in a library call."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final, TextIO, cast

from corpus.wording import counted
from pipeline.terminal import UntilGone, say, until_gone

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_SECONDS_BETWEEN_LINES: Final = 30.0
_WIDE: Final = 80  # columns that a bar with all its figures takes, with a million segments


class Reporter:
    """Says nothing. The others say the same things in their own way."""

    def begin(self, stage: str, segments: int | None, *, articles: int | None = None) -> None:
        """A stage begins that has so many ``segments`` and ``articles`` before it; ``None``: not known."""

    def documents(self, count: int) -> None:
        """So many more inputs were read."""

    def segments(self, count: int) -> None:
        """So many more segments were translated."""

    def articles(self, count: int) -> None:
        """So many more articles are finished and saved."""

    def warn(self, message: str) -> None:
        """Something is wrong that does not end the work."""

    def close(self) -> None:
        """Nothing more will come."""


class LineReporter(Reporter):
    """Writes a line when a stage begins, every half minute, and when it ends: for log files and batch systems."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._stage, self._total, self._articles_total = "", 0, 0
        self._done = self._articles_done = self._documents = 0
        self._began = self._said = time.monotonic()

    def begin(self, stage: str, segments: int | None, *, articles: int | None = None) -> None:
        self._end_stage()
        self._stage, self._total, self._articles_total = stage, segments or 0, articles or 0
        self._done = self._articles_done = self._documents = 0
        self._began = self._said = time.monotonic()
        extent = f": {counted(articles, 'article')}, {counted(self._total, 'segment')}" if articles else ""
        self._say(f"{stage}{extent} ...")

    def documents(self, count: int) -> None:
        self._documents += count
        self._now_and_then()

    def segments(self, count: int) -> None:
        self._done += count
        self._now_and_then()

    def articles(self, count: int) -> None:
        self._articles_done += count

    def warn(self, message: str) -> None:
        self._say(f"songngu: {message}")

    def close(self) -> None:
        self._end_stage()
        self._stage = ""

    def _now_and_then(self) -> None:
        if time.monotonic() - self._said >= _SECONDS_BETWEEN_LINES:
            self._said = time.monotonic()
            self._say(self._state())

    def _state(self) -> str:
        if not self._total:
            return f"{self._stage}: {counted(self._documents, 'input')}"
        seconds = time.monotonic() - self._began
        left = seconds / self._done * (self._total - self._done) if self._done else 0.0
        articles = f"{self._articles_done} of {self._articles_total} articles, " if self._articles_total else ""
        return (
            f"{self._stage}: {articles}{self._done} of {self._total} segments, {self._done / seconds:.1f} a second, "
            f"{_duration(left)} left"
        )

    def _end_stage(self) -> None:
        if self._stage:
            self._say(self._state())

    def _say(self, text: str) -> None:
        with until_gone(self._stream):
            print(text, file=self._stream, flush=True)


def bar(*counts: str, measured: bool = True) -> Progress:
    """Return a bar on standard error with these ``counts``, and what is left where the end is known (``measured``).

    A terminal that is too narrow for all of it shows the description and the first of the counts: no figure is cut.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.table import Column

    console = Console(file=cast("TextIO", UntilGone(sys.stderr)))
    # Unlike the figures it may be broken where there is no room.
    description = TextColumn("[bold]{task.description}", table_column=Column())
    columns: list[ProgressColumn] = [description, TextColumn(counts[0])]
    if console.width >= _WIDE:
        shape = [BarColumn()] if measured else []
        time = [TimeRemainingColumn(), TextColumn("left")] if measured else [TimeElapsedColumn()]
        columns = [SpinnerColumn(), description, *shape, *map(TextColumn, counts), *time]
    # Redirected, standard output would go to the bar's terminal instead of the file that the user named.
    return Progress(*columns, console=console, redirect_stdout=False)


class BarReporter(Reporter):
    """A bar for a person at a terminal."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def begin(self, stage: str, segments: int | None, *, articles: int | None = None) -> None:
        self.close()
        if segments:
            counts = ["{task.completed:.0f}/{task.total:.0f} segments"]
            if articles:
                counts.append("{task.fields[articles]}/{task.fields[all_articles]} articles")
            self._progress = bar(*counts)
        else:
            self._progress = bar("inputs: {task.completed:.0f}", measured=False)
        self._task = self._progress.add_task(stage, total=segments, articles=0, all_articles=articles or 0)
        self._progress.start()

    def documents(self, count: int) -> None:
        self._advance(count)

    def segments(self, count: int) -> None:
        self._advance(count)

    def articles(self, count: int) -> None:
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, articles=self._progress.tasks[0].fields["articles"] + count)

    def warn(self, message: str) -> None:
        self.close()
        with until_gone(sys.stderr):
            say(f"songngu: {message}", err=True)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def _advance(self, count: int) -> None:
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task, count)


def terminal_reporter() -> Reporter:
    """The reporter for the standard error stream as it is: a bar on a terminal, lines in a file or a pipe."""
    return BarReporter() if sys.stderr.isatty() else LineReporter()


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
