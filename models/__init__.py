"""Everything with weights, or with rules about meaning: translators, summarisers, and the registry that names them."""

import os

# Lets OpenMP's threads sleep while they wait for each other; it has to be said before torch is first imported. By default they
# spin, which gained nothing on two idle cores and is ruinous on busy ones: beside one other process the same translation took
# four to five times as long.
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
