"""What the engines for sequence-to-sequence models have in common: tokens, languages, windows, names and fingerprints."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from models.base import Translation
from models.fingerprint import options_fingerprint
from models.hub import Source
from models.languages import language_handling
from models.loading import Vocabulary, model_type
from models.quiet import quiet
from models.translators.reranking import RERANKING, most_answered
from models.translators.scheduling import Hypothesis, Tokens, translate_segments

# A translation is seldom much longer than its source; what reaches this limit has run into a loop.
OUTPUT_RATIO, OUTPUT_EXTRA = 2, 16


class Seq2SeqTranslator(ABC):
    """A translator whose engine decodes batches of source tokens; an engine adds ``_load``, ``_decode`` and little else.

    Name and fingerprint are known at once; tokenizer and weights are loaded by ``load`` or when they are first needed, since
    a run that has nothing left to translate needs neither.
    """

    tokenizer: Any
    """The model's tokenizer, once it is loaded."""
    batch_tokens: int
    """The size of a batch, in padded source tokens, once the model is loaded."""

    def __init__(
        self,
        source: Source,
        *,
        beams: int,
        window: int | None,
        max_batch_tokens: int | None,
        name: str | None,
        rerank: bool | None,
        engine: Mapping[str, object],
    ) -> None:
        """``window`` is the most source tokens, special ones not counted, that the model is trusted with;
        ``max_batch_tokens`` bounds a batch, in padded source tokens times beams; ``rerank``: whether the hypotheses of the beam
        are reranked (:mod:`models.translators.reranking`), by default those of Marian models, whose are measured; ``engine`` is what besides weights and search
        decides what the engine puts out. Raises ``ValueError`` for options that make no sense.
        """
        if beams < 1 or (window is not None and window < 1) or (max_batch_tokens is not None and max_batch_tokens < 1):
            raise ValueError("beams, window and max_batch_tokens have to be at least 1")
        self.name = name or source.name
        self.beams = beams
        self.reranks = beams > 1 and (model_type(source.folder) == "marian" if rerank is None else rerank)
        self.fingerprint = options_fingerprint(
            {
                "model": source.fingerprint(),
                "beams": beams,
                "window": window,
                "output": [OUTPUT_RATIO, OUTPUT_EXTRA],
                **({"reranking": RERANKING} if self.reranks else {}),
                **engine,
            }
        )
        self._source, self._wanted_window, self._max_batch_tokens = source, window, max_batch_tokens
        self._workers = 1
        self._window: int | None = None

    @property
    def window(self) -> int:
        """The most source tokens, special ones not counted, that are translated in one piece."""
        return self.load()

    def load(self) -> int:
        """Loads tokenizer and weights, if they are not there yet, and returns the window.

        Raises ``ModelError`` where they are damaged or the engine cannot run them.
        """
        if self._window is None:
            vocabulary = self._load(self._source)
            specials = len(self._encode([""])[0])
            self._window = min(self._wanted_window or vocabulary.window, vocabulary.window - specials)
            self._longest = self._window + specials
        return self._window

    def _take(self, vocabulary: Vocabulary) -> None:
        """Keeps a vocabulary and how its family is told the languages."""
        self.tokenizer, self._positions = vocabulary.tokenizer, vocabulary.positions
        self._model_type = vocabulary.config.model_type
        self._languages = language_handling(self._model_type, self.tokenizer)
        if self._languages.source_code:
            self.tokenizer.src_lang = self._languages.source_code

    @abstractmethod
    def _load(self, source: Source) -> Vocabulary:
        """Loads what ``_decode`` needs, after ``_take``; sets ``batch_tokens`` and, for several at once, ``_workers``."""

    def translate(
        self,
        texts: Sequence[str],
        *,
        progress: Callable[[int], None] | None = None,
        no_repeat_ngram: int = 0,
    ) -> list[Translation]:
        """Translates Vietnamese segments into English; see ``models.base.Translator``."""
        self.load()
        with quiet():
            return translate_segments(
                texts,
                encode=self._encode,
                decode=partial(self._decode, no_repeat_ngram=no_repeat_ngram),
                window=self._longest,
                budget=self.batch_tokens,
                workers=self._workers,
                progress=progress,
                choose=most_answered if self.reranks else None,
            )

    @abstractmethod
    def _decode(self, batch: Sequence[Tokens], *, no_repeat_ngram: int) -> list[list[Hypothesis]]:
        """Translates one batch: all hypotheses of each source, the most probable first, or that one where none are chosen from; raises ``MemoryError`` where it is too large. May be called from several threads."""

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
