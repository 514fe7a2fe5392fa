"""A look into ``generate`` while it runs: a limit for every segment of its own, and scores without the memory they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


class StepWatcher:
    """A stopping criterion for ``generate(..., output_scores=True)`` that is called after every step.

    It ends a segment at a limit that depends on its own length alone, so that a translation is the same whatever else is in
    the batch. And it takes from the step's scores what is wanted and frees the rest: ``generate`` would hold the scores of
    the whole vocabulary for every step and beam to the end, a gigabyte for 50 segments, where the sums are enough (which
    beam search keeps anyway; for greedy search the chosen token's log-probability is noted here).
    """

    def __init__(self, limits: torch.Tensor, *, first: int, greedy: bool) -> None:
        """``limits`` (batch,) are the most tokens to generate for each segment, ``first`` is where in a row they begin."""
        self.limits = limits
        self.first = first
        self.greedy = greedy
        self.steps: list[torch.Tensor] = []

    def __call__(self, input_ids: torch.Tensor, scores: tuple[torch.Tensor, ...], **_: object) -> torch.Tensor:
        """Says which rows of ``input_ids`` (batch x candidates, what was given and tokens so far) have reached their limit."""
        import torch

        last = scores[-1]
        if self.greedy:
            chosen = input_ids[:, -1:]
            self.steps.append(last.gather(1, chosen).squeeze(1) - torch.logsumexp(last, dim=1))
        last.set_()  # type: ignore[call-overload]  # an empty tensor; torch's stubs do not know it
        limits = self.limits.repeat_interleave(len(input_ids) // len(self.limits))
        return input_ids.shape[1] - self.first >= limits

    def log_probabilities(self) -> torch.Tensor:
        """The chosen tokens' log-probabilities after a greedy search (batch, steps)."""
        import torch

        return torch.stack(self.steps, dim=1)


class AnswerRepetition:
    """Forbids a language model to repeat an n-gram of its answer, which begins at token ``first`` of every row.

    A logits processor; transformers' own counts the prompt too, and would forbid every name in it.
    """

    def __init__(self, ngram: int, first: int) -> None:
        from transformers import NoRepeatNGramLogitsProcessor

        self._rule = NoRepeatNGramLogitsProcessor(ngram)
        self._first = first

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """``scores`` (rows x vocabulary) with those of forbidden tokens at minus infinity."""
        allowed: torch.Tensor = self._rule(input_ids[:, self._first :], scores)
        return allowed
