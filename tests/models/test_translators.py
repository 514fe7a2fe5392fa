"""Translation with real small models of every family: asked the right way, they know their sentences by heart."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models import ModelError
from models.translators.transformers_engine import TransformersTranslator
from tests.small import ENGLISH, VIETNAMESE

SmallModel = Callable[[str], Path]
FAMILIES = ["marian", "m2m100", "nllb", "mbart50", "mbart", "envit5", "madlad"]


@pytest.fixture(scope="module")
def translator(small_model: SmallModel) -> TransformersTranslator:
    return TransformersTranslator(small_model("marian"), beams=2)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("beams", [1, 3])
def test_every_family_is_asked_in_its_own_way(small_model: SmallModel, family: str, beams: int) -> None:
    translations = TransformersTranslator(small_model(family), beams=beams).translate(VIETNAMESE)
    assert [translation.text for translation in translations] == ENGLISH
    assert all(translation.score is not None and 0.5 < translation.score <= 1 for translation in translations)
    assert all(translation.flags == () for translation in translations)


def test_nothing_is_written_to_the_terminal(small_model: SmallModel, capfd: pytest.CaptureFixture[str]) -> None:
    TransformersTranslator(small_model("marian"), beams=1).translate(VIETNAMESE[:2])
    assert capfd.readouterr() == ("", "")


def test_order_duplicates_and_blanks(translator: TransformersTranslator) -> None:
    vi, en = VIETNAMESE, ENGLISH
    finished: list[int] = []
    texts = [vi[3], "", vi[0], vi[3], "  ", vi[1] + "\n"]
    translations = translator.translate(texts, progress=finished.append)
    assert [translation.text for translation in translations] == [en[3], "", en[0], en[3], "", en[1]]
    assert translations[1].score is None
    assert sum(finished) == len(texts)


def test_a_segment_is_translated_the_same_whatever_else_is_in_the_batch(translator: TransformersTranslator) -> None:
    # The model has never seen the first text and runs on: its limit must not depend on the long neighbour.
    odd = "ủy ban họp báo"
    [alone] = translator.translate([odd])
    together = translator.translate([VIETNAMESE[5], odd, VIETNAMESE[0]])[1]
    assert together.text == alone.text
    assert together.flags == alone.flags
    assert together.score == pytest.approx(alone.score, abs=1e-4)


def test_a_segment_beyond_the_window_is_split_at_clauses_and_rejoined(small_model: SmallModel) -> None:
    translator = TransformersTranslator(small_model("marian"), beams=2, window=8)
    long, short = translator.translate([" ".join(VIETNAMESE[:4]), VIETNAMESE[0]])
    assert long.flags == ("split",)
    assert long.text == " ".join(ENGLISH[:4])
    assert short.flags == ()


def test_the_window_is_never_larger_than_the_positions_allow(small_model: SmallModel) -> None:
    assert TransformersTranslator(small_model("marian"), window=1000).window == 63
    assert TransformersTranslator(small_model("marian")).window == 63
    assert TransformersTranslator(small_model("marian"), window=30).window == 30


@pytest.mark.parametrize("beams", [1, 3])
def test_the_score_is_the_geometric_mean_of_the_token_probabilities(small_model: SmallModel, beams: int) -> None:
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    folder, text = small_model("marian"), "Bà Lan viết thư cho học sinh."
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModelForSeq2SeqLM.from_pretrained(folder).eval()
    inputs = tokenizer([text], return_tensors="pt")
    with torch.inference_mode():
        output = model.generate(
            **inputs, num_beams=beams, max_length=60, return_dict_in_generate=True, output_scores=True
        )
        beam_indices = output.beam_indices if beams > 1 else None
        steps = model.compute_transition_scores(
            output.sequences, output.scores, beam_indices, normalize_logits=beams == 1
        )
    log_probabilities = [step for step in steps[0].tolist() if step < 0]
    [translation] = TransformersTranslator(folder, beams=beams).translate([text])
    assert translation.score == pytest.approx(math.exp(sum(log_probabilities) / len(log_probabilities)), rel=1e-3)


@pytest.fixture
def endless(small_model: SmallModel, tmp_path: Path) -> Path:
    """A model that its own generation config forbids to come to an end."""
    folder = shutil.copytree(small_model("marian"), tmp_path / "endless")
    config = json.loads((folder / "generation_config.json").read_text())
    config["suppress_tokens"] = [config["eos_token_id"]]
    del config["forced_eos_token_id"]
    (folder / "generation_config.json").write_text(json.dumps(config))
    return folder


@pytest.mark.parametrize("beams", [1, 2])
def test_the_models_generation_config_is_honoured_and_an_endless_output_flagged(endless: Path, beams: int) -> None:
    [translation] = TransformersTranslator(endless, beams=beams).translate([VIETNAMESE[0]])
    assert translation.flags == ("truncated",)
    assert translation.score is not None


def test_a_loop_is_broken_by_forbidding_repeated_ngrams(endless: Path) -> None:
    translator = TransformersTranslator(endless, beams=1)
    looping = translator.translate(VIETNAMESE)
    repaired = translator.translate(VIETNAMESE, no_repeat_ngram=2)
    assert any("....." in translation.text for translation in looping)
    assert not any("....." in translation.text for translation in repaired)


def test_two_runs_are_equal_to_the_last_bit(small_model: SmallModel) -> None:
    first, second = (
        TransformersTranslator(small_model("marian"), beams=2).translate([*VIETNAMESE, "Cầu cũ."]) for _ in range(2)
    )
    assert first == second


def test_the_fingerprint_changes_with_weights_and_options_only(small_model: SmallModel, tmp_path: Path) -> None:
    folder = shutil.copytree(small_model("marian"), tmp_path / "copy")
    original = TransformersTranslator(small_model("marian"), beams=2).fingerprint
    assert TransformersTranslator(folder, beams=2).fingerprint == original
    assert TransformersTranslator(folder, beams=3).fingerprint != original
    (folder / "README.md").write_text("A model card changes no translation.")
    assert TransformersTranslator(folder, beams=2).fingerprint == original
    (folder / "vocab.json").write_text((folder / "vocab.json").read_text() + "\n")
    assert TransformersTranslator(folder, beams=2).fingerprint != original


def test_a_folder_is_named_by_its_name(small_model: SmallModel) -> None:
    assert TransformersTranslator(small_model("marian"), beams=1).name == "marian"


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("config.json", "config.json is missing"),
        ("model.safetensors", "model.safetensors is missing"),
        ("source.spm vocab.json", "the tokenizer is missing"),
    ],
)
def test_a_folder_that_is_no_model_is_told_what_it_lacks(
    small_model: SmallModel, tmp_path: Path, missing: str, message: str
) -> None:
    folder = shutil.copytree(small_model("marian"), tmp_path / "broken")
    for name in missing.split():
        (folder / name).unlink()
    with pytest.raises(ModelError, match=message):
        TransformersTranslator(folder).load()


def test_damaged_weights_are_an_error_that_names_the_folder(small_model: SmallModel, tmp_path: Path) -> None:
    folder = shutil.copytree(small_model("marian"), tmp_path / "damaged")
    (folder / "model.safetensors").write_bytes(b"not safetensors at all")
    with pytest.raises(ModelError, match="damaged"):
        TransformersTranslator(folder).load()


def test_options_that_make_no_sense_are_refused(small_model: SmallModel) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        TransformersTranslator(small_model("marian"), beams=0)
