"""The stations that an article passes, each a small class with one public method that turns a shard of its input into output.

A stage knows nothing of files, order or resuming: whatever executes it (one process, or several that share a run) calls
``run`` on a shard and saves what comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.clean import to_article
from corpus.types import Article, Document, Pair, Rejected, Segment, SummarySentence, TranslatedArticle, Unanswered
from models.base import Summarizer, Translation, Translator
from models.checked import CheckedTranslator
from models.checks import SERIOUS
from models.lexicon import unanswered
from models.terms import NO_TERMS, Terms
from models.truecase import in_sentence_case

Progress = Callable[[int], None]

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
        return [self._one(document) for document in documents]

    def _one(self, document: Document) -> Article | Rejected:
        try:
            return to_article(document, min_words=self.min_words)
        except (ImportError, MemoryError, OSError):  # what the machine lacks is no fault of the document's
            raise
        except Exception as error:  # a bug costs the document, not the run
            return Rejected.failed(document.source, error)


@dataclass(frozen=True, slots=True)
class Translate:
    """Articles to pairs: every segment translated, checked, and translated again where that can mend what the checks found."""

    translator: Translator
    terms: Terms = NO_TERMS

    def run(self, articles: Sequence[Article], progress: Progress | None = None) -> list[list[Pair]]:
        """Translate the segments of ``articles`` together; ``progress`` is told how many more are done.

        What is in capitals is translated as it would stand in a sentence; the pairs have it as the page does.
        """
        texts = [text for article in articles for text in in_sentence_case([s.text for s in article.segments])]
        translations = CheckedTranslator(self.translator, self.terms).translate(texts, progress=progress)
        pairs = iter(zip(texts, translations, strict=True))
        return [[_pair(segment, *next(pairs)) for segment in article.segments] for article in articles]


def _pair(segment: Segment, text: str, translation: Translation) -> Pair:
    """Return the pair of ``segment``, which was translated as ``text``."""
    english = " ".join(translation.text.split())
    return Pair(
        segment,
        english,
        score=None if translation.score is None else round(translation.score, 4),
        flags=translation.flags,
        unanswered=Unanswered() if NO_TRANSLATION.intersection(translation.flags) else unanswered(text, english),
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
