"""How a job stands: what is done and left, why it ended if it did, and the command that goes on with it."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from corpus.load import read_state
from corpus.wording import counted, listed
from pipeline.config import RunConfig
from pipeline.job import RunError, finished_articles
from pipeline.sharing import SharedShards, is_locked
from pipeline.show import flag_lines

_EVENT = re.compile(r"(?P<when>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d+ (?P<level>[A-Z]+) (?P<said>.*)")
_TAIL: Final = 64 * 1024  # bytes of the log that are looked at


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of the job in ``output``. ``processes`` are translating at this moment; ``planned`` is ``None`` until all inputs were read once; ``error`` unless the last call
    failed; ``command`` goes on where it stopped."""

    output: str
    running: bool
    processes: int
    inputs: list[str]
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
    inputs, settings = _inputs(state), _settings(state)
    return Status(
        output=str(output),
        running=is_locked(folder / "lock"),
        processes=SharedShards(folder / "work").in_work(),
        inputs=inputs,
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


def read_settings(output: Path) -> tuple[list[str], dict[str, Any]]:
    """Return the inputs of the job in ``output``, and its settings by their names in ``RunConfig``.

    Raises:
        RunError: no job was ever begun there.
    """
    state = _state(output)
    return _inputs(state), _settings(state)


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
    if not status.running:
        yield f"Go on with: {status.command}"


def _state(output: Path) -> dict[str, Any]:
    try:
        return read_state(output)
    except FileNotFoundError:
        raise RunError(f"No run was begun in {output}. Begin one with: songngu run INPUT... -o {output}") from None


def _inputs(state: dict[str, Any]) -> list[str]:
    """What was read to its end in any call, and what the last one was given besides."""
    return list(dict.fromkeys([*(known["input"] for known in state["inputs"]), *state.get("asked", [])]))


def _settings(state: dict[str, Any]) -> dict[str, Any]:
    settings = state["settings"] | state.get("other_settings", {}) | {"terms": state.get("terms_file")}
    return {name: settings[name] for name in RunConfig.model_fields if settings.get(name) is not None}


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


def _command(inputs: list[str], output: Path, settings: dict[str, Any]) -> str:
    words = ["songngu", "run", *inputs, "-o", str(output)]
    for name, field in RunConfig.model_fields.items():
        value = settings.get(name, field.default)
        if value == field.default:
            continue
        option = name.replace("_", "-")
        words += (
            [f"--{option}"] if value is True else [f"--no-{option}"] if value is False else [f"--{option}", str(value)]
        )
    if "endpoint" in (settings.get("engine"), settings.get("summarizer", "").partition(":")[0]):
        words += ["--endpoint", "URL"]
    return shlex.join(words)
