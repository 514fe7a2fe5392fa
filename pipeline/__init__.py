"""One run: configuration, stages, resuming, progress, the command line; and the same for a notebook."""

from pipeline.api import TranslatedArticles, run, translate_articles

__all__ = ["TranslatedArticles", "run", "translate_articles"]
