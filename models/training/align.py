"""Word alignment by IBM model 1 (Brown et al. 1993): which English pieces a Vietnamese piece turns into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

NULL = 0
"""The source word that stands in every sentence, for target words that come from nowhere."""


def translation_table(
    source: Sequence[Sequence[int]], target: Sequence[Sequence[int]], *, sizes: tuple[int, int], rounds: int
) -> csr_matrix:
    """The probabilities t(target word | source word) after ``rounds`` of expectation maximisation.

    Sentences are word numbers, from 1 in ``source`` (0 is ``NULL``), below ``sizes`` (source words, target words). Returns a
    sparse matrix of that shape whose rows sum to 1, empty rows where a word was never seen.
    """
    from scipy.sparse import csr_matrix

    # Every co-occurrence of a source word with a target word, and the target position that it is a candidate for.
    keys: list[np.ndarray] = []
    groups: list[np.ndarray] = []
    positions = 0
    for words, others in zip(source, target, strict=True):
        candidates = np.fromiter({NULL, *words}, np.int64)
        own = np.asarray(others, np.int64)
        keys.append((candidates[:, None] * sizes[1] + own[None, :]).ravel())
        groups.append(np.tile(np.arange(positions, positions + len(own), dtype=np.int64), len(candidates)))
        positions += len(own)
    cells, cell = np.unique(np.concatenate(keys), return_inverse=True)
    group = np.concatenate(groups)
    row = cells // sizes[1]
    # Model 1's likelihood has one maximum, so any start will do; uniform is the plainest.
    probability = np.ones(len(cells))
    for _ in range(rounds):
        share = probability[cell]
        share /= np.bincount(group, share, positions)[group]
        count = np.bincount(cell, share, len(cells))
        probability = count / np.bincount(row, count, sizes[0])[row]
    return csr_matrix((probability, (row, cells % sizes[1])), shape=sizes)
