"""How text and tables fit a terminal: no figure is ever cut or broken, however narrow it is. In a pipe nothing is broken at all."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_NO_BREAK: Final = "\xa0"
# What moves the cursor or renames the window of whoever reads it: a dataset may come from anywhere, and so may a file's name.
_CONTROL: Final = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}
_COMMAND: Final = re.compile(r"(?<=: )songngu \S+(?: \S+)*")


@contextmanager
def until_gone(stream: TextIO) -> Iterator[None]:
    """Let ``stream`` fall silent once whoever reads it has gone, a pipe or a terminal: work of days must not end for that."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.EIO):
            raise
        # What is still buffered would fail once more when the process ends, which would then exit with 120.
        with suppress(io.UnsupportedOperation), Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())


class UntilGone:
    """A stream that falls silent once whoever reads it has gone, for those that write by themselves."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with until_gone(self._stream):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with until_gone(self._stream):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def stdout_console() -> Console:
    """Return a console for standard output: plain text without line breaks in a pipe."""
    from rich.console import Console
    from rich.segment import Segment

    class WithoutControl(Console):
        """Writes no control codes but its own."""

        def render(self, *arguments: Any) -> Iterator[Segment]:
            for text, style, control in super().render(*arguments):
                yield Segment(text if control else text.translate(_CONTROL), style, control)

    # In a pipe there is no width to fit into: a line that is broken there is broken for good.
    piped = not sys.stdout.isatty()
    return WithoutControl(width=10_000 if piped else None, soft_wrap=piped, highlight=False, emoji=False)


def say(text: str, *, err: bool = False) -> None:
    """Print ``text`` for a person, on standard error if ``err``."""
    typer.echo(wrapped(text.translate(_CONTROL), stream=sys.stderr if err else sys.stdout), err=err)


def wrapped(text: str, *, indent: int = 0, stream: TextIO | None = None) -> str:
    """Return ``text`` indented, and on a terminal broken between words; ``stream`` is by default standard output.

    A command that is shown stays in one piece, so that it can be copied, and so does what holds no blank.
    """
    margin = " " * indent
    if not (stream or sys.stdout).isatty():
        return textwrap.indent(text, margin)
    whole = _COMMAND.sub(lambda command: _tied(command[0]), text)
    filler = textwrap.TextWrapper(
        shutil.get_terminal_size().columns,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(map(filler.fill, whole.split("\n"))).replace(_NO_BREAK, " ")


def print_table(rows: Sequence[Mapping[str, str]], *, left: Collection[str] = (), spare: str | None = None) -> None:
    """Print ``rows`` if there are any, which have the same columns: the first names the row, those in ``left`` are words, the others figures.

    Where there is no room for the table the column ``spare`` goes; then it is laid on its side; then each row is a paragraph.
    """
    if not rows:
        return
    console = stdout_console()
    slim = [{name: cell for name, cell in row.items() if name != spare} for row in rows]
    unlimited = console.options.update(width=sys.maxsize)
    for table in (_upright(rows, left), _upright(slim, left), _on_its_side(slim)):
        if console.measure(table, options=unlimited).maximum <= console.width:
            console.print(table)
            return
    for row in slim:
        (_, heading), *cells = row.items()
        console.print(wrapped(heading), style="bold", markup=False, soft_wrap=True)
        facts = "  ".join(_tied(f"{name} {cell}") for name, cell in cells if cell)
        console.print(wrapped(facts, indent=2), markup=False, soft_wrap=True)


def _upright(rows: Sequence[Mapping[str, str]], left: Collection[str]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for number, name in enumerate(rows[0]):
        table.add_column(name, justify="left" if number == 0 or name in left else "right", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row.values()))
    return table


def _on_its_side(rows: Sequence[Mapping[str, str]]) -> Table:
    from rich.table import Table
    from rich.text import Text

    first, *names = rows[0]
    table = Table(first, box=None, pad_edge=False)
    for row in rows:
        table.add_column(Text(row[first]))
    for name in names:
        table.add_row(name, *(Text(row[name]) for row in rows))
    return table


def _tied(text: str) -> str:
    return text.replace(" ", _NO_BREAK)
