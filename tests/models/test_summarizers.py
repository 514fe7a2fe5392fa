"""Summaries of an article that was written for these tests, and of the small models' own articles."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.summarizers.lexrank import LexRank
from models.summarizers.sentences import english_sentences
from models.summarizers.seq2seq import Seq2SeqSummarizer
from models.summarizers.similarity import FUNCTION_WORDS, vectors
from tests.small import ENGLISH

SmallModel = Callable[[str], Path]

FLOOD = [
    "Three villages in the north of the province were cut off on Tuesday after the river broke its banks.",
    "Soldiers brought four hundred people from the three villages to a school on higher ground.",
    "The water rose faster than the province had expected.",
    "Photo: the province's newspaper.",
    "The governor of the province promised that the road to the villages would open again within two days.",
    "Many families left rice and tools behind when the river broke its banks on Tuesday.",
    "A boat with medicine reached the school on Wednesday morning.",
    "Schools will stay closed until Monday, the governor said.",
    "It was the third flood of the year.",
]


def supports(summary: list) -> list[tuple[int, ...]]:  # type: ignore[type-arg]
    return [sentence.support for sentence in summary]


def test_lexrank_picks_sentences_of_the_article_in_its_order() -> None:
    summary = LexRank().summarize(FLOOD, size=3)
    assert [sentence.en for sentence in summary] == [FLOOD[p] for (p,) in supports(summary)]
    assert supports(summary) == sorted(supports(summary))
    assert len(summary) == 3
    assert summary[0].en == FLOOD[0]


def test_lexrank_gives_the_same_summary_every_time() -> None:
    assert LexRank().summarize(FLOOD, size=3) == LexRank().summarize(FLOOD, size=3)


def test_lexrank_avoids_doubtful_sentences_while_others_are_left() -> None:
    assert (0,) not in supports(LexRank().summarize(FLOOD, size=3, avoid={0}))
    everything_but_two = set(range(len(FLOOD))) - {6, 8}
    chosen = LexRank().summarize(FLOOD, size=3, avoid=everything_but_two)
    assert {(6,), (8,)} < set(supports(chosen))
    assert len(LexRank().summarize(FLOOD, size=2, avoid=range(len(FLOOD)))) == 2


def test_lexrank_does_not_say_the_same_thing_twice() -> None:
    again = "On Tuesday the river broke its banks and three villages in the north of the province were cut off."
    summary = LexRank().summarize([FLOOD[0], again, FLOOD[6], FLOOD[7]], size=3)
    assert supports(summary) == [(0,), (2,), (3,)]


def test_lexrank_takes_what_says_more_and_leaves_what_adds_a_detail() -> None:
    detail = "Three villages in the north were cut off on Tuesday after the river broke its banks, and a bridge fell."
    summary = LexRank().summarize([FLOOD[0], detail, FLOOD[5], FLOOD[6]], size=3)
    assert supports(summary) == [(0,), (2,), (3,)]


def test_of_sentences_that_say_as_much_lexrank_takes_what_stands_first() -> None:
    rescue = [
        "Rice for the school came by boat.",
        "Soldiers carried the rice to the school.",
        "The soldiers carried four hundred people to higher ground.",
        "The people waited on higher ground.",
    ]
    assert supports(LexRank().summarize(rescue, size=1)) == [(1,)]
    assert supports(LexRank().summarize(rescue[::-1], size=1)) == [(1,)]


def test_lexrank_passes_over_remnants_unless_there_is_nothing_else() -> None:
    assert supports(LexRank().summarize(["12 34 56 78", "Photo:", "", FLOOD[7]], size=3)) == [(3,)]
    assert supports(LexRank().summarize(["", "Photo:"], size=3)) == [(1,)]
    assert LexRank().summarize(["", "  "], size=3) == []
    assert LexRank().summarize([], size=3) == []


def test_lexrank_works_without_a_single_content_word() -> None:
    assert supports(LexRank().summarize(["It was as it is.", "They were what they are."], size=1)) == [(0,)]
    assert supports(LexRank().summarize(["— — — — —", "… … … …"], size=1)) == [(0,)]


@settings(deadline=None)
@given(st.lists(st.text("abc İß'é \n"), min_size=1, max_size=8))
def test_sentences_are_weighed_as_scikit_learn_weighs_them(sentences: list[str]) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    for texts in (sentences, [*sentences, *FLOOD]):
        found = vectors(texts)
        for stop_words in (sorted(FUNCTION_WORDS), None):
            reference = TfidfVectorizer(sublinear_tf=True, stop_words=stop_words, token_pattern=r"(?u)\b\w+\b")
            try:
                expected = reference.fit_transform(texts)
            except ValueError:  # not one word
                assert stop_words or found is None
                continue
            assert found is not None
            assert (found @ found.T).toarray() == pytest.approx((expected @ expected.T).toarray())
            break


def test_lexrank_survives_a_very_long_text() -> None:
    assert len(LexRank().summarize([f"{sentence} {n}" for n in range(300) for sentence in FLOOD], size=3)) == 3


@pytest.mark.parametrize("family", ["t5", "bart", "pegasus", "led"])
def test_every_family_of_summarisers_writes_what_it_has_learnt(small_model: SmallModel, family: str) -> None:
    summarizer = Seq2SeqSummarizer(small_model(family), beams=2)
    for start in (0, 3):
        [sentence] = summarizer.summarize(ENGLISH[start : start + 3], size=2)
        assert sentence.en == ENGLISH[start]
        assert sentence.support == (0,)


def test_an_article_beyond_the_window_is_summarised_in_parts_and_then_as_a_whole(small_model: SmallModel) -> None:
    # The window holds three sentences: each part becomes its first sentence, and the whole one of those.
    summarizer = Seq2SeqSummarizer(small_model("bart"), beams=2)
    summary = summarizer.summarize(ENGLISH * 4, size=1)
    assert len(summary) == 1
    assert summary == summarizer.summarize(ENGLISH * 4, size=1)


def test_support_is_counted_in_the_articles_sentences(small_model: SmallModel) -> None:
    summarizer = Seq2SeqSummarizer(small_model("bart"), beams=2)
    [sentence] = summarizer.summarize(["", "A doubtful line about nothing.", *ENGLISH[:3]], size=1, avoid={1})
    assert sentence.en == ENGLISH[0]
    assert sentence.support == (2,)


def test_seq2seq_has_nothing_to_say_about_nothing(small_model: SmallModel) -> None:
    assert Seq2SeqSummarizer(small_model("bart")).summarize(["", " "], size=3) == []


def test_seq2seq_writes_nothing_to_the_terminal(small_model: SmallModel, capfd: pytest.CaptureFixture[str]) -> None:
    for family in ("led", "bart"):
        Seq2SeqSummarizer(small_model(family), beams=1).summarize(ENGLISH[:3], size=1)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. The river rose.", ["It rained.", "The river rose."]),
        ("Mr. Lam met Dr. A. B. Tran at No. 5.", ["Mr. Lam met Dr. A. B. Tran at No. 5."]),
        ("It cost 3.5 million. Why? Nobody knew!", ["It cost 3.5 million.", "Why?", "Nobody knew!"]),
        ('"We wait." She left.', ['"We wait."', "She left."]),
        ("He left the U.S. Department of State.", ["He left the U.S. Department of State."]),
        ("He went to the U.S. The talks failed.", ["He went to the U.S.", "The talks failed."]),
        ("First line.<n>second line\nthird", ["First line.", "second line", "third"]),
        ("Talks end at 5 p.m. and start on 3 Jan. next year.", ["Talks end at 5 p.m. and start on 3 Jan. next year."]),
        ("", []),
    ],
)
def test_english_sentences(text: str, sentences: list[str]) -> None:
    assert english_sentences(text) == sentences


def test_full_stops_without_end_hold_nobody_up() -> None:
    began = time.process_time()
    assert len(english_sentences("." * 20_000)) == 1
    assert time.process_time() - began < 5
