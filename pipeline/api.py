"""songngu in a notebook: texts in, translated articles out.

>>> from pipeline import translate_articles
>>> articles, rejected = translate_articles([page])  # doctest: +SKIP
>>> print(articles[0].title_en, articles[0].summary_en)  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from corpus.types import Document, Rejected, TranslatedArticle
    from pipeline.job import Report


class TranslatedArticles(NamedTuple):
    """What became of the texts: the articles, and the texts in which there was none, each with the reason."""

    articles: list[TranslatedArticle]
    rejected: list[Rejected]


def translate_articles(texts: str | Document | Iterable[str | Document], **settings: Any) -> TranslatedArticles:
    """Clean, translate and summarise ``texts`` in memory.

    ``texts`` are pages, or a single one, as text or as HTML; a ``Document`` also carries a title, a date or an address. ``settings`` are those of
    ``songngu run`` with underscores: ``translator="…"``, ``summary_sentences=5``.

    Raises:
        ConfigError: there is no such setting, or its value is out of range.
        ModelError: a model cannot be loaded.
    """
    from corpus.clean.repeated import without_repeated
    from corpus.encoding import repair
    from corpus.types import Document, Rejected
    from models import load_summarizer
    from pipeline.config import load_config
    from pipeline.stages import Clean, Summarize, Translate

    config = load_config(None, settings)
    if isinstance(texts, str | Document):
        texts = [texts]
    documents = [
        text
        if isinstance(text, Document)
        else Document(f"text {n}", repair(text), "html" if text.lstrip()[:1] == "<" else "text")
        for n, text in enumerate(texts, 1)
    ]
    cleaned = Clean(config.min_words).run(documents)
    articles = [item for item in cleaned if not isinstance(item, Rejected)]
    rejected = [item for item in cleaned if isinstance(item, Rejected)]
    if not config.keep_repeated:
        articles = without_repeated(((article.site or "", article) for article in articles), min_words=config.min_words)
    translator = config.load_translator()
    summarizer = load_summarizer(config.summarizer, **config.summarizer_options())
    pairs = Translate(translator, config.load_terms()).run(articles)
    return TranslatedArticles(
        Summarize(summarizer, config.summary_sentences, translator.name).run(articles, pairs), rejected
    )


def run(
    inputs: str | Path | Sequence[str | Path], output: str | Path, *, fresh: bool = False, **settings: Any
) -> Report:
    """Do what ``songngu run`` does: bring ``inputs``, or a single one, into the dataset in the folder ``output``; return what there is now.

    Raises:
        RunError: the folder is in use, is not songngu's, is full, or was made with other settings.
        DatasetError: what the folder says of an earlier run is damaged.
        InputError: an input does not exist.
        ConfigError: there is no such setting, or its value is out of range.
        ModelError: a model cannot be loaded.
    """
    from pipeline.config import load_config
    from pipeline.job import Run
    from pipeline.progress import Reporter

    names = [str(name) for name in ([inputs] if isinstance(inputs, str | Path) else inputs)]
    return Run(Path(output), load_config(None, settings), Reporter())(names, fresh=fresh)
