"""Words that a model cannot be trusted with give way to names that every model knows how to write, and are put back in English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from models.names import Name, without_marks

Kind = Literal["man", "woman", "place", "body"]

_STAND_INS: Final[Mapping[Kind, Sequence[str]]] = {
    "man": ("Nguyễn Văn Nam", "Trần Văn Minh", "Lê Văn Long", "Phạm Văn Sơn"),
    "woman": ("Nguyễn Thị Lan", "Trần Thị Mai", "Lê Thị Hoa", "Phạm Thị Hà"),
    "place": ("Nam Định", "Thái Bình", "Hải Dương", "Ninh Bình", "Bình Dương", "Quảng Nam"),
    "body": ("UNESCO", "UNICEF", "NATO", "Interpol", "Microsoft", "Samsung"),
}
_WORD = re.compile(r"[^\W\d_]+")
# Words in front of a noun that has no other article then.
_DETERMINER = r"\b(?:the|a|an|this|that|his|her|its|their|our|former|deputy) |['’]s? "


class Wanted(NamedTuple):
    """Words of a Vietnamese text, what they have to be in English, and what is to stand in for them."""

    vietnamese: str
    english: str
    kind: Kind

    @classmethod
    def name(cls, name: Name) -> Wanted:
        """Return what is wanted of a name: its syllables without their marks."""
        kind: Kind = "place" if not name.person else "woman" if " Thị " in name.text else "man"
        return cls(name.text, without_marks(name.text), kind)


@dataclass(frozen=True, slots=True)
class StandIns:
    """A text in which words gave way to stand-ins, so that they can be put back in its translation.

    ``text`` is the Vietnamese text with the stand-ins, ``wanted`` has the English that each of them stands for.
    """

    text: str
    wanted: Mapping[str, str]

    @classmethod
    def of(cls, text: str, wanted: Sequence[Wanted]) -> StandIns:
        """Replace what is ``wanted`` in ``text``, as long as there are stand-ins that the text does not have already.

        A single syllable stays: it may stand inside another word.
        """
        left = {kind: [name for name in own if name not in text] for kind, own in _STAND_INS.items()}
        chosen: dict[str, str] = {}
        stand_ins: dict[str, str] = {}
        for vietnamese, english, kind in wanted:
            if left[kind] and " " in vietnamese and vietnamese not in stand_ins:
                stand_ins[vietnamese] = left[kind].pop(0)
                chosen[stand_ins[vietnamese]] = english
        if stand_ins:
            anything = "|".join(map(re.escape, sorted(stand_ins, key=len, reverse=True)))
            text = re.sub(rf"\b(?:{anything})\b", lambda match: stand_ins[match[0]], text)
        return cls(text, chosen)

    def put_back(self, english: str) -> str | None:
        """Return ``english``, the translation of ``text``, with what is wanted in the place of the stand-ins.

        ``None`` where it lacks a stand-in, or speaks of one by a part of its name: nothing of them may be left.
        """
        places = {stand_in: chr(0xE000 + number) for number, stand_in in enumerate(self.wanted)}
        for stand_in, place in places.items():
            english, times = re.subn(rf"\b{without_marks(stand_in)}\b", place, english)
            if not times:
                return None
        own = _WORD.findall(without_marks(self.text))
        for stand_in in self.wanted:
            for syllable in without_marks(stand_in).split():
                if own.count(syllable) <= self.text.count(stand_in) and re.search(rf"\b{syllable}\b", english):
                    return None
        for stand_in, place in places.items():
            english = _with(self.wanted[stand_in], place, english)
        return english


def _with(wanted: str, place: str, english: str) -> str:
    """Return ``english`` with ``wanted`` in its ``place``: without a "the" of its own behind another determiner."""
    noun = wanted[4:] if wanted.lower().startswith("the ") else wanted

    def fitting(match: re.Match[str]) -> str:
        if match["before"]:
            return match["before"] + noun
        return wanted[0].upper() + wanted[1:] if match.start() == 0 else wanted

    return re.sub(rf"(?P<before>{_DETERMINER})?{place}", fitting, english, flags=re.IGNORECASE)
