"""Learn which words may translate which, for :mod:`models.lexicon`.

    songngu prepare PAIRS... --held-out TEST.tsv -o clean.tsv
    python -m models.training.lexicon clean.tsv models/lexicon.npz

Lines are source, Vietnamese, English, separated by tabs; of each source at most so many are read as :data:`LIMITS` says, prose first.
Words are aligned by IBM model 1 in both directions. No text is kept but pairs of words.
"""

from __future__ import annotations

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
# Words in more sentences than this share of all tell nothing: articles, classifiers, "of" and "của".
_COMMON_ENGLISH, _COMMON_VIETNAMESE = 0.03, 0.05


def learn(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the arrays of the lexicon of ``pairs``, Vietnamese and English."""
    sentences = [
        (syllables, compounds(syllables), list(map(stem, words)))
        for vi, en in pairs
        if 1 <= len(syllables := vietnamese_words(vi)) <= _LONGEST and 1 <= len(words := english_words(en)) <= _LONGEST
    ]
    single, joined, english = (_counted(own[part] for own in sentences) for part in (0, 1, 2))
    vi = [*_frequent(single, _RAREST), *_frequent(joined, _RAREST_COMPOUND)]
    en = _frequent(english, _RAREST)
    vi_numbers, en_numbers = ({word: number for number, word in enumerate(words, 1)} for words in (vi, en))
    vi_side = [_numbered([*own, *pairs], vi_numbers) for own, pairs, _ in sentences]
    en_side = [_numbered(own, en_numbers) for _, _, own in sentences]
    sizes = (len(vi) + 1, len(en) + 1)
    given_vi = translation_table(vi_side, en_side, sizes=sizes, rounds=_ROUNDS)
    given_en = translation_table(en_side, vi_side, sizes=sizes[::-1], rounds=_ROUNDS)
    telling_en = np.array([english[word] <= _COMMON_ENGLISH * len(sentences) and word.isalpha() for word in en])
    telling_vi = np.array([single[word] <= _COMMON_VIETNAMESE * len(sentences) and word.isalpha() for word in vi])
    return {
        **_side("vi", vi, telling_vi, given_vi, _LIKELY_ENGLISH),
        **_side("en", en, telling_en, given_en, _LIKELY_VIETNAMESE),
    }


def _counted(sentences: Iterable[Sequence[str]]) -> Counter[str]:
    """Count in how many sentences each word stands."""
    return Counter(word for words in sentences for word in set(words))


def _frequent(counts: Counter[str], least: int) -> list[str]:
    return sorted(word for word, count in counts.items() if count >= least)


def _numbered(words: Sequence[str], numbers: dict[str, int]) -> list[int]:
    return [numbers[word] for word in words if word in numbers]


def _side(name: str, words: Sequence[str], telling: np.ndarray, table: Any, likely: float) -> dict[str, Any]:
    """The table's row and column 0 are the empty word's, which is no word here."""
    kept = table[1:, 1:].tocsr()
    kept.data[kept.data <= likely] = 0
    kept.eliminate_zeros()
    kept.sort_indices()
    return {
        f"{name}_words": np.frombuffer("\n".join(words).encode(), np.uint8),
        f"{name}_telling": telling,
        f"{name}_begins": kept.indptr.astype(np.uint32),
        f"{name}_answers": kept.indices.astype(np.uint16),
    }


def main(arguments: Sequence[str]) -> int:
    """``python -m models.training.lexicon PAIRS OUT`` reads a file of pairs, packed or not, and writes the lexicon."""
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
    np.savez_compressed(arguments[1], **learn(pairs))
    print(f"{len(pairs):,} pairs read", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
