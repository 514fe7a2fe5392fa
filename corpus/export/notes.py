"""What an exporter tells a reader who knows no Vietnamese: what a doubt means, which words it is about, and a sentence word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from corpus.load import Row
from corpus.schema import FLAG_MEANINGS
from corpus.types import GlossedWord, OneSided


class Explain(NamedTuple):
    """What knows both languages: ``one_sided`` finds in a Vietnamese and an English text what the other does not say, ``gloss`` takes
    the Vietnamese one apart."""

    one_sided: Callable[[str, str], OneSided]
    gloss: Callable[[str, str], Iterable[GlossedWord]]


BETWEEN_WORDS: Final = " · "
ONE_SIDED: Final = frozenset({"omission", "addition"})


def one_sided(sentence: Row, explain: Explain) -> OneSided:
    """Return what a sentence that is doubted for it says on one side only."""
    if ONE_SIDED.isdisjoint(sentence["flags"]):
        return OneSided()
    return explain.one_sided(sentence["translation"]["vi"], sentence["translation"]["en"])


def word_by_word(gloss: Iterable[GlossedWord]) -> str:
    """Return a gloss as one line of English words; a word without one stands for itself, as names do."""
    return BETWEEN_WORDS.join(word.english or word.vietnamese for word in gloss)


def without_counterpart(sentence: Row, explain: Explain) -> str:
    """Return the words of a sentence that nothing on the other side answers to, the Vietnamese ones with what they mean."""
    vi, en = sentence["translation"]["vi"], sentence["translation"]["en"]
    if not sentence["unanswered"]["vi"] and not sentence["unanswered"]["en"]:
        return ""
    here = [
        f"{word.vietnamese} ({word.english})" if word.english else word.vietnamese
        for word in explain.gloss(vi, en)
        if not word.answered
    ]
    there = [en[span["start"] : span["end"]] for span in sentence["unanswered"]["en"]]
    return " | ".join(", ".join(words) for words in (here, there) if words)


def notes(sentence: Row, found: OneSided) -> Iterator[tuple[str, str]]:
    """Yield each flag of a sentence with its meaning; ``found`` is what :func:`one_sided` returned."""
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
