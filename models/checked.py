"""Translation as everything here does it: every segment checked, and translated again where a second attempt can mend what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from models.base import Translation, Translator
from models.checks import SERIOUS, check
from models.headlines import lost_verb, with_subject, without_subject
from models.names import lost_names
from models.preediting import pre_edit
from models.stand_ins import StandIns, Wanted
from models.terms import NO_TERMS, Terms

# What stand-ins can mend.
_WORDING: Final = frozenset({"name_mismatch", "term_mismatch"})


@dataclass(frozen=True, slots=True)
class CheckedTranslator:
    """A translator and the checks behind it. ``terms`` is the glossary that its translations are held to."""

    translator: Translator
    terms: Terms = NO_TERMS

    def translate(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> list[Translation]:
        """Translate segments; the flags of each translation are all doubts about it.

        ``progress`` is told how many more are done; what is translated a second time does not count again.
        """
        found = self._translate(texts, progress=progress)
        translations = [self._checked(text, translation) for text, translation in zip(texts, found, strict=True)]
        self._mend_loops(texts, translations)
        self._mend_headlines(texts, translations)
        self._mend_wording(texts, translations)
        return translations

    def _translate(self, texts: Sequence[str], **options: Any) -> list[Translation]:
        return self.translator.translate([pre_edit(text) for text in texts], **options)

    def _checked(self, text: str, translation: Translation) -> Translation:
        found = {*translation.flags, *check(text, translation.text)}
        if "empty" not in found and self.terms.missing(text, translation.text):
            found.add("term_mismatch")
        return replace(translation, flags=tuple(sorted(found)))

    def _mend_loops(self, texts: Sequence[str], translations: list[Translation]) -> None:
        """Translate segments that loop or did not come to an end once more, with repetition forbidden; keep what is better."""
        broken = [i for i, t in enumerate(translations) if {"repetition", "truncated"}.intersection(t.flags)]
        if not broken:
            return
        again = self._translate([texts[i] for i in broken], no_repeat_ngram=4)
        for i, second in zip(broken, again, strict=True):
            found = self._checked(texts[i], second)
            if not {"repetition", "truncated"}.intersection(found.flags):
                translations[i] = _repaired(found)

    def _mend_headlines(self, texts: Sequence[str], translations: list[Translation]) -> None:
        """Translate headlines that lost the verb they begin with once more, as sentences with a subject."""
        broken = [i for i, t in enumerate(translations) if lost_verb(texts[i], t.text)]
        if not broken:
            return
        again = self._translate([with_subject(texts[i]) for i in broken])
        for i, second in zip(broken, again, strict=True):
            english = without_subject(second.text)
            if english is None or lost_verb(texts[i], english):
                continue
            found = self._checked(texts[i], replace(second, text=english))
            if not SERIOUS & set(found.flags) - set(translations[i].flags):
                translations[i] = _repaired(found)

    def _mend_wording(self, texts: Sequence[str], translations: list[Translation]) -> None:
        """Translate segments that lost a name or a term once more, with stand-ins that every model can write, and put the words back."""
        stand_ins = {
            i: own
            for i, t in enumerate(translations)
            if _WORDING.intersection(t.flags) and (own := self._stand_ins(texts[i], t.text)).wanted
        }
        if not stand_ins:
            return
        again = self._translate([own.text for own in stand_ins.values()])
        for (i, own), second in zip(stand_ins.items(), again, strict=True):
            english = own.put_back(second.text)
            if english is None:
                continue
            found = self._checked(texts[i], replace(second, text=english))
            before, after = set(translations[i].flags), set(found.flags)
            if _WORDING & after < _WORDING & before and not SERIOUS & after - before:
                translations[i] = _repaired(found)

    def _stand_ins(self, source: str, target: str) -> StandIns:
        names = [Wanted.name(name) for name in lost_names(source, target)]
        # A term that is no name would not stand as the stand-in does: a verb, or a noun with an article.
        terms = [
            Wanted(found.text, found.term.accepted[0], "body")
            for found in self.terms.missing(source, target)
            if found.is_name
        ]
        return StandIns.of(source, [*terms, *names])


def _repaired(translation: Translation) -> Translation:
    return replace(translation, flags=tuple(sorted({*translation.flags, "repaired"})))
