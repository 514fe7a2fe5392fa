"""Translation by a language model on an OpenAI-compatible server, one segment a request."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any, Final

from models.base import Translation
from models.endpoint import TEMPERATURE, THOUGHT_TOKENS, Answer, Question, open_endpoint
from models.fingerprint import options_fingerprint
from models.terms import NO_TERMS, Terms
from models.translators.prompting import PROMPT, PROMPT_AGAIN, TERMS, clean_answer, with_terms
from models.translators.splitting import split

FREQUENCY_PENALTY_AGAIN: Final = 0.5

WINDOW: Final = 1500
"""Characters of a request's text: about 1000 tokens, which with the answer fit into the smallest context that servers set."""

# Tokens of an answer: a character of Vietnamese gives less than half a token of English, so what reaches this is in a loop.
_TOKENS_A_CHARACTER, _TOKENS_EXTRA = 1, 64


class EndpointTranslator:
    """A translator that asks a server. The server decides the decoding, as far as it goes beyond temperature 0."""

    def __init__(
        self, model: str | None = None, *, endpoint: str | None = None, terms: Terms = NO_TERMS, **options: Any
    ) -> None:
        """``model`` is the server's name for it, by default the only one that it has; ``endpoint`` the API's address, by default
        that of the server opened last; the model is told of the ``terms`` that stand in a text; ``options`` are those of
        ``models.endpoint.Endpoint``.

        Raises ``ModelError`` where the server cannot be reached, the key is wrong, or there is no such model.
        """
        self._endpoint = open_endpoint(endpoint, **options)
        self._terms = terms
        self.name = self._endpoint.choose(model)
        self.fingerprint = options_fingerprint(
            {
                "model": self.name,
                "prompts": [PROMPT, PROMPT_AGAIN, *([TERMS, terms.fingerprint] if terms.terms else [])],
                "temperature": TEMPERATURE,
                "frequency penalty": FREQUENCY_PENALTY_AGAIN,
                "window": WINDOW,
                "output": [_TOKENS_A_CHARACTER, _TOKENS_EXTRA, THOUGHT_TOKENS],
            }
        )

    def load(self) -> None:
        """There is nothing to load."""

    def translate(
        self,
        texts: Sequence[str],
        *,
        progress: Callable[[int], None] | None = None,
        no_repeat_ngram: int = 0,
    ) -> list[Translation]:
        """Translates Vietnamese segments into English; see ``models.base.Translator``.

        A server knows no rule about n-grams. Any ``no_repeat_ngram`` other than 0 asks with a prompt that names the loop and with
        a frequency penalty instead.
        """
        positions: dict[str, list[int]] = defaultdict(list)
        for position, text in enumerate(texts):
            positions[text.strip()].append(position)
        blank = positions.pop("", [])
        if progress and blank:
            progress(len(blank))

        parts = {segment: split(segment, len, WINDOW) for segment in positions}
        # The longest first: at the end nobody waits for one long answer.
        pieces = sorted({piece for own in parts.values() for piece in own}, key=lambda piece: (-len(piece), piece))
        segments_of: dict[str, list[str]] = defaultdict(list)
        for segment, own in parts.items():
            for piece in set(own):
                segments_of[piece].append(segment)
        waiting = {segment: len(set(own)) for segment, own in parts.items()}

        answers: dict[str, Answer] = {}
        questions = [self._question(piece, again=no_repeat_ngram > 0) for piece in pieces]
        with closing(self._endpoint.ask(self.name, questions)) as answered:
            for number, answer in answered:
                answers[pieces[number]] = answer
                finished = 0
                for segment in segments_of[pieces[number]]:
                    waiting[segment] -= 1
                    finished += 0 if waiting[segment] else len(positions[segment])
                if progress and finished:
                    progress(finished)

        translations = [Translation("", None)] * len(texts)
        for segment, own in parts.items():
            translation = _translation(own, [answers[piece] for piece in own])
            for position in positions[segment]:
                translations[position] = translation
        return translations

    def _question(self, text: str, *, again: bool) -> Question:
        return Question(
            system=with_terms(PROMPT_AGAIN if again else PROMPT, text, self._terms),
            user=text,
            max_tokens=_TOKENS_A_CHARACTER * len(text) + _TOKENS_EXTRA,
            frequency_penalty=FREQUENCY_PENALTY_AGAIN if again else 0.0,
        )


def _translation(sources: Sequence[str], answers: Sequence[Answer]) -> Translation:
    """One translation from those of a segment's parts; its score is the geometric mean over all their tokens."""
    texts = [clean_answer(source, answer.text) for source, answer in zip(sources, answers, strict=True)]
    scores = [value for answer in answers for value in answer.log_probabilities]
    flags = {"split": len(answers) > 1, "truncated": any(answer.truncated for answer in answers)}
    return Translation(
        text=" ".join(filter(None, texts)),
        score=round(min(1.0, math.exp(sum(scores) / len(scores))), 4)
        if scores and all(a.log_probabilities for a in answers)
        else None,
        flags=tuple(flag for flag, raised in flags.items() if raised),
        tokens=sum(answer.tokens for answer in answers),
    )
