"""The stations that an article passes, each a small class with one public method that turns a shard of its input into output.

A stage knows nothing of files, order or resuming: whatever executes it (one process here, ranks on a cluster elsewhere) calls
``run`` on a shard and saves what comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.clean import to_article
from corpus.types import Article, Document, Pair, Rejected, Segment, SummarySentence, TranslatedArticle, Unanswered
from models.base import Summarizer, Translation, Translator
from models.checks import check
from models.lexicon import unanswered
from models.names import StandIns, lost_names
from models.truecase import in_sentence_case

Progress = Callable[[int], None]

# A segment with one of these is unfit to be quoted; a summary avoids it while there is another.
SERIOUS = frozenset(
    {
        "empty",
        "repetition",
        "no_diacritics",
        "copied_source",
        "number_mismatch",
        "name_mismatch",
        "truncated",
        "too_short",
        "omission",
        "addition",
    }
)


# Of a pair with one of these there is no use in looking at single words.
NO_TRANSLATION = frozenset({"empty", "no_diacritics", "copied_source"})

# An article's sentences with so many words without a counterpart are avoided, too, but never more of them than this part.
MANY_UNANSWERED = 3
MOST_AVOIDED = 1 / 3


@dataclass(frozen=True, slots=True)
class Clean:
    """Documents to articles, or to the reason why there is none."""

    min_words: int

    def run(self, documents: Sequence[Document]) -> list[Article | Rejected]:
        """Clean each document and cut it into segments."""
        return [to_article(document, min_words=self.min_words) for document in documents]


@dataclass(frozen=True, slots=True)
class Translate:
    """Articles to pairs: every segment translated, checked, and translated again where it ran into a loop or lost a name."""

    translator: Translator

    def run(self, articles: Sequence[Article], progress: Progress | None = None) -> list[list[Pair]]:
        """Translate the segments of ``articles`` together; ``progress`` is told how many more are done.

        What is in capitals is translated as it would stand in a sentence; the pairs have it as the page does.
        """
        texts = [text for article in articles for text in in_sentence_case([s.text for s in article.segments])]
        translations = self.translator.translate(texts, progress=progress)
        flags = [check(text, t.text) for text, t in zip(texts, translations, strict=True)]
        self._repair(texts, translations, flags)
        self._restore_names(texts, translations, flags)
        pairs = iter(zip(texts, translations, flags, strict=True))
        return [[_pair(segment, *next(pairs)) for segment in article.segments] for article in articles]

    def _repair(self, texts: Sequence[str], translations: list[Translation], flags: list[tuple[str, ...]]) -> None:
        """Translate segments that loop or did not come to an end once more, with repetition forbidden; keep what is better."""
        broken = [i for i, t in enumerate(translations) if "repetition" in flags[i] or "truncated" in t.flags]
        if not broken:
            return
        again = self.translator.translate([texts[i] for i in broken], no_repeat_ngram=4)
        for i, second in zip(broken, again, strict=True):
            found = check(texts[i], second.text)
            if "repetition" not in found and "truncated" not in second.flags:
                translations[i] = replace(second, flags=(*second.flags, "repaired"))
                flags[i] = found

    def _restore_names(
        self, texts: Sequence[str], translations: list[Translation], flags: list[tuple[str, ...]]
    ) -> None:
        """Translate segments that lost a name once more, with names that every model can write in its place, and put it back."""
        stand_ins = {
            i: own
            for i, found in enumerate(flags)
            if "name_mismatch" in found
            and (own := StandIns.of(texts[i], lost_names(texts[i], translations[i].text))).names
        }
        if not stand_ins:
            return
        again = self.translator.translate([own.text for own in stand_ins.values()])
        for (i, own), second in zip(stand_ins.items(), again, strict=True):
            english = own.put_back(second.text)
            if english is None:
                continue
            found = check(texts[i], english)
            if "name_mismatch" not in found and not SERIOUS.intersection({*found, *second.flags}) - {*flags[i]}:
                translations[i] = replace(second, text=english, flags=(*second.flags, "repaired"))
                flags[i] = found


def _pair(segment: Segment, text: str, translation: Translation, flags: tuple[str, ...]) -> Pair:
    """Return the pair of ``segment``, which was translated as ``text``."""
    english = " ".join(translation.text.split())
    return Pair(
        segment,
        english,
        score=None if translation.score is None else round(translation.score, 4),
        flags=tuple(sorted({*flags, *translation.flags})),
        unanswered=Unanswered() if NO_TRANSLATION.intersection(flags) else unanswered(text, english),
    )


@dataclass(frozen=True, slots=True)
class Summarize:
    """Translated articles to rows of the dataset: the summary, what it rests on, and the article's own flags."""

    summarizer: Summarizer
    sentences: int
    translator_name: str

    def run(self, articles: Sequence[Article], pairs: Sequence[Sequence[Pair]]) -> list[TranslatedArticle]:
        """Summarise each article from its English lead and body."""
        return [self._one(article, list(own)) for article, own in zip(articles, pairs, strict=True)]

    def _one(self, article: Article, pairs: list[Pair]) -> TranslatedArticle:
        text = [i for i, pair in enumerate(pairs) if pair.segment.role in ("lead", "body") and pair.en]
        doubtful = {n for n, i in enumerate(text) if SERIOUS.intersection(pairs[i].flags)}
        alone = {n: len(pairs[i].unanswered.vi) + len(pairs[i].unanswered.en) for n, i in enumerate(text)}
        worst = sorted((n for n in alone if alone[n] >= MANY_UNANSWERED), key=lambda n: (-alone[n], n))
        avoid = doubtful.union(worst[: int(MOST_AVOIDED * len(text))])
        found = self.summarizer.summarize([pairs[i].en for i in text], size=self.sentences, avoid=avoid) if text else []
        summary = tuple(SummarySentence(s.en, tuple(pairs[text[n]].segment.index for n in s.support)) for s in found)
        support = {index for sentence in summary for index in sentence.support}
        pairs = [replace(pair, in_summary=pair.segment.index in support) for pair in pairs]
        flags = {*article.flags, *(flag for pair in pairs for flag in pair.flags if flag in SERIOUS)}
        if any(SERIOUS.intersection(pair.flags) for pair in pairs if pair.in_summary):
            flags.add("summary_doubtful")
        return TranslatedArticle(
            article=article,
            pairs=tuple(pairs),
            summary=summary,
            flags=tuple(sorted(flags)),
            translator=self.translator_name,
            summarizer=self.summarizer.name,
        )
