"""Learn the weights of :mod:`corpus.segment.headings`.

    python -m corpus.segment.train PAIRS MONOLINGUAL

PAIRS (source, Vietnamese, English) and MONOLINGUAL (source, Vietnamese) are tables of segmented text such as
``train.tsv.zst`` and ``mono.vi.tsv.zst``. A line without a full stop is joined to the line after it: the blank
between them is an end to be found, every other blank before a capitalised word is none. Headlines and laws teach how often
titles and names are capitalised inside a sentence. What is held out is measured and printed. The same input gives the same
weights; no text is kept but single words and pairs of words.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from corpus.pairs import read_lines
from corpus.segment.headings import THRESHOLD, WORD_AFTER_WORD, features

# News in the order of the documents; other news, headlines and laws. Not the rest of the monolingual table: its lines hold so
# many headings and captions that stand glued to a sentence, unmarked, that they would teach to leave them so.
_SOURCES = (
    ("evbnews", "vlsp20_news", "alt_wikinews", "xquad"),
    ("unc_dantri2020", "tintuchangngay_gov_society", "tintuchangngay_other", "vlc_laws"),
)
_LINES = 60_000  # of each source, lest one drown the others
_HELD_OUT = 0.2  # the last part of each source
# A word is one that opens sentences if it opens so many lines, and so large a share of its capitalised occurrences do.
_OPENINGS, _SHARE = 50, 0.9
_RAREST = 5  # a feature must occur so often


def read_sources(*tables: Path) -> dict[str, list[str]]:
    """Read the Vietnamese lines of the sources that are used, in their order.

    Raises:
        InputError: A table is missing or damaged.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for table, names in zip(tables, _SOURCES, strict=True):
        for line in read_lines(table):
            source, vietnamese, *_ = line.split("\t")
            if source in names and len(found[source]) < _LINES:
                found[source].append(" ".join(vietnamese.split()))
    return dict(found)


def openers(lines: Iterable[str]) -> set[str]:
    """Return the words that open sentences and are seldom capitalised inside one."""
    first, inside = Counter[str](), Counter[str]()
    for line in lines:
        first[line.split(" ", 1)[0].strip("\"'“”‘’(),:-")] += 1
        inside.update(match["opener"] for match in WORD_AFTER_WORD.finditer(line))
    return {
        word
        for word, count in first.items()
        if count >= _OPENINGS and word.isalpha() and word.istitle() and count >= _SHARE * (count + inside[word])
    }


def examples(lines: Sequence[str], words: set[str]) -> Iterator[tuple[list[str], int]]:
    """Yield the features of every place before one of the ``words`` where a heading might end, and 1 where a line does."""
    for line, following in pairwise(lines):
        text = f"{line} {following[:60]} "
        for match in WORD_AFTER_WORD.finditer(text):
            if match.start() > len(line):
                break
            if match["opener"] in words and (found := list(features(text, 0, match.start()))):
                yield found, int(match.start() == len(line))


def learn(parts: Sequence[Sequence[str]]) -> dict[str, float]:
    """Fit the regression to lines, each part of them in its order, and return the rows of ``weights.tsv``."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    words = openers(line for part in parts for line in part)
    data = [example for part in parts for example in examples(part, words)]
    vectorizer = CountVectorizer(analyzer=lambda found: found, binary=True, min_df=_RAREST)
    model = LogisticRegression(solver="liblinear", random_state=0)
    model.fit(vectorizer.fit_transform([found for found, _ in data]), np.array([label for _, label in data]))
    weights = dict(zip(vectorizer.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    weights["bias"] += float(model.intercept_[0])
    rows = {name: weight for name, weight in weights.items() if abs(weight) >= 0.05}
    # A word without a row is never asked for: it is where the segmenter looks first.
    rows |= {f"word {word}": weights.get(f"word {word}", 0.0) for word in words}
    return rows | {f"opens {word}": 1.0 for word in words}


def report(name: str, lines: Sequence[str], rows: Mapping[str, float]) -> None:
    """Print what the weights find in lines that they were not learnt from, at several thresholds."""
    words = {row.removeprefix("opens ") for row in rows if row.startswith("opens ")}
    places = [(sum(rows.get(row, 0.0) for row in found), label) for found, label in examples(lines, words)]
    for threshold in (THRESHOLD - 0.5, THRESHOLD, THRESHOLD + 0.5):
        taken = [label for score, label in places if score > threshold]
        right, ends = sum(taken), sum(label for _, label in places)
        print(f"{name} > {threshold:.1f}: {right} of {ends} ends, {len(taken) - right} wrong in {len(lines)} lines")


def main(arguments: Sequence[str]) -> None:
    """Learn from the two tables, write ``weights.tsv`` beside this file and report."""
    if len(arguments) != 2:
        raise SystemExit("usage: python -m corpus.segment.train PAIRS MONOLINGUAL")
    sources = read_sources(*map(Path, arguments))
    cut = {name: int(len(lines) * (1 - _HELD_OUT)) for name, lines in sources.items()}
    rows = learn([lines[: cut[name]] for name, lines in sources.items()])
    table = "".join(f"{name}\t{weight:.2f}\n" for name, weight in sorted(rows.items()))
    Path(__file__).with_name("weights.tsv").write_text(table, encoding="utf-8")
    for name, lines in sources.items():
        report(name, lines[cut[name] :], rows)


if __name__ == "__main__":
    main(sys.argv[1:])
