"""Text whose lines were broken at a fixed width, put back into paragraphs.

Mail, old converters and terminals break a line every 70 or 80 characters, in the middle of sentences; a page's source may be broken
so, tags and all, and what a crawler saved of it then has lines of many lengths. Cleaning looks at one paragraph at a time, so the
lines are joined first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

_WIDTHS = range(50, 111)
_LENGTHS = range(30, 121)  # of lines that only markup, which is gone, made shorter than the width
_SLACK = (
    12  # a line ends at most so many characters before the width: the next word, of seven letters at most, did not fit
)
_BREAKS = 4  # so many breaks inside sentences, or the page is not hard-wrapped
_ENDED = re.compile(r"[.!?:;…][)\]\"'”’»]*$")
_STARTS_ANEW = re.compile(r"(?:[-–+•*]|\(?[a-zđ0-9]{1,2}[).])\s|#{1,6}\s|[>|]", re.IGNORECASE)


def hard_wrapped(lines: Sequence[str]) -> list[list[int]] | None:
    """Return the line numbers of each paragraph, or ``None`` where the page is not hard-wrapped.

    It is where a line that ends inside a sentence, before a small letter, is nearly always as long as a common width allows, or where
    the lines between two empty ones mostly end so. ``lines`` are normalised; an indented line begins a paragraph. Empty lines are in
    no paragraph.
    """
    breaks = [
        len(line.rstrip())
        for line, following in pairwise(lines)
        if following[:1].islower() and line and not _ENDED.search(line, max(0, len(line) - 8))
    ]
    if len(breaks) < _BREAKS:
        return None
    width = sorted(breaks)[int(0.95 * (len(breaks) - 1))]
    if width not in _WIDTHS or sum(width - _SLACK <= length <= width for length in breaks) < 0.8 * len(breaks):
        return _blocks(lines)
    paragraphs: list[list[int]] = []
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        above = lines[number - 1] if number else ""
        goes_on = (
            above.strip()
            and width - _SLACK <= len(above.rstrip()) <= width + _SLACK
            and not _STARTS_ANEW.match(line.strip())
            and (above[0] == " " or line[0] != " ")
        )
        if goes_on and paragraphs:
            paragraphs[-1].append(number)
        else:
            paragraphs.append([number])
    return paragraphs


def _blocks(lines: Sequence[str]) -> list[list[int]] | None:
    """Return the lines between two empty ones as paragraphs where they are broken inside sentences, other lines alone."""
    blocks = [
        [number for number, _ in run]
        for written, run in groupby(enumerate(lines), key=lambda item: bool(item[1].strip()))
        if written
    ]
    paragraphs: list[list[int]] = []
    breaks = 0
    for block in blocks:
        inside = sum(
            lines[following][:1].islower() and not _ENDED.search(lines[number], max(0, len(lines[number]) - 8))
            for number, following in pairwise(block)
        )
        full = all(len(lines[number]) in _LENGTHS and "](" not in lines[number] for number in block[:-1])
        if (
            full
            and 2 * inside >= len(block) - 1 > 0
            and not any(map(_STARTS_ANEW.match, (lines[n] for n in block[1:])))
        ):
            breaks += inside
            paragraphs.append(block)
        else:
            paragraphs += [[number] for number in block]
    return paragraphs if breaks >= _BREAKS else None
