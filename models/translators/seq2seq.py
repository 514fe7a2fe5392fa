"""What the engines for sequence-to-sequence models have in common: tokens, languages, windows, names and fingerprints."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from models.base import Translation
from models.fingerprint import options_fingerprint
from models.hub import Source
from models.languages import language_handling
from models.loading import Vocabulary
from models.quiet import quiet
from models.translators.scheduling import Hypothesis, Tokens, translate_segments

# A translation is seldom much longer than its source; what reaches this limit has run into a loop.
OUTPUT_RATIO, OUTPUT_EXTRA = 2, 16


class Seq2SeqTranslator(ABC):
    """A translator whose engine decodes batches of source tokens; an engine adds ``_decode`` and little else."""

    def __init__(
        self,
        source: Source,
        vocabulary: Vocabulary,
        *,
        beams: int,
        window: int | None,
        name: str | None,
        engine: Mapping[str, object],
    ) -> None:
        """``window`` is the most source tokens, special ones not counted, that the model is trusted with; ``engine`` what
        besides weights and search decides what the engine puts out. Raises ``ValueError`` for options that make no sense.
        """
        if beams < 1 or (window is not None and window < 1):
            raise ValueError("beams and window have to be at least 1")
        self.name = name or source.name
        self.beams = beams
        self.tokenizer, self._positions = vocabulary.tokenizer, vocabulary.positions
        self._model_type = vocabulary.config.model_type
        self._languages = language_handling(self._model_type, self.tokenizer)
        if self._languages.source_code:
            self.tokenizer.src_lang = self._languages.source_code
        specials = len(self._encode([""])[0])
        self.window = min(window or vocabulary.window, vocabulary.window - specials)
        self._longest = self.window + specials
        # The size of a batch, in padded source tokens, and how many batches are decoded side by side.
        self.batch_tokens, self._workers = 1, 1
        self.fingerprint = options_fingerprint(
            {
                "model": source.fingerprint(),
                "beams": beams,
                "window": self.window,
                "output": [OUTPUT_RATIO, OUTPUT_EXTRA],
                **engine,
            }
        )

    def translate(
        self,
        texts: Sequence[str],
        *,
        progress: Callable[[int], None] | None = None,
        no_repeat_ngram: int = 0,
    ) -> list[Translation]:
        """Translates Vietnamese segments into English; see ``models.base.Translator``."""
        with quiet():
            return translate_segments(
                texts,
                encode=self._encode,
                decode=partial(self._decode, no_repeat_ngram=no_repeat_ngram),
                window=self._longest,
                budget=self.batch_tokens,
                workers=self._workers,
                progress=progress,
            )

    @abstractmethod
    def _decode(self, batch: Sequence[Tokens], *, no_repeat_ngram: int) -> list[Hypothesis]:
        """Translates one batch; raises ``MemoryError`` where it is too large. May be called from several threads."""

    def _encode(self, texts: Sequence[str]) -> list[Tokens]:
        prefix = self._languages.source_prefix
        encoded: list[Tokens] = self.tokenizer([prefix + text for text in texts], truncation=False)["input_ids"]
        return encoded

    def _limit(self, source: Tokens) -> int:
        """The most tokens that may be generated for a source, from its own length alone: whatever else is in the batch."""
        limit = OUTPUT_RATIO * len(source) + OUTPUT_EXTRA
        return min(limit, self._positions - 1) if self._positions else limit

    def _text(self, rows: Sequence[Tokens]) -> list[str]:
        # A Marian tokenizer decodes with the source's pieces unless it is told otherwise; the others take no such option.
        options = {"use_source_tokenizer": False} if self._model_type == "marian" else {}
        texts = self.tokenizer.batch_decode(list(rows), skip_special_tokens=True, **options)
        return [self._languages.strip(text) for text in texts]
