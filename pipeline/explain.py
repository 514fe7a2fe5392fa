"""What knows both languages, for those who show a dataset."""

from __future__ import annotations

from typing import Final

from corpus.export.notes import Explain
from models.checks import one_sided
from models.lexicon import gloss

EXPLAIN: Final = Explain(one_sided, gloss)
