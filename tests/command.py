"""Calls the command line: in this process, which saves ten seconds of imports a call, or in one of its own where the process is the point."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")  # colours, and how a bar moves
PROCESS = [sys.executable, "-c", "from pipeline.cli import main; main()"]


class Done(NamedTuple):
    """What a call of the command line left behind."""

    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def songngu(*arguments: str | Path, stdin: str = "", columns: int | None = None) -> Done:
    """Call the command line in this process: the same entry point, its own standard streams, a terminal of so many ``columns`` if any."""
    from pipeline.cli import main

    out, err = (Terminal(), Terminal()) if columns else (io.StringIO(), io.StringIO())
    handler = signal.getsignal(signal.SIGTERM)
    code: Any = 0
    with (
        mock.patch.dict(os.environ, {"COLUMNS": str(columns), "TERM": "xterm"} if columns else {}),
        mock.patch.object(sys, "argv", ["songngu", *map(str, arguments)]),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
        finally:
            signal.signal(signal.SIGTERM, handler)
    return Done(code or 0, *(_CONTROL.sub("", stream.getvalue()) for stream in (out, err)))


def songngu_process(*arguments: str | Path, **options: Any) -> Done:
    """Call the command line in a process of its own."""
    done = subprocess.run(
        [*PROCESS, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False, **options
    )
    return Done(done.returncode, done.stdout, done.stderr)


def run(inputs: Path, output: Path, translator: str, *more: str, code: int = 0) -> dict[str, Any]:
    """Call ``songngu run`` and return its report, or its message where it failed."""
    done = songngu("run", inputs, "-o", output, "-t", translator, "--beams", "1", "--json", *more)
    assert done.code == code, done.err
    report: dict[str, Any] = json.loads(done.out) if done.out else {"message": done.err}
    return report
