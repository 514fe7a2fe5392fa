"""What a translator and a summariser are, so that the pipeline knows no engine and an engine knows no pipeline."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.types import SummarySentence


class ModelError(Exception):
    """A model cannot be used. The message says what is missing, how to get it, and which model works now."""


@dataclass(frozen=True, slots=True)
class Translation:
    """The translation of one segment.

    ``score`` is the geometric mean probability of the output tokens (0 to 1), ``None`` where nothing was generated.
    ``flags`` are the doubts that the engine itself has: ``split``, the segment was longer than the window, was translated
    in parts and rejoined; ``truncated``, the generation reached its limit before it came to an end. ``tokens`` is the number
    of target tokens that were generated for it, those that end an output counted.
    """

    text: str
    score: float | None
    flags: tuple[str, ...] = ()
    tokens: int = 0


class Translator(Protocol):
    """Vietnamese segments in, English segments out."""

    @property
    def name(self) -> str:
        """What the dataset's ``translator`` column says: a registry id, a Hub id or the name of a folder."""

    @property
    def fingerprint(self) -> str:
        """Sixty-four hexadecimal digits that change with the weights, the tokenizer and the decoding options."""

    def load(self) -> object:
        """Gets ready to translate, which otherwise happens when it is first asked to.

        Raises ``ModelError`` where it cannot.
        """

    def translate(
        self,
        texts: Sequence[str],
        *,
        progress: Callable[[int], None] | None = None,
        no_repeat_ngram: int = 0,
    ) -> list[Translation]:
        """Translates segments and returns one translation for each, in their order.

        ``progress`` is called with the number of segments just finished; the numbers add up to ``len(texts)``.
        ``no_repeat_ngram`` forbids the output to repeat an n-gram of that many tokens (0: no such rule), which is how a
        segment that ran into a loop is translated a second time.
        """


class Summarizer(Protocol):
    """English sentences of one article in, its summary out."""

    @property
    def name(self) -> str:
        """What the dataset's ``summarizer`` column says."""

    @property
    def fingerprint(self) -> str:
        """Sixty-four hexadecimal digits that change with the method, its parameters and its weights."""

    def summarize(self, sentences: Sequence[str], *, size: int, avoid: Collection[int] = ()) -> list[SummarySentence]:
        """Summarises an article in at most ``size`` sentences.

        ``avoid`` are positions in ``sentences`` that are in doubt: they are used only when nothing else is left.
        """
