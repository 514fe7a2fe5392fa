"""Precision, recall and F1 of what was found against what is right, for everything here that is counted so."""

from __future__ import annotations


class Agreement:
    """Gives whatever counts ``right``, ``found`` and ``gold`` (wanted) its shares, 0 to 1; 0 where there is nothing to count."""

    __slots__ = ()
    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0
