"""Makes parallel text fit to train on: what is not a translation, or stands in a test set, goes, and a report says how much of it.

Web-mined corpora hold pairs that do not belong together, copies, and sentences of well-known test sets; a score on a test set
whose sentences were trained on means nothing.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from corpus.types import ParallelPair
from models.checks import check

NGRAM: Final = 5
NEAR: Final = 0.5
"""A pair is a near-copy of a held-out one if it has at least this share of the word 5-grams of either of its sides."""

# A reference translation may well say a number in words or be free; what is dropped must be wrong for certain.
WRONG: Final = {"empty", "repetition", "copied_source"}
MAX_WORDS: Final = 200
MIN_RATIO, MAX_RATIO = 0.25, 2.5
"""English words for each Vietnamese syllable; outside, one side says more than the other."""
_NAMEABLE: Final = 8  # words from which a text's language can be told
_WORD = re.compile(r"\w+")
# The parent of the embedded model has no piece for these.
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "…": "..."})


class HeldOut:
    """Recognises sentences of test sets, whole or in large part, in either language."""

    def __init__(self, pairs: Iterable[ParallelPair]) -> None:
        """``pairs`` are those of all test and development sets."""
        self._exact: set[tuple[str, str]] = set()
        self._sizes: list[int] = []
        self._with_gram: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for pair in pairs:
            for side, text in _sides(pair):
                words = _folded(text)
                self._exact.add((side, " ".join(words)))
                grams = _grams(side, words)
                if len(grams) > 2:  # what is shorter is common property
                    for gram in grams:
                        self._with_gram[gram].append(len(self._sizes))
                    self._sizes.append(len(grams))

    def match(self, pair: ParallelPair) -> str | None:
        """``test_copy`` for a pair with a side of a test set, ``test_near_copy`` for one with most of it, else ``None``.

        A text of fewer than four words ("How is it treated?" has four) proves nothing and matches nothing.
        """
        for side, text in _sides(pair):
            words = _folded(text)
            if len(words) > 3 and (side, " ".join(words)) in self._exact:
                return "test_copy"
            shared = Counter(number for gram in _grams(side, words) for number in self._with_gram.get(gram, ()))
            if any(count >= NEAR * self._sizes[number] for number, count in shared.items()):
                return "test_near_copy"
        return None


class Preparation:
    """Takes pairs in and lets the good ones out; counts what became of every one."""

    def __init__(
        self,
        held_out: Iterable[ParallelPair] = (),
        *,
        caps: Mapping[str, int] | None = None,
        normalize: Callable[[str], str] = lambda text: unicodedata.normalize("NFC", text),
        language_of: Callable[[str], str] | None = None,
    ) -> None:
        """``caps`` bounds the pairs of a source. ``normalize`` is what articles go through before they are translated.

        ``language_of`` returns an ISO 639-1 code; without it no language is checked.
        """
        self._held_out = HeldOut(held_out)
        self._caps = dict(caps or {})
        self._normalize, self._language_of = normalize, language_of
        self._seen: set[bytes] = set()
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        """For each source how many pairs were ``kept``, and how many were dropped for which reason."""

    def __call__(self, pairs: Iterable[ParallelPair]) -> Iterator[ParallelPair]:
        """Yields what can be trained on, cleaned, in order."""
        for raw in pairs:
            pair = ParallelPair(
                self._clean(raw.vi), self._clean(unicodedata.normalize("NFC", raw.en).translate(_PLAIN)), raw.source
            )
            reason = self._fault(pair)
            self.counts[pair.source][reason or "kept"] += 1
            if reason is None:
                yield pair

    def _clean(self, text: str) -> str:
        return " ".join(self._normalize(text).split())

    def _fault(self, pair: ParallelPair) -> str | None:
        """Why a pair cannot be used, ``None`` where it can."""
        syllables, words = len(_WORD.findall(pair.vi)), len(_WORD.findall(pair.en))
        if not syllables or not words:
            return "empty"
        if max(syllables, words) > MAX_WORDS:
            return "too_long"
        if syllables > 3 and not MIN_RATIO <= words / syllables <= MAX_RATIO:
            return "length_ratio"
        if wrong := WRONG.intersection(check(pair.vi, pair.en)):
            return min(wrong)
        if self._language_of and syllables >= _NAMEABLE and self._language_of(pair.vi) != "vi":
            return "not_vietnamese"
        if self._language_of and words >= _NAMEABLE and self._language_of(pair.en) != "en":
            return "not_english"
        if match := self._held_out.match(pair):
            return match
        key = hashlib.blake2b("\t".join(" ".join(_folded(text)) for _, text in _sides(pair)).encode(), digest_size=12)
        if key.digest() in self._seen:
            return "duplicate"
        if self.counts[pair.source]["kept"] >= self._caps.get(pair.source, MANY):
            return "over_cap"
        self._seen.add(key.digest())
        return None


MANY: Final = 1 << 62


def _sides(pair: ParallelPair) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("vi", pair.vi), ("en", pair.en)


def _folded(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _grams(side: str, words: list[str]) -> set[tuple[str, ...]]:
    return {(side, *words[start : start + NGRAM]) for start in range(len(words) - NGRAM + 1)}
