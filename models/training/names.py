"""Other names in the same sentences: what teaches a model to spell any name rather than to know some.

Parallel texts name few people and places, and the same ones again and again, while a provincial paper names others in every
sentence. Where a name stands on both sides, Vietnamese with its marks and English without, another one is put in its place on both.
Its syllables are drawn in half from names, in a quarter evenly from all that stand in names, and in a quarter evenly from every
syllable of the texts, so that the rare ones are met, too.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from models.names import FAMILY_NAMES, capitalised, is_syllable, without_marks

_WORD = re.compile(r"[^\W\d_]+")
_FAMILIES: Final = frozenset(FAMILY_NAMES)
_LONGEST: Final = 4
_PLACEHOLDERS: Final = 0xE000  # Unicode's private use area, which no text has
_ADDRESSED = r"\b([Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô) {}(?! ?[A-ZĐ])\b"


class OtherNames:
    """Puts drawn names in the place of those that a pair has on both sides."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Learns the syllables from ``pairs`` of Vietnamese and English."""
        self.with_names: list[int] = []
        """The pairs, counted from 0, that can be given other names."""
        named: Counter[str] = Counter()
        in_runs: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for number, (vi, en) in enumerate(pairs):
            seen.update(word for word in _WORD.findall(vi) if word.islower())
            for _, run in capitalised(vi):
                in_runs.update(run[1:])
            if found := names_on_both_sides(vi, en):
                self.with_names.append(number)
                named.update(syllable for name in found for syllable in name.split())
        self._named = sorted(named.elements())
        self._in_runs = sorted(syllable for syllable, times in in_runs.items() if times > 1) or self._named
        self._seen = (
            sorted(word.capitalize() for word, times in seen.items() if times > 2 and is_syllable(word)) or self._named
        )

    def swapped(self, vi: str, en: str, draw: random.Random) -> tuple[str, str] | None:
        """Return the pair with other names; ``None`` where it has none on both sides, or one that cannot be followed through."""
        found = names_on_both_sides(vi, en)
        if not found:
            return None
        # Placeholders keep a name that was put in from being taken for one that is to be replaced.
        filled: dict[str, str] = {}
        for number, name in enumerate(found):
            place, last_place = chr(_PLACEHOLDERS + 2 * number), chr(_PLACEHOLDERS + 2 * number + 1)
            filled[place] = self._name(name, draw)
            filled[last_place] = filled[place].split()[-1]
            vi = re.sub(rf"\b{name}\b", place, vi)
            en = re.sub(rf"\b{without_marks(name)}\b", place, en)
        for number, name in enumerate(found):  # "ông Phúc" behind "Nguyễn Xuân Phúc"
            last, last_place = name.split()[-1], chr(_PLACEHOLDERS + 2 * number + 1)
            shown = re.compile(rf"\b{without_marks(last)}\b")
            if shown.search(en):
                vi, times = re.subn(_ADDRESSED.format(last), rf"\1 {last_place}", vi)
                if not times:
                    return None
                en = shown.sub(last_place, en)
        for place, new in filled.items():
            vi, en = vi.replace(place, new), en.replace(place, without_marks(new))
        return vi, en

    def _name(self, old: str, draw: random.Random) -> str:
        first, *others = old.split()
        pools = [draw.choice((self._named, self._named, self._in_runs, self._seen)) for _ in others]
        head = draw.choice(FAMILY_NAMES) if first in _FAMILIES else draw.choice(self._named)
        return " ".join([head, *(draw.choice(pool) for pool in pools)])


def names_on_both_sides(vi: str, en: str) -> list[str]:
    """Return the names of two to four syllables in ``vi`` that stand in ``en`` without their marks, each once, longest first."""
    found: dict[str, None] = {}
    for _, run in capitalised(vi):
        begin = 0
        while begin < len(run) - 1:
            for end in range(min(len(run), begin + _LONGEST), begin + 1, -1):
                name = " ".join(run[begin:end])
                if re.search(rf"\b{without_marks(name)}\b", en):
                    found[name] = None
                    begin = end - 1
                    break
            begin += 1
    return sorted(found, key=len, reverse=True)
