"""A translator of known faults: it answers what a test says, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.base import Translation


class Scripted:
    """Translates a segment into what ``answer`` makes of it."""

    name = fingerprint = "scripted"

    def __init__(self, answer: Callable[[str], str]) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def load(self) -> None:
        """It has nothing to load."""

    def translate(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None, no_repeat_ngram: int = 0
    ) -> list[Translation]:
        """Translate."""
        self.asked += texts
        return [Translation(self.answer(text), 0.5) for text in texts]
