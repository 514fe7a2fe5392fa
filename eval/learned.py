"""What a learned model makes of the lines of a text page, so that the rules have something to be better than.

Logistic regression over what a person could name: a line's length, marks, capitals, figures and words, its place on the page, and
the same of its neighbours. It is taught on the other sites' pages and tested on a site's own. It is for comparison only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log2
from typing import Any, Final

from corpus.dates import parse_date

NEIGHBOURS: Final = (-2, -1, 1, 2)
_WORD = re.compile(r"\w+")


class LearnedLines:
    """A line classifier, taught on pages whose lines are labelled."""

    def __init__(self, pages: Sequence[tuple[Sequence[str], Sequence[str]]]) -> None:
        """``pages`` are the lines of each page and their labels."""
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        self._model = make_pipeline(DictVectorizer(), LogisticRegression(C=1.0, max_iter=2000))
        features = [line for lines, _ in pages for line in features_of(lines)]
        self._model.fit(features, [label for _, labels in pages for label in labels])

    def labels(self, lines: Sequence[str]) -> list[str]:
        """The label of each line of a page."""
        return [str(label) for label in self._model.predict(list(features_of(lines)))] if lines else []


def features_of(lines: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield what the model knows of each line."""
    alone = [_of_line(line) for line in lines]
    for number, own in enumerate(alone):
        found = dict(own)
        found["from the top"] = min(number, 15) / 15
        found["from the end"] = min(len(lines) - 1 - number, 15) / 15
        found["place"] = number / len(lines)
        for step in NEIGHBOURS:
            there = number + step
            beside = alone[there] if 0 <= there < len(lines) else {"none": 1.0}
            found |= {f"{step}: {name}": value for name, value in beside.items() if not name.startswith("word ")}
        found |= {f"word {word}": 1.0 for word in _WORD.findall(lines[number].lower())}
        yield found


def _of_line(line: str) -> dict[str, float]:
    words = line.split()
    letters = [c for c in line if c.isalpha()]
    length = log2(1 + len(words))
    return {
        "length": length / 8,
        f"length about {round(length)}": 1.0,
        "full stop": float(line.rstrip("\"'”’»)]").endswith((".", "!", "?"))),
        "colon": float(line.endswith(":")),
        "comma": float("," in line),
        "begins small": float(line[:1].islower()),
        "begins with a mark": float(not line[:1].isalnum()),
        "figures": sum(c.isdigit() for c in line) / max(1, len(line)),
        "capitals": sum(c.isupper() for c in letters) / max(1, len(letters)),
        "names": sum(word[:1].isupper() for word in words) / max(1, len(words)),
        "date": float(len(words) <= 12 and parse_date(line) is not None),
    }
