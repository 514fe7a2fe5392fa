"""Splits a Vietnamese segment that is longer than a model's window where the sense breaks, so that nothing is cut off."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

# Best boundary first; a cut falls on the white space that group 1 of a match covers.
BOUNDARIES = (
    # The end of a sentence. Every Vietnamese word has a vowel: what has none before its full stop (TP., GS.) is short for one.
    # Tried once from the start of a word, so that one of a megabyte takes no longer than a megabyte of words.
    re.compile(
        r"""(?:\d|(?<![^\W\d_])[b-df-hj-np-tv-xzđ]*+[^\W\d_b-df-hj-np-tv-xzđ])[^\W\d_]*+[.!?…]++["'”’»)\]]*+(\s+)""",
        re.IGNORECASE,
    ),
    re.compile(r"""[;:—–]["'”’»)\]]*(\s+)"""),
    re.compile(r""",["'”’»)\]]*(\s+)"""),
    re.compile(
        r"(\s+)(?:và|nhưng|hoặc|hay|mà|vì|nên|để|khi|nếu|song|còn|rằng|do|trong khi|đồng thời|tuy nhiên|bởi|cùng với)\s"
    ),
    re.compile(r"(\s+)"),
)


def split(text: str, length: Callable[[str], int], window: int) -> list[str]:
    """Splits ``text`` into parts of at most ``window`` tokens, as ``length`` counts them, balanced in size.

    The parts hold every word of the text in order. Only a single word longer than the window is cut inside.
    """
    text = text.strip()
    tokens = length(text)
    if tokens <= window or len(text) < 2:
        return [text] if text else []
    count = math.ceil(tokens / window)
    end, start = _best_cut(text, ideal=len(text) * (count // 2) / count, tolerance=len(text) / (2 * count))
    return [*split(text[:end], length, window), *split(text[start:], length, window)]


def _best_cut(text: str, *, ideal: float, tolerance: float) -> tuple[int, int]:
    """Where the left part ends and the right part starts: the best kind of boundary that is not too far from ``ideal``."""
    spans: list[tuple[int, int]] = []
    for boundary in BOUNDARIES:
        spans = [match.span(1) for match in boundary.finditer(text)]
        near = [span for span in spans if abs(span[0] - ideal) <= tolerance]
        if near:
            return min(near, key=lambda span: abs(span[0] - ideal))
    if spans:
        return min(spans, key=lambda span: abs(span[0] - ideal))
    middle = min(max(round(ideal), 1), len(text) - 1)
    return middle, middle
