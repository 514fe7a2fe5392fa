"""Finds paragraphs that a site prints under article after article, which nothing on a single page gives away.

An invitation to subscribe, the address of the editorial office: running text like the article's own, until the next page has it too.
A sentence of news is seldom repeated to the letter, but it is: what led up to a trial stands under every report on it, and "The ministry
answers as follows:" in every answer. So only what half of a site's articles begin or end with is taken out, the figures
included, and kept in ``removed``.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b

from corpus.clean.flags import removal_flags
from corpus.types import Article, Removed, Segment

FIRST, LAST = 2, 6
"""Paragraphs of an article that are looked at, from its beginning and from its end: so many on end can be the site's."""
ARTICLES = 5
"""So many of a site's articles repeat a paragraph at least."""
SHARE = 0.5
"""And so many of all those of the site in the run."""
REASON = "repeated"
"""What ``removed`` says of such a paragraph."""
FLAG = "repeated_removed"
"""What ``flags`` says of an article that lost one: a page alone does not show what decided it."""

_NOTHING = 0
# The same few pairs for any number of articles.
_COUNTS = [[(first, last) for last in range(LAST + 1)] for first in range(FIRST + 1)]


class RepeatedParagraphs:
    """Takes articles one by one, keeps some seventy bytes of each, and tells in the end what each repeats."""

    def __init__(self) -> None:
        """Without articles."""
        self._digests = array("Q")  # eight bytes each, FIRST + LAST for an article
        self._sites = array("I")
        self._numbers: dict[str, int] = {}

    def add(self, site: str, text: str) -> None:
        """Take the next article: the ``site`` that it is from, and its text."""
        self._sites.append(self._numbers.setdefault(site, len(self._numbers)))
        paragraphs = text.split("\n\n")
        first, last = paragraphs[:FIRST], paragraphs[FIRST:][: -LAST - 1 : -1]
        for part, slots in ((first, FIRST), (last, LAST)):
            self._digests.extend(map(_digest, part))
            self._digests.extend([_NOTHING] * (slots - len(part)))

    def found(self, left_out: Collection[int] = ()) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield the articles that repeat something, counted from 0, each with how many paragraphs at its beginning and at its end.

        The articles ``left_out`` are no article of any site: copies of others, say.
        """
        import numpy as np

        sites = np.frombuffer(self._sites, np.uint32)
        digests = np.frombuffer(self._digests, np.uint64).reshape(-1, FIRST + LAST)
        counted = np.ones(len(sites), bool)
        counted[list(left_out)] = False
        order = np.argsort(sites, kind="stable")
        order = order[counted[order]]
        for own in np.split(order, np.flatnonzero(np.diff(sites[order])) + 1):
            rows = np.sort(digests[own], axis=1)
            rows[:, 1:][rows[:, 1:] == rows[:, :-1]] = _NOTHING  # an article counts once
            values, counts = np.unique(rows, return_counts=True)
            repeated = values[(counts >= max(ARTICLES, SHARE * len(own))) & (values != _NOTHING)]
            if not len(repeated):
                continue
            # How many on end from either end: those before the first that is not repeated.
            on_end = np.isin(digests[own], repeated)
            starts = np.cumprod(on_end[:, :FIRST], axis=1).sum(axis=1)
            ends = np.cumprod(on_end[:, FIRST:], axis=1).sum(axis=1)
            for index in np.flatnonzero(starts + ends).tolist():
                yield int(own[index]), _COUNTS[int(starts[index])][int(ends[index])]


def without(article: Article, repeated: tuple[int, int], *, min_words: int) -> Article:
    """The article without so many paragraphs at its beginning and at its end; as it was where fewer than ``min_words`` words are left."""
    paragraphs = article.text.split("\n\n")
    first, last = repeated
    kept = list(range(first, len(paragraphs) - last))
    if not any(repeated) or sum(len(paragraphs[number].split()) for number in kept) < min_words:
        return article
    gone = [*range(first), *range(len(paragraphs) - last, len(paragraphs))]
    removed = [Removed(article.lines[number], paragraphs[number], REASON) for number in gone]
    every = sorted((*article.removed, *removed), key=lambda item: item.line)
    return replace(
        article,
        text="\n\n".join(paragraphs[number] for number in kept),
        segments=tuple(_renumbered(article.segments, paragraphs, kept)),
        lines=tuple(article.lines[number] for number in kept),
        removed=tuple(every),
        flags=tuple(dict.fromkeys((*article.flags, *removal_flags(every), FLAG))),
    )


def without_repeated(articles: Iterable[tuple[str, Article]], *, min_words: int) -> list[Article]:
    """All of ``articles``, each given with its site, without what they repeat."""
    repeated, own = RepeatedParagraphs(), []
    for site, article in articles:
        repeated.add(site, article.text)
        own.append(article)
    found = dict(repeated.found())
    return [without(article, found.get(index, (0, 0)), min_words=min_words) for index, article in enumerate(own)]


def _digest(paragraph: str) -> int:
    """Eight bytes that stand for a paragraph; none for one that leads over to the next, and so belongs to the article."""
    if paragraph.endswith(":"):
        return _NOTHING
    return int.from_bytes(blake2b(paragraph.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1


def _renumbered(segments: Iterable[Segment], paragraphs: list[str], kept: list[int]) -> Iterable[Segment]:
    """The segments of the paragraphs ``kept`` and those outside the text, as if the others had never been there."""
    new = {old: number for number, old in enumerate(kept)}
    shift, before, now = {}, 0, 0
    for number, paragraph in enumerate(paragraphs):
        if number in new:
            shift[number] = now - before
            now += len(paragraph) + 2
        before += len(paragraph) + 2
    index = 0
    for segment in segments:
        place = segment.paragraph
        if segment.role == "caption" and place is not None:
            # It follows what is left of the text before it.
            place = bisect_right(kept, place) - 1
            segment = replace(segment, paragraph=place if place >= 0 else None)
        elif place is not None:
            if place not in new:
                continue
            start = (segment.start or 0) + shift[place]
            segment = replace(segment, paragraph=new[place], start=start, end=(segment.end or 0) + shift[place])
        yield replace(segment, index=index)
        index += 1
