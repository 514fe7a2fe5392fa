"""Learn which words may translate which, for :mod:`models.lexicon`.

    songngu prepare PAIRS... --held-out TEST.tsv -o clean.tsv
    zstdcat mono.vi.tsv.zst | cut -f2 | python -m models.training.lexicon clean.tsv models/lexicon.npz

Lines are source, Vietnamese, English, separated by tabs; of each source at most so many are read as :data:`LIMITS` says, prose first.
Words are aligned by IBM model 1 in both directions. Which syllables are one word is learnt from Vietnamese on standard input, a sentence
a line. No text is kept but words and pairs of words.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from models.lexicon import compounds, english_words, stem, vietnamese_words
from models.training.align import translation_table

LIMITS: Final = {
    "evbnews": 41_000,
    "alt_wikinews": 21_000,
    "vlsp20_news": 20_000,
    "press": 60_000,
    "ted_v2en_recased": 10_000,
    "ted_douwa_recased": 5_000,
    "ted_dev2010_tst2010_tst2011": 4_000,
    "gov_denver_policies": 8_000,
    "gov_hethongchinhtri": 900,
    "gov_constitution_2013": 400,
    "gov_hcmih_party": 300,
    "gov_mln131": 200,
    "bbc_para_mt": 7_000,
    "xquad": 2_400,
    "d2l_vn": 3_000,
    "tatoeba": 7_500,
    "dict_vietanh_examples": 12_000,
    "dict_vietanh_words": 43_000,
}
"""Pairs of each source: news, speech, offices and a dictionary. What software says is no prose."""

_LONGEST: Final = 70  # words of a sentence: its table of pairs grows with the square
_RAREST, _RAREST_COMPOUND = 5, 15  # sentences that a word has to stand in
_ROUNDS: Final = 5
# A probability above which one word may answer to the other: of an English one given the Vietnamese, and the other way round. A Vietnamese
# word has more English neighbours than the other way round, since function words are spread over all.
_LIKELY_ENGLISH, _LIKELY_VIETNAMESE = 0.01, 0.003
# What both probabilities come to, one times the other, where one word is the other's translation.
_LIKELY_GLOSS = 0.005
# Words in more sentences than this share of all tell nothing: articles, classifiers, "of" and "của".
_COMMON_ENGLISH, _COMMON_VIETNAMESE = 0.03, 0.05


def learn(pairs: Iterable[tuple[str, str]], sentences: Iterable[str]) -> dict[str, Any]:
    """Return the arrays of the lexicon of ``pairs``, Vietnamese and English, and of Vietnamese ``sentences``."""
    texts = [
        (syllables, words)
        for vi, en in pairs
        if 1 <= len(syllables := vietnamese_words(vi)) <= _LONGEST and 1 <= len(words := english_words(en)) <= _LONGEST
    ]
    rows = [(syllables, compounds(syllables), list(map(stem, words))) for syllables, words in texts]
    single, joined, english = (_counted(row[part] for row in rows) for part in (0, 1, 2))
    spelled = _counted(words for _, words in texts)
    # The most frequent form of a word overwrites the others.
    forms = {stem(word): word for word in sorted(spelled, key=lambda word: (spelled[word], word))}
    vi = [*_frequent(single, _RAREST), *_frequent(joined, _RAREST_COMPOUND)]
    en = _frequent(english, _RAREST)
    vi_numbers, en_numbers = ({word: number for number, word in enumerate(own, 1)} for own in (vi, en))
    vi_side = [_numbered([*syllables, *twos], vi_numbers) for syllables, twos, _ in rows]
    en_side = [_numbered(stems, en_numbers) for _, _, stems in rows]
    sizes = (len(vi) + 1, len(en) + 1)
    # Row and column 0 are the empty word's, which is no word here.
    given_vi = translation_table(vi_side, en_side, sizes=sizes, rounds=_ROUNDS)[1:, 1:]
    given_en = translation_table(en_side, vi_side, sizes=sizes[::-1], rounds=_ROUNDS)[1:, 1:]
    telling_en = np.array([english[word] <= _COMMON_ENGLISH * len(rows) and word.isalpha() for word in en])
    telling_vi = np.array([single[word] <= _COMMON_VIETNAMESE * len(rows) and word.isalpha() for word in vi])
    return {
        **_side("vi", vi, telling_vi, given_vi, _LIKELY_ENGLISH),
        **_side("en", en, telling_en, given_en, _LIKELY_VIETNAMESE),
        "vi_glosses": _glosses(given_vi, given_en),
        "vi_together": _together(vi, sentences),
        "forms": _lines(forms[word] for word in en),
    }


def _counted(sentences: Iterable[Sequence[str]]) -> Counter[str]:
    """Count in how many sentences each word stands."""
    return Counter(word for words in sentences for word in set(words))


def _frequent(counts: Counter[str], least: int) -> list[str]:
    return sorted(word for word, count in counts.items() if count >= least)


def _numbered(words: Sequence[str], numbers: dict[str, int]) -> list[int]:
    return [numbers[word] for word in words if word in numbers]


def _side(name: str, words: Sequence[str], telling: np.ndarray, table: Any, likely: float) -> dict[str, Any]:
    kept = table.tocsr(copy=True)
    kept.data[kept.data <= likely] = 0
    kept.eliminate_zeros()
    kept.sort_indices()
    return {
        f"{name}_words": _lines(words),
        f"{name}_telling": telling,
        f"{name}_begins": kept.indptr.astype(np.uint32),
        f"{name}_answers": kept.indices.astype(np.uint16),
    }


def _lines(words: Iterable[str]) -> np.ndarray:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _glosses(given_vi: Any, given_en: Any) -> np.ndarray:
    """Return for each Vietnamese word the number of the English one, from 1, that it is most likely the word for; 0 where none is.

    Both directions have to agree: "the" follows from everything, and nothing from it.
    """
    both = given_vi.multiply(given_en.T).tocsr()
    best = np.asarray(both.argmax(axis=1)).ravel()
    likely = both.max(axis=1).toarray().ravel() >= _LIKELY_GLOSS
    return np.where(likely, best + 1, 0).astype(np.uint16)


def _together(words: Sequence[str], sentences: Iterable[str]) -> np.ndarray:
    """Return for each word of two syllables how much they belong together, 0 to 255: their normalised pointwise mutual information
    (Bouma 2009)."""
    single, joined = Counter[str](), Counter[str]()
    for sentence in sentences:
        syllables = vietnamese_words(sentence)
        single.update(syllables)
        joined.update(compounds(syllables))
    total = single.total()

    def mutual_information(word: str) -> float:
        if not joined[word]:
            return 0.0
        first, second = word.split()
        chance = joined[word] / total
        return math.log(chance * total**2 / (single[first] * single[second])) / -math.log(chance)

    return np.array([round(255 * min(1.0, max(0.0, mutual_information(word)))) for word in words], np.uint8)


def main(arguments: Sequence[str]) -> int:
    """``python -m models.training.lexicon PAIRS OUT`` reads a file of pairs, packed or not, and Vietnamese on standard input, and writes the lexicon."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    import io

    import zstandard

    counts = Counter[str]()
    pairs = []
    with Path(arguments[0]).open("rb") as file:
        unpacked = zstandard.ZstdDecompressor().stream_reader(file) if arguments[0].endswith(".zst") else file
        for line in io.TextIOWrapper(io.BufferedReader(unpacked), encoding="utf-8"):
            source, vi, en = line.rstrip("\n").split("\t")[:3]
            counts[source] += 1
            if counts[source] <= LIMITS.get(source, 0):
                pairs.append((vi, en))
    np.savez_compressed(arguments[1], **learn(pairs, sys.stdin))
    print(f"{len(pairs):,} pairs read", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
