"""What a measurement leaves behind: a table for a person, objects for a program, files for a later comparison."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from eval.comet import COMET
from eval.comparison import Result
from eval.significance import Resampled
from eval.systems import System, SystemOutput
from eval.testsets import EvalSet

_SHARES = {"numbers": "number_mismatch", "names": "name_mismatch", "loops": "repetition", "copied": "copied_source"}


def as_object(result: Result) -> dict[str, Any]:
    """Return a result as one JSON object; what is not known or was not asked for is ``None``."""
    scores, output, compared = result.scores, result.output, result.significance
    return {
        "file": result.test_set.file,
        "set": result.test_set.name,
        "translator": result.system.name,
        "parameters": result.system.parameters,
        "fingerprint": result.system.fingerprint,
        "segments": scores.segments,
        "bleu": scores.bleu,
        "chrf": scores.chrf,
        "bleu_signature": scores.bleu_signature,
        "chrf_signature": scores.chrf_signature,
        "length_ratio": scores.length_ratio,
        "flags": scores.flags,
        "engine_flags": output.engine_flags,
        "seconds": output.seconds,
        "segments_per_second": output.segments_per_second,
        "tokens_per_second": output.tokens_per_second,
        "comet": result.comet,
        "comet_model": None if result.comet is None else COMET,
        "significance": compared
        and {"baseline": compared.baseline, "bleu": _resampled(compared.bleu), "chrf": _resampled(compared.chrf)},
    }


def print_results(results: Sequence[Result]) -> None:
    """Print a table for each test set, and below them how the scores were made."""
    from rich.text import Text

    from corpus.wording import counted
    from pipeline.terminal import print_table, stdout_console, wrapped

    console = stdout_console()
    for _, group in groupby(results, key=lambda result: result.test_set.name):
        rows = list(group)
        test_set = rows[0].test_set
        console.print(Text.assemble((test_set.name, "bold"), f"  {counted(len(test_set.pairs), 'segment')}"))
        print_table(list(map(_cells, rows)))
        for row in rows:
            if row.output.engine_flags:
                doubts = ", ".join(f"{count} {flag}" for flag, count in row.output.engine_flags.items())
                console.print(Text(f"{row.system.name}: of {counted(row.scores.segments, 'segment')} {doubts}"))
        console.print()
    for signature in _signatures(results[0]):
        # It is one long word; where it has to be broken, then behind a bar.
        console.print(Text(wrapped(signature.replace("|", "| ")).replace("| ", "|"), style="dim"))


class OutputFolder:
    """The folder of a measurement: ``SET.SYSTEM.txt`` with a translation a line, and ``scores.json``."""

    def __init__(self, folder: Path, sets: Sequence[EvalSet], systems: Sequence[System]) -> None:
        """Make the folder where it is not there; ``sets`` and ``systems`` are all that will be saved."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._names: dict[tuple[str, str], str] = {}
        taken = set()
        for test_set in sets:
            for system in systems:
                stem = safe = f"{_safe(test_set.name)}.{_safe(system.name)}"
                number = 1
                while safe.casefold() in taken:
                    number += 1
                    safe = f"{stem}-{number}"
                taken.add(safe.casefold())
                self._names[test_set.name, system.name] = f"{safe}.txt"

    def save_translations(self, test_set: EvalSet, system: System, output: SystemOutput) -> None:
        """Write translations as ``--translations`` reads them."""
        text = "".join(f"{line}\n" for line in output.translations)
        path = self._folder / self._names[test_set.name, system.name]
        path.write_text(text, encoding="utf-8", newline="\n")

    def save_scores(self, results: Sequence[Result]) -> None:
        """Write all results in the order of their names, so that two files can be compared."""
        objects = sorted(map(as_object, results), key=lambda o: (o["set"], o["translator"]))
        text = json.dumps(objects, ensure_ascii=False, indent=1, sort_keys=True)
        (self._folder / "scores.json").write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _resampled(score: Resampled) -> dict[str, Any]:
    return {"interval": list(score.interval), "p": score.p, "signature": score.signature}


def _cells(result: Result) -> dict[str, str]:
    """One row of the table, by its columns; results of the same call have the same ones."""
    scores, compared = result.scores, result.significance
    cells = {"system": result.system.name, "BLEU": f"{scores.bleu:.1f}"}
    if compared:
        cells["BLEU"] += " [{:.1f}, {:.1f}]".format(*compared.bleu.interval)
    cells["chrF++"] = f"{scores.chrf:.1f}"
    if result.comet is not None:
        cells["COMET"] = f"{result.comet:.4f}"
    cells["length"] = f"{scores.length_ratio:.2f}"
    cells |= {heading: f"{scores.flags.get(flag, 0.0):.1%}" for heading, flag in _SHARES.items()}
    cells["seg/s"] = _number(result.output.segments_per_second)
    cells["tok/s"] = _number(result.output.tokens_per_second)
    if compared:
        cells["p (BLEU)"] = _p(compared.bleu.p)
        cells["p (chrF++)"] = _p(compared.chrf.p)
    return cells


def _signatures(result: Result) -> Iterator[str]:
    scores, compared = result.scores, result.significance
    yield f"BLEU {compared.bleu.signature if compared else scores.bleu_signature}"
    yield f"chrF++ {compared.chrf.signature if compared else scores.chrf_signature}"
    if result.comet is not None:
        yield f"COMET {COMET}"


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _p(value: float | None) -> str:
    return "baseline" if value is None else f"{value:.3f}"


def _safe(name: str) -> str:
    """A name that is one part of a file's name on every system."""
    return re.sub(r"[^\w.-]+", "_", name).lstrip(".")[-60:] or "_"
