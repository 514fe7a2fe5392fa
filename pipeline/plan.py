"""What a run is going to do, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from corpus.types import Rejected

VARIANT: Final = "-"  # stands in no id


@dataclass(slots=True)
class Planned:
    """One article of the dataset: where it was found first, where else, how much there is to translate, and what it repeats."""

    id: str
    source: str
    duplicates: tuple[str, ...] = ()
    segments: int = 0
    characters: int = 0
    repeated: tuple[int, int] = (0, 0)

    @property
    def key(self) -> str:
        """What its translation is kept under: another one where more articles of its site made other paragraphs the site's."""
        first, last = self.repeated
        return f"{self.id}{VARIANT}{first}{VARIANT}{last}" if first or last else self.id


@dataclass(slots=True)
class Plan:
    """What the dataset will hold, in order, and what it cannot hold."""

    articles: list[Planned]
    quarantine: list[Rejected]
