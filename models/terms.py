"""Terms whose English the user has decided on: found in Vietnamese, looked for in the translation."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"\Athe\s+", re.IGNORECASE)
# "residential groups", "the committee's", "authorities".
_ENDINGS: Final = r"(?:e?s|['’]s|s['’])?"


@dataclass(frozen=True)
class Term:
    """One entry of a glossary.

    ``accepted`` are the English forms that a translation may have; the first is the one to write. A ``vietnamese`` form with a capital
    beyond its first letter ("Bộ Quốc phòng") is found only where it stands with these capitals, any other one with and without.
    """

    vietnamese: str
    accepted: tuple[str, ...]

    @cached_property
    def _english(self) -> re.Pattern[str]:
        forms = (r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", _bare(form)))) for form in self.accepted)
        # The plural of "body" is "bodies".
        forms = (f"{form[:-1]}(?:y|ie)" if form.lower().endswith("y") else form for form in forms)
        return re.compile(rf"(?<!\w)(?:{'|'.join(forms)}){_ENDINGS}(?!\w)", re.IGNORECASE)

    def is_in(self, english: str) -> bool:
        """Whether ``english`` has one of the accepted forms; capitals, hyphens, articles and the plural make no difference."""
        return self._english.search(english) is not None

    def is_at(self, text: str, start: int) -> bool:
        """Whether ``text`` has the term from position ``start`` on."""
        end = start + len(self.vietnamese)
        there = text[start:end]
        # The first word of a sentence has its capital from there.
        same = there[1:] == self.vietnamese[1:] or not self.is_name
        return (
            same
            and there.lower() == self.vietnamese.lower()
            and not (text[end : end + 1].isalnum() and self.vietnamese[-1].isalnum())
        )

    @property
    def is_name(self) -> bool:
        """Whether the term is what a body, an office or a law is called: it has a capital beyond its first letter."""
        return self.vietnamese[1:] != self.vietnamese[1:].lower()


class Occurrence(NamedTuple):
    """A term in a text, and how it stands there."""

    term: Term
    text: str
    start: int

    @property
    def is_name(self) -> bool:
        """Whether it is written as a name is, with a capital that is the term's own or that no beginning of a sentence accounts for."""
        return self.term.is_name or (self.text[0].isupper() and (self.start > 0 or self.term.vietnamese[0].isupper()))


@dataclass(frozen=True)
class Terms:
    """A glossary. Where one term lies within another, the longer one counts."""

    terms: tuple[Term, ...] = ()

    @cached_property
    def _by_first_word(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = defaultdict(list)
        for term in sorted(self.terms, key=lambda term: -len(term.vietnamese)):
            found[_WORD.findall(term.vietnamese)[0].lower()].append(term)
        return dict(found)

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change with the terms."""
        entries = "\n".join("\t".join((term.vietnamese, *term.accepted)) for term in self.terms)
        return hashlib.sha256(entries.encode()).hexdigest()[:16]

    def in_text(self, text: str) -> list[Occurrence]:
        """Return the terms in ``text``, Vietnamese, in their order."""
        found: list[Occurrence] = []
        end = 0
        for word in _WORD.finditer(text) if self.terms else ():
            if word.start() < end:
                continue
            for term in self._by_first_word.get(word[0].lower(), ()):
                if term.is_at(text, word.start()):
                    end = word.start() + len(term.vietnamese)
                    found.append(Occurrence(term, text[word.start() : end], word.start()))
                    break
        return found

    def missing(self, source: str, target: str) -> list[Occurrence]:
        """Return the terms of ``source``, Vietnamese, that its translation ``target`` has in no accepted form."""
        return [occurrence for occurrence in self.in_text(source) if not occurrence.term.is_in(target)]


NO_TERMS: Final = Terms()


def make_terms(entries: Iterable[tuple[str, tuple[str, ...]]]) -> Terms:
    """Make a glossary of Vietnamese terms and what each may be in English; several entries for one term add up.

    Raises:
        ValueError: an entry has no Vietnamese word, or no English one.
    """
    collected: dict[str, dict[str, None]] = {}
    for vietnamese, accepted in entries:
        forms = [form for form in (" ".join(form.split()) for form in accepted) if _WORD.search(_bare(form))]
        vietnamese = " ".join(vietnamese.split())
        if not _WORD.match(vietnamese):
            raise ValueError(f"{vietnamese!r} does not begin with a letter or digit")
        if not forms:
            raise ValueError(f"{vietnamese!r} has no English")
        collected.setdefault(vietnamese, {}).update(dict.fromkeys(forms))
    return Terms(tuple(Term(vietnamese, tuple(forms)) for vietnamese, forms in collected.items()))


def _bare(english: str) -> str:
    return _ARTICLE.sub("", english)
