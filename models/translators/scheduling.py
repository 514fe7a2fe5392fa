"""Feeds segments to an engine so that little of its work is wasted, whatever the engine.

Equal segments are translated once. What is longer than the window is split. The rest is sorted by length and batched under
a budget of padded tokens, so that a batch of long segments is small and a batch of short ones large and neither is mostly
padding; results go back to where their segments stood. Where several workers share the rest, the last batches are smaller, so
that all of them end at nearly the same time.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from models.base import Translation
from models.translators.splitting import split

Tokens = list[int]

SMALLEST_SHARE = 4
"""The last batches are no smaller than this part of the budget: halves and quarters cost little speed, eighths a quarter of it."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What an engine wrote for one source: the sum of the log-probabilities of its ``tokens`` output tokens."""

    text: str
    log_probability: float
    tokens: int
    truncated: bool


def translate_segments(
    texts: Sequence[str],
    *,
    encode: Callable[[Sequence[str]], list[Tokens]],
    decode: Callable[[Sequence[Tokens]], list[list[Hypothesis]]],
    window: int,
    budget: int,
    workers: int = 1,
    progress: Callable[[int], None] | None = None,
    choose: Callable[[str, Sequence[Hypothesis]], Hypothesis] | None = None,
) -> list[Translation]:
    """Translates segments of any length in any number and returns the translations in order.

    ``encode`` turns texts into tokens, special ones included; ``decode`` returns for each source of a batch
    its hypotheses, the most probable first, and raises ``MemoryError`` where the batch is too large; ``choose`` takes one of them, by
    default the first. ``window`` is the most tokens of a source, ``budget`` the most tokens of a batch, padding
    included; a ``MemoryError`` halves it for the rest of the call. ``decode`` is called from so many ``workers`` (threads) at
    once. ``progress`` gets the number of segments just finished.
    """
    positions: dict[str, list[int]] = defaultdict(list)
    for position, text in enumerate(texts):
        positions[text.strip()].append(position)
    blank = positions.pop("", [])
    if progress and blank:
        progress(len(blank))

    parts, tokens = _parts(list(positions), encode, window)
    segments_of: dict[str, list[str]] = defaultdict(list)
    for segment, pieces in parts.items():
        for piece in dict.fromkeys(pieces):
            segments_of[piece].append(segment)
    waiting = Counter({segment: len(set(pieces)) for segment, pieces in parts.items()})

    # The longest first: what does not fit into memory shows at once. The text settles the order of equals, so that the
    # batches, and with them every last bit of the scores, do not depend on the order of the input.
    order = sorted(tokens, key=lambda piece: (-len(tokens[piece]), piece))
    hypotheses: dict[str, Hypothesis] = {}
    for batch, decoded in _decoded(order, tokens, decode, budget, workers):
        finished = 0
        for piece, found in zip(batch, decoded, strict=True):
            hypotheses[piece] = choose(piece, found) if choose else found[0]
            for segment in segments_of[piece]:
                waiting[segment] -= 1
                if not waiting[segment]:
                    finished += len(positions[segment])
        if progress and finished:
            progress(finished)

    translations = [Translation("", None)] * len(texts)
    for segment, pieces in parts.items():
        translation = _join([hypotheses[piece] for piece in pieces])
        for position in positions[segment]:
            translations[position] = translation
    return translations


def _decoded(
    order: Sequence[str],
    tokens: Mapping[str, Tokens],
    decode: Callable[[Sequence[Tokens]], list[list[Hypothesis]]],
    budget: int,
    workers: int,
) -> Iterator[tuple[list[str], list[list[Hypothesis]]]]:
    """Every piece of ``order`` with its hypotheses, a batch at a time; what does not fit into memory comes again in halves."""
    left = deque(order)
    left_tokens = sum(len(tokens[piece]) for piece in left)
    running: deque[tuple[list[str], Callable[[], list[list[Hypothesis]]]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            while left or running:
                # A batch waits for each worker that is busy, so that none is ever idle.
                while left and len(running) < (2 * workers if workers > 1 else 1):
                    # No batch is more than a worker's share of what is left (guided self-scheduling, Polychronopoulos and
                    # Kuck 1987), or one would work on alone at the end.
                    share = max(left_tokens // workers, budget // SMALLEST_SHARE) if workers > 1 else budget
                    size = max(1, min(budget, share) // len(tokens[left[0]]))
                    batch = [left.popleft() for _ in range(min(size, len(left)))]
                    sources = [tokens[piece] for piece in batch]
                    left_tokens -= sum(map(len, sources))
                    # What one worker does, this thread can do itself: torch keeps settings for each thread.
                    running.append(
                        (batch, pool.submit(decode, sources).result if workers > 1 else partial(decode, sources))
                    )
                batch, result = running.popleft()
                try:
                    decoded = result()
                except MemoryError:
                    if len(batch) == 1:
                        raise
                    budget = min(budget, len(tokens[batch[0]]) * (len(batch) // 2))
                    left.extendleft(reversed(batch))
                    left_tokens += sum(len(tokens[piece]) for piece in batch)
                else:
                    yield batch, decoded
        finally:
            pool.shutdown(cancel_futures=True)


def _parts(
    segments: list[str], encode: Callable[[Sequence[str]], list[Tokens]], window: int
) -> tuple[dict[str, list[str]], dict[str, Tokens]]:
    """The pieces of every segment (mostly itself) and the tokens of every piece."""
    parts: dict[str, list[str]] = {}
    tokens: dict[str, Tokens] = {}
    for segment, encoded in zip(segments, encode(segments) if segments else [], strict=True):
        if len(encoded) <= window:
            parts[segment], tokens[segment] = [segment], encoded
            continue
        parts[segment] = split(segment, lambda text: len(encode([text])[0]), window)
        tokens.update(zip(parts[segment], encode(parts[segment]), strict=True))
    return parts, tokens


def _join(hypotheses: Sequence[Hypothesis]) -> Translation:
    """One translation from those of a segment's parts; its score is the geometric mean over all their tokens.

    It is rounded to four decimals: the last bits depend on what else was in the batch.
    """
    tokens = sum(hypothesis.tokens for hypothesis in hypotheses)
    log_probability = sum(hypothesis.log_probability for hypothesis in hypotheses)
    flags = {"split": len(hypotheses) > 1, "truncated": any(hypothesis.truncated for hypothesis in hypotheses)}
    return Translation(
        text=" ".join(hypothesis.text for hypothesis in hypotheses if hypothesis.text),
        score=round(min(1.0, math.exp(log_probability / tokens)), 4) if tokens else None,
        flags=tuple(flag for flag, raised in flags.items() if raised),
        tokens=tokens,
    )
