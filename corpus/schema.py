"""The dataset's columns: what a row of ``articles`` and of ``sentences`` holds, of which type, and what its flags mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from corpus.types import TranslatedArticle, Unanswered

if TYPE_CHECKING:
    from datasets import Features

CONFIGS = ("articles", "sentences")

FLAG_MEANINGS = {
    "empty": "the model wrote nothing",
    "repetition": "words repeat without end",
    "no_diacritics": "the Vietnamese was written without its marks, and the translation is a guess",
    "copied_source": "Vietnamese was left in the translation",
    "number_mismatch": "a number differs between the two sides, or is missing on one, or a difference of ages or of percentages or a weight is told as something else",
    "name_mismatch": "a name of a person or place is not in the translation as it is spelt, or a person's has become a place's",
    "polarity_mismatch": "the translation may say the opposite: two negatives that affirm, or a limit (at most, at least, at the latest)",
    "term_mismatch": "a term of the glossary has none of its English forms in the translation",
    "too_short": "much shorter than a translation should be: something may be missing",
    "too_long": "much longer than a translation should be: something may be invented",
    "omission": "words of the Vietnamese have no counterpart in the English: left out, or mistaken for something else",
    "addition": "words of the English have no counterpart in the Vietnamese: made up, or a mistake",
    "truncated": "the model did not come to an end",
    "split": "the sentence was too long for the model and was translated in parts",
    "repaired": "the first translation looped, or lost a name or a term; this is the second one",
    "prose_removed": "cleaning took out two or more whole paragraphs: comments, or part of the article",
    "repeated_removed": "its first or last paragraphs stand under many articles of the site and were taken for the site's",
    "clutter_kept": "the page was saved without line breaks, and menus or a masthead are among its text",
    "other_language": "paragraphs in another language were taken out; they stand in `removed`",
    "summary_doubtful": "the summary rests on a sentence with one of these doubts",
}

HARMLESS = frozenset({"split", "repaired"})
"""Flags that say what was done to a sentence; all others are doubts."""

CLEANING = frozenset({"prose_removed", "repeated_removed", "clutter_kept", "other_language"})
"""Flags of an article that doubt what cleaning did to it, not a translation."""


def features(config: str) -> Features:
    """Return the ``datasets.Features`` of ``config``, one of :data:`CONFIGS`."""
    from datasets import Features, List, Translation, Value

    text = Value("string")
    spans = List({"start": Value("int32"), "end": Value("int32")})
    if config == "articles":
        return Features(
            {
                "id": text,
                "source": text,
                "url": text,
                "site": text,
                "title_vi": text,
                "title_en": text,
                "published": text,
                "author": text,
                "text_vi": text,
                "text_en": text,
                "summary_en": text,
                "summary": List({"en": text, "support": List(Value("int32"))}),
                "removed": List({"line": Value("int32"), "text": text, "reason": text}),
                "duplicates": List(text),
                "flags": List(text),
                "confidence": Value("float32"),
                "translator": text,
                "summarizer": text,
            }
        )
    if config == "sentences":
        return Features(
            {
                "article_id": text,
                "index": Value("int32"),
                "paragraph": Value("int32"),
                "role": text,
                "start": Value("int32"),
                "end": Value("int32"),
                "translation": Translation(languages=["vi", "en"]),
                "score": Value("float32"),
                "flags": List(text),
                "unanswered": {"vi": spans, "en": spans},
                "in_summary": Value("bool"),
            }
        )
    raise ValueError(f"no configuration {config!r}; there are {', '.join(CONFIGS)}")


def unanswered_row(unanswered: Unanswered) -> dict[str, list[dict[str, int]]]:
    """Return the value of ``unanswered`` in a row of ``sentences``."""
    return {
        language: [{"start": start, "end": end} for start, end in spans]
        for language, spans in unanswered._asdict().items()
    }


def article_row(translated: TranslatedArticle, source: str, duplicates: Sequence[str]) -> dict[str, Any]:
    """Return the row of ``articles`` for an article that was read from ``source`` and also occurs in ``duplicates``."""
    article = translated.article
    return {
        "id": article.id,
        "source": source,
        "url": article.url,
        "site": article.site,
        "title_vi": article.title,
        "title_en": translated.title_en,
        "published": article.published,
        "author": article.author,
        "text_vi": article.text,
        "text_en": translated.text_en,
        "summary_en": translated.summary_en,
        "summary": [{"en": sentence.en, "support": list(sentence.support)} for sentence in translated.summary],
        "removed": [{"line": item.line, "text": item.text, "reason": item.reason} for item in article.removed],
        "duplicates": list(duplicates),
        "flags": list(translated.flags),
        "confidence": translated.confidence,
        "translator": translated.translator,
        "summarizer": translated.summarizer,
    }


def sentence_rows(translated: TranslatedArticle) -> Iterator[dict[str, Any]]:
    """Yield the rows of ``sentences`` for an article, in reading order."""
    for pair in translated.pairs:
        segment = pair.segment
        yield {
            "article_id": translated.article.id,
            "index": segment.index,
            "paragraph": segment.paragraph,
            "role": segment.role,
            "start": segment.start,
            "end": segment.end,
            "translation": {"vi": segment.text, "en": pair.en},
            "score": pair.score,
            "flags": list(pair.flags),
            "unanswered": unanswered_row(pair.unanswered),
            "in_summary": pair.in_summary,
        }
