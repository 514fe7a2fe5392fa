"""How much memory a run takes: the peak of ``songngu run`` over few articles and over many.

    python -m eval.memory TRANSLATOR FEW MANY FILE...

The articles are six segments each, drawn from the Vietnamese sides of the files. All but a dozen segments come from a cache that was
filled before, so what is seen is what a run holds for each article and not how much a batch takes.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eval.testsets import read_sets

SEED: Final = 3
SEGMENTS_IN_ARTICLE: Final = 6
NEW: Final = 12
"""Segments of each run that are in no cache."""
WORDS: Final = 13
"""A segment has so many at least: six of them are text enough for an article."""


@dataclass(frozen=True, slots=True)
class Peak:
    """The largest resident set of a run over ``articles``, in megabytes (2**20 bytes), and the ``seconds`` that it took."""

    articles: int
    megabytes: float
    seconds: float


def peaks(translator: str, counts: Sequence[int], segments: Sequence[str], folder: Path) -> Iterator[Peak]:
    """Run over so many articles for each of ``counts``, one after the other, in processes of their own.

    ``folder`` takes articles, datasets and cache. Raises ``ValueError`` where there are too few ``segments`` of ``WORDS`` words, and
    ``subprocess.CalledProcessError`` where a run fails.
    """
    usable = list(dict.fromkeys(segment for segment in segments if len(segment.split()) >= WORDS))
    if len(usable) < NEW * len(counts) + SEGMENTS_IN_ARTICLE:
        raise ValueError(f"too few segments of {WORDS} words: {len(usable)}")
    new, known = usable[: NEW * len(counts)], usable[NEW * len(counts) :]
    rows = (known[start : start + SEGMENTS_IN_ARTICLE] for start in range(0, len(known), SEGMENTS_IN_ARTICLE))
    _run(translator, rows, folder / "all")  # fills the cache, and converts the model
    for number, count in enumerate(counts):
        draw = random.Random(SEED)
        own = new[number * NEW : (number + 1) * NEW]
        articles = ([*draw.sample(known, SEGMENTS_IN_ARTICLE), *own[at::count]] for at in range(count))
        yield _run(translator, articles, folder / str(count))


def _run(translator: str, articles: Iterable[list[str]], out: Path) -> Peak:
    source = out.with_suffix(".jsonl")
    written = 0
    with source.open("w", encoding="utf-8") as file:
        for paragraphs in articles:
            file.write(json.dumps({"text": "\n\n".join(paragraphs)}, ensure_ascii=False) + "\n")
            written += 1
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "run", str(source), "-o", str(out)]
    command += ["--translator", translator, "--beams", "1"]
    environment = {**os.environ, "SONGNGU_CACHE": str(out.parent / "cache")}
    begin = time.monotonic()
    with out.with_suffix(".log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, out.with_suffix(".log").read_bytes())
    unit = 1 if sys.platform == "darwin" else 1024
    return Peak(written, usage.ru_maxrss * unit / 2**20, time.monotonic() - begin)


def main(arguments: list[str]) -> int:
    """``python -m eval.memory TRANSLATOR FEW MANY FILE...`` prints both peaks and by how much the second is above the first."""
    if len(arguments) < 4 or not all(count.isdecimal() and int(count) for count in arguments[1:3]):
        print(__doc__, file=sys.stderr)
        return 2
    segments = [pair.vi for found in read_sets(list(map(Path, arguments[3:]))) for pair in found.pairs]
    with tempfile.TemporaryDirectory() as folder:
        measured = []
        for peak in peaks(arguments[0], [int(arguments[1]), int(arguments[2])], segments, Path(folder)):
            print(f"{peak.articles:,} articles: {peak.megabytes:.0f} MB, {peak.seconds:.0f} s", flush=True)
            measured.append(peak.megabytes)
    print(f"{measured[1] / measured[0] - 1:+.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
