"""How alike sentences are, by the words they share: cosine of tf-idf vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def vectors(sentences: Sequence[str]) -> Any | None:
    """Unit tf-idf vectors of sentences (a sparse matrix, a row each); ``None`` where there is not one word in them.

    English stop words do not count, unless there is nothing else.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    for stop_words in ("english", None):
        try:
            return TfidfVectorizer(
                sublinear_tf=True, stop_words=stop_words, token_pattern=r"(?u)\b\w+\b"
            ).fit_transform(sentences)
        except ValueError:  # an empty vocabulary
            continue
    return None


def cosines(left: Sequence[str], right: Sequence[str]) -> npt.NDArray[np.float64]:
    """Cosine similarities of every sentence of ``left`` with every one of ``right`` (len(left), len(right)), 0 to 1."""
    import numpy as np

    found = vectors([*left, *right])
    if found is None:
        return np.zeros((len(left), len(right)))
    dense: npt.NDArray[np.float64] = (found[: len(left)] @ found[len(left) :].T).toarray()
    return dense
