"""What knows both languages, for those who show a dataset."""

from __future__ import annotations

from typing import Final

from corpus.export.notes import Explain
from models.checks import unanswered
from models.lexicon import gloss

EXPLAIN: Final = Explain(unanswered, gloss)
