"""Text whose lines were broken at a fixed width, put back into paragraphs.

Mail, old converters and terminals break a line every 70 or 80 characters, in the middle of sentences. Cleaning looks at one
paragraph at a time, so the lines are joined first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_WIDTHS = range(50, 111)
_SLACK = (
    12  # a line ends at most so many characters before the width: the next word, of seven letters at most, did not fit
)
_BREAKS = 4  # so many breaks inside sentences, or the page is not hard-wrapped
_ENDED = re.compile(r"[.!?:;…][)\]\"'”’»]*$")
_STARTS_ANEW = re.compile(r"(?:[-–+•*]|\(?[a-zđ0-9]{1,2}[).])\s|#{1,6}\s|[>|]", re.IGNORECASE)


def hard_wrapped(lines: Sequence[str]) -> list[list[int]] | None:
    """Return the line numbers of each paragraph, or ``None`` where the page is not hard-wrapped.

    It is where a line that ends inside a sentence, before a small letter, is nearly always as long as a common width allows.
    ``lines`` are normalised; an indented line begins a paragraph. Empty lines are in no paragraph.
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
        return None
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
