"""The default summariser: the sentences that stand for the most others, found without any weights.

LexRank (Erkan & Radev 2004, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR 22) ranks
sentences by PageRank in the graph of their similarities. Otterbacher, Erkan & Radev (2005, "Using Random Walks for
Question-focused Sentence Retrieval", HLT/EMNLP) bias the walk; here the bias is the position, since news puts what matters
first (the inverted pyramid).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from corpus.types import SummarySentence
from models.fingerprint import options_fingerprint
from models.summarizers.similarity import FUNCTION_WORDS, vectors

# Below this cosine two sentences are not neighbours: the threshold that Erkan & Radev found best.
EDGE = 0.1
# Share of the walk that follows similarity; the rest jumps to a sentence by its position.
DAMPING = 0.7
# A sentence this much like a chosen one says nothing new.
REDUNDANT = 0.6
# Fewer words are a heading or a remnant.
SHORTEST = 4
# Similarity takes space by the square of the sentences; no news article keeps its point for later than this.
MOST = 1000


class LexRank:
    """Extractive: every summary sentence is a sentence of the article and is its own support."""

    name = "lexrank"
    fingerprint = options_fingerprint(
        {
            "method": "lexrank",
            "edge": EDGE,
            "damping": DAMPING,
            "redundant": REDUNDANT,
            "shortest": SHORTEST,
            "most": MOST,
            "left out": sorted(FUNCTION_WORDS),
        }
    )

    def summarize(self, sentences: Sequence[str], *, size: int, avoid: Collection[int] = ()) -> list[SummarySentence]:
        """Picks at most ``size`` sentences, in the article's order; see ``models.base.Summarizer``."""
        candidates = [position for position, sentence in enumerate(sentences) if _says_something(sentence)]
        if not candidates:
            candidates = [position for position, sentence in enumerate(sentences) if sentence.strip()]
        doubted = set(avoid)
        candidates = sorted(sorted(candidates, key=lambda position: (position in doubted, position))[:MOST])
        if not candidates or size < 1:
            return []
        texts = [sentences[position] for position in candidates]
        similarity = _similarity(texts)
        scores = _centrality(similarity, len(texts))
        # Rounding keeps the last bits of the arithmetic from deciding between equals; the earlier one wins.
        ranked = sorted(range(len(texts)), key=lambda i: (-round(scores[i], 9), i))
        trusted = [i for i in ranked if candidates[i] not in doubted]
        chosen = _distinct(trusted, similarity, size, [])
        if len(chosen) == len(trusted):
            chosen = _distinct([i for i in ranked if i not in trusted], similarity, size, chosen)
        return [SummarySentence(texts[i], (candidates[i],)) for i in sorted(chosen)]


def _distinct(ranked: Sequence[int], similarity: Any, size: int, chosen: Sequence[int]) -> list[int]:
    """``chosen`` and the best of ``ranked``, up to ``size``, without those that repeat one already in it."""
    result = list(chosen)
    for i in ranked:
        if len(result) < size and all(similarity[i, other] <= REDUNDANT for other in result):
            result.append(i)
    return result


def _says_something(sentence: str) -> bool:
    return len(sentence.split()) >= SHORTEST and re.search(r"[^\W\d_]", sentence) is not None


def _similarity(texts: Sequence[str]) -> Any:
    """The sparse matrix of the sentences' cosines."""
    from scipy.sparse import csr_array

    found = vectors(texts)
    return csr_array((len(texts), len(texts))) if found is None else csr_array(found @ found.T)


def _centrality(similarity: Any, count: int) -> list[float]:
    """Biased LexRank scores of the sentences, which sum to one."""
    import networkx

    graph = networkx.from_scipy_sparse_array(similarity.multiply(similarity >= EDGE))
    graph.remove_edges_from(list(networkx.selfloop_edges(graph)))
    bias = {position: 1 / (1 + position) for position in range(count)}
    ranks = networkx.pagerank(graph, alpha=DAMPING, personalization=bias, max_iter=1000)
    return [float(ranks[position]) for position in range(count)]
