"""Translation with an instruction-tuned language model on this machine, asked through its own chat template."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from models.base import ModelError
from models.hub import Source
from models.loading import Loaded, load_causal
from models.translators.decoding import AnswerRepetition
from models.translators.prompting import PROMPT, PROMPT_AGAIN, clean_answer
from models.translators.scheduling import Tokens
from models.translators.transformers_engine import TransformersTranslator

# Source tokens in one piece: a long text invites such a model to retell it.
WINDOW = 400


class ChatTranslator(TransformersTranslator):
    """A translator on ``AutoModelForCausalLM``. Each segment is a conversation of its own; the answer is cleaned of talk."""

    _parallel = False  # it keeps every thread busy by itself, and its tokenizer is no friend of several

    def __init__(self, path_or_id: str | Path, *, window: int | None = None, **options: Any) -> None:
        """The options are those of ``TransformersTranslator``."""
        super().__init__(path_or_id, window=window or WINDOW, prompts=[PROMPT, PROMPT_AGAIN], **options)

    def _open(self, source: Source) -> Loaded:
        loaded = load_causal(source.folder, self._wanted_device)
        self.tokenizer = loaded.tokenizer
        if not self.tokenizer.chat_template:
            raise ModelError(
                f"{source.name} is a language model without a chat template: it was not trained to follow instructions. Take an"
                " instruction-tuned one, or a translation model (songngu models)."
            )
        self.tokenizer.padding_side = "left"
        if self.tokenizer.pad_token is None:
            self.tokenizer.pad_token = self.tokenizer.eos_token
        one, other = self._encode(["một", "hai"])
        self._head, self._tail = _agreeing(one, other), _agreeing(one[::-1], other[::-1])
        return loaded

    def _encode(self, texts: Sequence[str]) -> list[Tokens]:
        return self._conversations(texts, PROMPT)

    def _conversations(self, texts: Sequence[str], prompt: str) -> list[Tokens]:
        from jinja2.exceptions import TemplateError

        def ask(conversations: list[list[dict[str, str]]]) -> list[Tokens]:
            encoded: list[Tokens] = self.tokenizer.apply_chat_template(
                conversations,
                add_generation_prompt=True,
                return_dict=False,
                enable_thinking=False,  # known to the templates of models that would else think first
            )
            return encoded

        asked = [[{"role": "system", "content": prompt}, {"role": "user", "content": text}] for text in texts]
        try:
            return ask(asked)
        except TemplateError:  # a model without a system role
            return ask([[{"role": "user", "content": f"{prompt}\n\n{text}"}] for text in texts])

    def _limit(self, source: Tokens) -> int:
        own = super()._limit(self._segment(source))
        return min(own, self._positions - len(source)) if self._positions else own

    def _segment(self, source: Tokens) -> Tokens:
        """The segment's own tokens in a conversation."""
        return source[self._head : len(source) - self._tail]

    def _prepared(self, batch: Sequence[Tokens], no_repeat_ngram: int) -> tuple[list[Tokens], int, dict[str, Any]]:
        if not no_repeat_ngram:
            return list(batch), max(map(len, batch)), {}
        texts = self.tokenizer.batch_decode([self._segment(source) for source in batch])
        again = self._conversations(texts, PROMPT_AGAIN)
        width = max(map(len, again))
        return again, width, {"logits_processor": [AnswerRepetition(no_repeat_ngram, width)]}

    def _texts(self, batch: Sequence[Tokens], rows: Sequence[Tokens]) -> list[str]:
        segments = self.tokenizer.batch_decode([self._segment(source) for source in batch])
        return [clean_answer(segment, text) for segment, text in zip(segments, self._text(rows), strict=True)]


def _agreeing(one: Tokens, other: Tokens) -> int:
    """How many tokens two rows have in common from their beginning on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
