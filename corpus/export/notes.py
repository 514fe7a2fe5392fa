"""What an exporter tells a reader who knows no Vietnamese: what a doubt means, which words it is about, and a sentence word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from corpus.load import Row
from corpus.schema import FLAG_MEANINGS
from corpus.types import GlossedWord, Unanswered


class Explain(NamedTuple):
    """What knows both languages: ``unanswered`` finds in a Vietnamese and an English text what the other does not say, ``gloss`` takes
    the Vietnamese one apart."""

    unanswered: Callable[[str, str], Unanswered]
    gloss: Callable[[str, str], Iterable[GlossedWord]]


BETWEEN_WORDS: Final = " · "
ONE_SIDED: Final = frozenset({"omission", "addition"})


def unanswered(sentence: Row, explain: Explain) -> Unanswered:
    """Return what a sentence that is doubted for it says on one side only."""
    if ONE_SIDED.isdisjoint(sentence["flags"]):
        return Unanswered()
    return explain.unanswered(sentence["translation"]["vi"], sentence["translation"]["en"])


def word_by_word(gloss: Iterable[GlossedWord]) -> str:
    """Return a gloss as one line of English words; a word without one stands for itself, as names do."""
    return BETWEEN_WORDS.join(word.english or word.vietnamese for word in gloss)


def notes(sentence: Row, found: Unanswered) -> Iterator[tuple[str, str]]:
    """Yield each flag of a sentence with its meaning; ``found`` is what :func:`unanswered` returned."""
    vi, en = sentence["translation"]["vi"], sentence["translation"]["en"]
    for flag in sentence["flags"]:
        meaning = FLAG_MEANINGS.get(flag, "")
        if flag == "omission" and found.vietnamese:
            begin, end = found.vietnamese
            meaning += f": “{vi[begin:end]}”, word by word: {word_by_word(found.gloss)}"
        elif flag == "addition" and found.english:
            begin, end = found.english
            meaning += f": “{en[begin:end]}”"
        yield flag, meaning
