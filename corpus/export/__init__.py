"""The finished dataset in forms that other programs and people read. An exporter is one file here and one line in :data:`EXPORTERS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.export.notes import Explain
from corpus.export.reading_room import write_reading_room
from corpus.export.tmx import write_tmx


@dataclass(frozen=True, slots=True)
class Exporter:
    """One form: ``write(dataset, target, explain)`` reads the dataset's folder and replaces ``target``, by default ``place`` in that
    folder; ``explain`` tells what is in doubt.

    ``opens`` is the path within ``target`` that a person opens.
    """

    write: Callable[[Path, Path, Explain], None]
    place: str
    opens: str = ""


EXPORTERS: Final[Mapping[str, Exporter]] = {
    "reader": Exporter(write_reading_room, "reader", opens="index.html"),
    "tmx": Exporter(write_tmx, "sentences.tmx"),
}
