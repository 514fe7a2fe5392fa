"""Everything with weights, or with rules about meaning: translators, summarisers, and the registry that names them."""

import os

# Lets OpenMP's threads sleep while they wait for each other; it has to be said before torch is first imported. By default they
# spin, which is a little faster on an idle machine and ruinous on any other: with one more busy process on two cores, the same
# translation took five times as long.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from corpus.types import SummarySentence
from models.base import ModelError, Summarizer, Translation, Translator
from models.registry import ModelInfo, known_models, load_summarizer, load_translator

__all__ = [
    "ModelError",
    "ModelInfo",
    "Summarizer",
    "SummarySentence",
    "Translation",
    "Translator",
    "known_models",
    "load_summarizer",
    "load_translator",
]
