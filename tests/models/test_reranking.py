"""Of a beam's hypotheses the one is taken that answers to most of the source; each engine hands over all of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.translators.ctranslate2_engine import CTranslate2Translator
from models.translators.reranking import most_answered
from models.translators.scheduling import Hypothesis
from models.translators.transformers_engine import TransformersTranslator
from tests.small import ENGLISH, VIETNAMESE

ENGINES = [TransformersTranslator, CTranslate2Translator]
SOURCE = "Cơn bão làm hư hỏng mái ngói của ba ngôi nhà ở xã Tân Lập."


def hypothesis(text: str, mean: float, *, truncated: bool = False) -> Hypothesis:
    tokens = len(text.split()) + 1
    return Hypothesis(text, mean * tokens, tokens, truncated)


@pytest.mark.parametrize(
    "better",
    [
        "The storm damaged the tile roofs of three houses in Tan Lap commune.",  # where the first leaves a word out
        "The storm damaged the roofs of three houses in Tan Lap commune.",  # the right number
    ],
)
def test_what_answers_to_more_words_or_keeps_the_number_wins_among_the_likely(better: str) -> None:
    first = hypothesis("The storm damaged the doors of 30 houses in Tan Lap commune.", -0.50)
    assert most_answered(SOURCE, [first, hypothesis(better, -0.52)]).text == better
    assert most_answered(SOURCE, [first, hypothesis(better, -2.0)]) == first  # not at any price


def test_without_a_doubt_the_most_probable_stays() -> None:
    first = hypothesis("The storm damaged the tile roofs of three houses in Tan Lap commune.", -0.50)
    assert most_answered(SOURCE, [first, hypothesis("The storm damaged the roofs.", -0.50)]) == first


def test_what_did_not_end_or_says_nothing_is_never_preferred() -> None:
    first = hypothesis("The doors of 30 houses.", -0.5)
    endless = hypothesis("The storm damaged the tile roofs of three houses in Tan Lap commune", -0.5, truncated=True)
    assert most_answered(SOURCE, [first, endless, hypothesis("", -0.1)]) == first


@given(st.lists(st.tuples(st.text(max_size=40), st.floats(-5, 0), st.booleans()), min_size=1, max_size=5), st.text())
def test_it_is_always_one_of_them(drawn: list[tuple[str, float, bool]], source: str) -> None:
    found = [hypothesis(text, mean, truncated=truncated) for text, mean, truncated in drawn]
    assert most_answered(source, found) in found


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_hands_over_the_whole_beam_in_the_order_of_probability(
    small_model: Callable[[str], Path], engine: type[TransformersTranslator] | type[CTranslate2Translator]
) -> None:
    translator = engine(small_model("marian"), beams=3)
    assert translator.reranks
    translator.load()
    for found, english in zip(
        translator._decode(translator._encode(VIETNAMESE), no_repeat_ngram=0), ENGLISH, strict=True
    ):
        assert len(found) == 3
        assert english in [one.text for one in found]
        assert len({one.text for one in found}) > 1
        means = [one.log_probability / one.tokens for one in found]
        assert means == sorted(means, reverse=True)
        assert all(-math.inf < mean <= 0 for mean in means)


@pytest.mark.parametrize("engine", ENGINES)
def test_only_the_beams_of_marian_models_are_reranked_unless_it_is_said(
    small_model: Callable[[str], Path], engine: type[TransformersTranslator] | type[CTranslate2Translator]
) -> None:
    marian, other = small_model("marian"), small_model("m2m100")
    assert not engine(marian, beams=1).reranks
    assert not engine(marian, beams=3, rerank=False).reranks
    assert not engine(other, beams=3).reranks
    assert engine(other, beams=3, rerank=True).reranks
    assert engine(marian, beams=3).fingerprint != engine(marian, beams=3, rerank=False).fingerprint
