"""What Vietnamese words mean, for readers who know none: a small dictionary of news and offices.

``dictionary.tsv`` holds the syllables and the words of two syllables that Vietnamese news has most, each with up to four senses, the
commonest first. A large language model wrote it for songngu, from the bare list of words; no person checked it. Two syllables with "-"
stand together often and are no word.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

DICTIONARY: Final = Path(__file__).with_name("dictionary.tsv")
NO_WORD: Final = ()

_SHOWN: Final = 2  # more would hide the sentence
_STEM: Final = 4  # letters: "investigate" and "investigation" are one sense for who wants the gist


@cache
def _entries() -> dict[str, tuple[str, ...]]:
    lines = DICTIONARY.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {word: NO_WORD if senses == "-" else tuple(senses.split("; ")) for word, senses in rows}


def senses(word: str) -> tuple[str, ...] | None:
    """Return what ``word``, in small letters, may mean; :data:`NO_WORD` where it is known to be none, ``None`` where it is not listed."""
    return _entries().get(word)


def in_short(senses: tuple[str, ...]) -> str:
    """Return the commonest sense and the first one that differs from it: "road/sugar"."""
    shown: list[str] = []
    for sense in senses:
        if all(sense[:_STEM] != other[:_STEM] for other in shown):
            shown.append(sense)
    return "/".join(shown[:_SHOWN])
