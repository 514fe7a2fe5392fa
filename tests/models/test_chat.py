"""Translation with small real language models, asked through their own chat templates."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from models import ModelError, load_translator
from models.translators.chat_engine import ChatTranslator
from tests.command import songngu
from tests.small import ENGLISH, VIETNAMESE

SmallModel = Callable[[str], Path]


@pytest.mark.parametrize("family", ["chat", "chat_without_system"])
@pytest.mark.parametrize("beams", [1, 3])
def test_it_is_asked_as_its_template_says_and_its_talk_is_left_out(
    small_model: SmallModel, family: str, beams: int
) -> None:
    translations = ChatTranslator(small_model(family), beams=beams).translate(VIETNAMESE)
    assert [translation.text for translation in translations] == ENGLISH
    assert all(translation.score is not None and 0.5 < translation.score <= 1 for translation in translations)
    assert all(translation.flags == () for translation in translations)


def test_any_engine_that_can_run_it_is_found(small_model: SmallModel) -> None:
    folder = small_model("chat")
    for engine in ("auto", "torch"):
        assert isinstance(load_translator(folder, engine=engine, now=False), ChatTranslator)
    with pytest.raises(ModelError, match="take --engine torch"):
        load_translator(folder, engine="ctranslate2")


def test_order_duplicates_blanks_and_company(small_model: SmallModel) -> None:
    translator = ChatTranslator(small_model("chat"), beams=1)
    vi, en = VIETNAMESE, ENGLISH
    finished: list[int] = []
    texts = [vi[3], "", vi[0], vi[3], "  ", vi[1] + "\n"]
    translations = translator.translate(texts, progress=finished.append)
    assert [translation.text for translation in translations] == [en[3], "", en[0], en[3], "", en[1]]
    assert sum(finished) == len(texts)
    # What it has never seen runs on; its limit follows from its own length, not from the prompt's or a neighbour's.
    odd = "ủy ban họp báo"
    [alone] = translator.translate([odd])
    together = translator.translate([vi[5], odd])[1]
    assert (together.text, together.flags) == (alone.text, alone.flags)
    assert alone.tokens <= 2 * 12 + 16


def test_a_repeated_ngram_can_be_forbidden_in_the_answer_alone(small_model: SmallModel) -> None:
    translator = ChatTranslator(small_model("chat"), beams=1)
    [again] = translator.translate(["ủy ban ủy ban ủy ban ủy ban ủy ban ủy ban"], no_repeat_ngram=2)
    tokens = translator.tokenizer(again.text)["input_ids"]
    assert len(set(pairwise(tokens))) == len(tokens) - 1


def test_a_model_without_a_template_is_refused(small_model: SmallModel, tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    shutil.copytree(small_model("chat"), folder)
    (folder / "chat_template.jinja").unlink(missing_ok=True)
    settings = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    settings.pop("chat_template", None)
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    with pytest.raises(ModelError, match="without a chat template"):
        load_translator(folder)


def test_the_command_line_takes_one(small_model: SmallModel) -> None:
    done = songngu("translate", "-t", str(small_model("chat")), "--beams", "1", "--lines", stdin=VIETNAMESE[0] + "\n")
    assert (done.code, done.out) == (0, ENGLISH[0] + "\n"), done.err
