"""How a job stands: what is done and left, why it ended if it did, and the command that goes on with it."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from corpus.load import read_state
from corpus.readers import InputError
from corpus.wording import counted, listed
from pipeline.config import RunConfig
from pipeline.inputs import STANDARD_INPUT, KnownInput, known_inputs, read_paths
from pipeline.job import RunError, finished_articles
from pipeline.sharing import SharedShards, is_locked
from pipeline.show import flag_lines

_EVENT = re.compile(r"(?P<when>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d+ (?P<level>[A-Z]+) (?P<said>.*)")
_TAIL: Final = 64 * 1024  # bytes of the log that are looked at


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of the job in ``output``. ``processes`` are translating at this moment; ``gone`` are those of the ``inputs`` that are not there any more;
    ``planned`` is ``None`` until all inputs were read once; ``error`` is ``None`` unless the last call failed; ``command`` goes on where it stopped."""

    output: str
    running: bool
    processes: int
    inputs: list[str]
    gone: list[str]
    planned: int | None
    finished: int
    in_dataset: int
    sentences: int
    quarantined: dict[str, int]
    sentence_flags: dict[str, int]
    last_event: str | None
    error: str | None
    command: str


def read_status(output: Path) -> Status:
    """Read how the job in ``output`` stands; nothing is changed.

    Raises:
        RunError: no job was ever begun there.
    """
    folder = output / "run"
    state = _state(output)
    counts = state.get("counts", {"rows": {}, "flags": {}})
    when, error = _last_event(folder / "log.txt")
    inputs, settings = _begun_with(state, folder)
    return Status(
        output=str(output),
        running=is_locked(folder / "lock"),
        processes=SharedShards(folder / "work").in_work(),
        inputs=[known.printable for known in inputs],
        gone=[known.printable for known in inputs if not known.is_there and known.name != STANDARD_INPUT],
        planned=state.get("planned"),
        finished=finished_articles(output),
        in_dataset=counts["rows"].get("articles", 0),
        sentences=counts["rows"].get("sentences", 0),
        quarantined=_quarantined(folder / "quarantine.jsonl"),
        sentence_flags=counts["flags"].get("sentences", {}),
        last_event=when,
        error=error,
        command=_command(inputs, output, settings),
    )


def read_settings(output: Path) -> tuple[list[KnownInput], dict[str, Any]]:
    """Return the inputs of the job in ``output``, and its settings by their names in ``RunConfig``.

    Raises:
        RunError: no job was ever begun there.
        InputError: an input of which nothing was read is not there any more.
    """
    state = _state(output)
    inputs, settings = _begun_with(state, output / "run")
    for known in inputs:
        if not known.is_there and not known.was_read:
            problem = (
                "standard input was not read to its end. Send it there once more"
                if known.name == STANDARD_INPUT
                else f"{known.printable} is not there any more, and was not read to its end. Put it back"
            )
            others = any(other.is_there for other in inputs)
            without = f", or go on without it: {_command(inputs, output, settings)}" if others else "."
            raise InputError(problem + without)
    return inputs, settings


def status_lines(status: Status) -> Iterator[str]:
    """Yield what a person wants to know of it."""
    if status.running:
        together = f"; {status.processes} processes are translating" if status.processes > 1 else ""
        yield f"A run is writing in {status.output} now{together}."
    elif status.error:
        yield f"The last run in {status.output} failed at {status.last_event}: {status.error}"
    else:
        yield f"No run is writing in {status.output}; the last one ended at {status.last_event}."
    if status.planned is None and not status.in_dataset:
        yield "Not all inputs were read yet."
    elif status.planned is not None:
        left = max(0, status.planned - status.finished)
        share = f" ({status.finished / status.planned:.1%})" if status.planned else ""
        yield f"{status.finished:,} of {status.planned:,} articles are translated{share}, {left:,} are left."
    yield f"The dataset has {counted(status.in_dataset, 'article')}, {counted(status.sentences, 'sentence')}."
    if status.quarantined:
        yield f"Could not be used: {listed(status.quarantined)}."
    if status.in_dataset:
        yield from flag_lines(status.sentence_flags)
    if status.gone:
        yield f"Not there any more: {', '.join(status.gone)}. What was read of it stays in the dataset."
    if not status.running:
        yield f"Go on with: {status.command}"


def _state(output: Path) -> dict[str, Any]:
    try:
        return read_state(output)
    except (FileNotFoundError, NotADirectoryError):
        raise RunError(f"No run was begun in {output}. Begin one with: songngu run INPUT... -o {output}") from None


def _begun_with(state: dict[str, Any], folder: Path) -> tuple[list[KnownInput], dict[str, Any]]:
    paths = read_paths(folder / "paths.json")
    settings = state["settings"] | state.get("other_settings", {}) | {"terms": paths.get("terms")}
    return known_inputs(state, paths), {
        name: settings[name] for name in RunConfig.model_fields if settings.get(name) is not None
    }


def _quarantined(path: Path) -> dict[str, int]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        return dict(sorted(Counter(json.loads(line)["reason"] for line in file).items()))


def _last_event(log: Path) -> tuple[str | None, str | None]:
    """Return when something was last written to the log, and what went wrong if that was an error."""
    if not log.exists():
        return None, None
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _TAIL))
        lines = file.read().decode("utf-8", "replace").splitlines()
    events = [(number, event) for number, line in enumerate(lines) if (event := _EVENT.match(line))]
    if not events:
        changed = datetime.fromtimestamp(log.stat().st_mtime).strftime("%Y-%m-%d %H:%M:%S")
        return changed, None
    number, event = events[-1]
    if event["level"] != "ERROR":
        return event["when"], None
    # Behind the traceback stands what a person is told: "RunError: ...".
    message = next((line for line in reversed(lines[number + 1 :]) if line.strip()), event["said"])
    return event["when"], re.sub(r"^[\w.]+(?:Error|Exception|Interrupt): ", "", message.strip())


def _command(inputs: Sequence[KnownInput], output: Path, settings: dict[str, Any]) -> str:
    usable = [known for known in inputs if known.is_there]
    if not usable or any(known.name != known.printable for known in usable):
        # Without an input, or with one that cannot be printed, there is no command that could be copied.
        return shlex.join(["songngu", "retry", str(output), *_server(settings)])
    words = ["songngu", "run", *(known.name for known in usable), "-o", str(output)]
    for name, field in RunConfig.model_fields.items():
        value = settings.get(name, field.default)
        if value == field.default:
            continue
        option = name.replace("_", "-")
        words += (
            [f"--{option}"] if value is True else [f"--no-{option}"] if value is False else [f"--{option}", str(value)]
        )
    return shlex.join([*words, *_server(settings)])


def _server(settings: dict[str, Any]) -> list[str]:
    used = "endpoint" in (settings.get("engine"), settings.get("summarizer", "").partition(":")[0])
    return ["--endpoint", "URL"] if used else []
