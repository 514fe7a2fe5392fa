"""How counts are said in English."""

from __future__ import annotations

from collections.abc import Mapping


def counted(number: int, noun: str) -> str:
    """Return a count with its noun: "1 article", "1,234 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(counts: Mapping[str, int]) -> str:
    """Return the counts of flags or reasons in words: "1 number mismatch, 2 too short"."""
    return ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
