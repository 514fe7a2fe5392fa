"""The dataset's columns: what a row of ``articles`` and of ``sentences`` holds, and of which type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from corpus.types import TranslatedArticle

if TYPE_CHECKING:
    from datasets import Features

CONFIGS = ("articles", "sentences")


def features(config: str) -> Features:
    """Return the ``datasets.Features`` of ``config``, one of :data:`CONFIGS`."""
    from datasets import Features, List, Translation, Value

    text = Value("string")
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
                "in_summary": Value("bool"),
            }
        )
    raise ValueError(f"no configuration {config!r}; there are {', '.join(CONFIGS)}")


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
            "in_summary": pair.in_summary,
        }
