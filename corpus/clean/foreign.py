"""Paragraphs in another language inside a Vietnamese document: an English abstract, a version for visitors.

A Vietnamese translator makes nonsense of them, so they are no article text. They are found paragraph by paragraph, since the
language of a whole document says nothing about its parts.
"""

from __future__ import annotations

from corpus.language import language_of

_LETTERS = 40  # fewer say too little about their language
_SMALL = 0.5  # at least this share of the words of a running text in Latin script begins with a small letter
_SAMPLE = 600  # characters


def is_foreign(text: str) -> bool:
    """Say whether ``text`` is running text in another language. A row of names is none, whatever language they look like."""
    sample = text[:_SAMPLE]
    # A Vietnamese letter with a mark takes two or three bytes, and every other word has one; English has none, Chinese nothing else.
    if 0.12 < len(sample.encode("utf-8", "surrogatepass")) / len(sample) - 1 < 0.6:
        return False
    letters = sum(map(str.isalpha, sample))
    if letters < _LETTERS:
        return False
    words = sample.split()
    latin = sum("a" <= character <= "z" for character in sample.lower()) > 0.5 * letters
    if latin and sum(word[0].islower() for word in words) < _SMALL * len(words):
        return False
    return language_of(text).code not in ("vi", "und")


def is_plain(text: str) -> bool:
    """Say whether ``text`` has letters, and none that only Vietnamese or another script has: a heading beside a foreign paragraph."""
    return text.isascii() and any(map(str.isalpha, text))
