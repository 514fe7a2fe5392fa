"""How alike English sentences are, by the words they share: cosine of tf-idf vectors.

The weights are those of scikit-learn's ``TfidfVectorizer(sublinear_tf=True)`` (a test compares them), which takes a second to
import: as long as the embedded model needs for a hundred sentences. Its stop words would not do either, since "fire", "bill",
"system" and "call" are among them and are what an article may be about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FUNCTION_WORDS: Final = frozenset(
    """
    a an the this that these those such same other another each every either neither both all any some none no not nor only own
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
    it its itself they them their theirs themselves one ones oneself who whom whose which what whatever whoever whichever
    someone somebody something anyone anybody anything everyone everybody everything nobody nothing
    am is are was were be been being have has had having do does did doing done
    can could may might must shall should will would ought cannot
    s t d m ll re ve don didn doesn isn aren wasn weren hasn haven hadn won wouldn couldn shouldn
    about above across after against along alongside amid among amongst around as at before behind below beneath beside besides
    between beyond by despite down during except for from in inside into like near of off on onto out outside over past per
    regarding since than through throughout to toward towards under underneath until till up upon via versus with within without
    and but or so yet if unless because although though while whereas whether when whenever where wherever why how once
    here there hence thus therefore thereby therein however moreover furthermore nevertheless nonetheless otherwise
    also too very even still just quite rather almost already again ever never always often sometimes soon now then
    more most much many less least few fewer several enough else instead perhaps indeed etc
    """.split()
)
"""English words that carry grammar, not matter."""

_WORD = re.compile(r"\w+")


def vectors(sentences: Sequence[str]) -> Any | None:
    """Unit tf-idf vectors of sentences (a sparse matrix, a row each); ``None`` where there is not one word in them.

    Function words do not count, unless there is nothing else.
    """
    import numpy as np
    from scipy.sparse import csr_array

    words = [_WORD.findall(sentence.lower()) for sentence in sentences]
    counts = [Counter(word for word in own if word not in FUNCTION_WORDS) for own in words]
    if not any(counts):
        counts = [Counter(own) for own in words]
    documents = Counter(word for own in counts for word in own)
    if not documents:
        return None
    columns = {word: column for column, word in enumerate(documents)}
    inverse = np.log((1 + len(counts)) / (1 + np.array(list(documents.values())))) + 1
    indices = np.array([columns[word] for own in counts for word in own])
    weights = (1 + np.log([times for own in counts for times in own.values()])) * inverse[indices]
    ends = np.cumsum([0, *map(len, counts)])
    rows = np.repeat(np.arange(len(counts)), np.diff(ends))
    lengths = np.sqrt(np.bincount(rows, weights**2, len(counts)))
    return csr_array((weights / lengths[rows], indices, ends), shape=(len(counts), len(columns)))


def cosines(left: Sequence[str], right: Sequence[str]) -> npt.NDArray[np.float64]:
    """Cosine similarities of every sentence of ``left`` with every one of ``right`` (len(left), len(right)), 0 to 1."""
    import numpy as np

    found = vectors([*left, *right])
    if found is None:
        return np.zeros((len(left), len(right)))
    dense: npt.NDArray[np.float64] = (found[: len(left)] @ found[len(left) :].T).toarray()
    return dense
