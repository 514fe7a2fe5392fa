"""CTranslate2 says what torch says, on real small models of every family that it can run."""

from __future__ import annotations

import _ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from models import ModelError, load_translator
from models.translators import ctranslate2_engine
from models.translators.choice import gpu_notice
from models.translators.ctranslate2_engine import CTranslate2Translator, has_cublas
from models.translators.transformers_engine import TransformersTranslator
from tests.command import songngu
from tests.small import ENGLISH, VIETNAMESE

SmallModel = Callable[[str], Path]
FAMILIES = ["marian", "m2m100", "nllb", "mbart50", "mbart", "envit5", "madlad"]


@pytest.fixture(scope="module")
def translator(small_model: SmallModel) -> CTranslate2Translator:
    return CTranslate2Translator(small_model("marian"), beams=2)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_is_asked_in_its_own_way(small_model: SmallModel, family: str) -> None:
    ours = CTranslate2Translator(small_model(family), beams=1).translate(VIETNAMESE)
    theirs = TransformersTranslator(small_model(family), beams=1).translate(VIETNAMESE)
    assert [translation.text for translation in ours] == ENGLISH
    assert all(translation.flags == () for translation in ours)
    for own, other in zip(ours, theirs, strict=True):
        assert own.score == pytest.approx(other.score, abs=0.01)
        assert own.tokens == other.tokens


@pytest.mark.parametrize("family", FAMILIES)
def test_beam_search_finds_the_same(small_model: SmallModel, family: str) -> None:
    found = CTranslate2Translator(small_model(family), beams=3).translate(VIETNAMESE)
    # The two engines end a beam search by different rules, which shows on models that know six sentences.
    assert sum(t.text == english for t, english in zip(found, ENGLISH, strict=True)) >= 5


def test_order_duplicates_and_blanks(translator: CTranslate2Translator) -> None:
    vi, en = VIETNAMESE, ENGLISH
    finished: list[int] = []
    texts = [vi[3], "", vi[0], vi[3], "  ", vi[1] + "\n"]
    translations = translator.translate(texts, progress=finished.append)
    assert [translation.text for translation in translations] == [en[3], "", en[0], en[3], "", en[1]]
    assert sum(finished) == len(texts)


def test_many_batches_side_by_side_come_back_in_order(small_model: SmallModel) -> None:
    translator = CTranslate2Translator(small_model("marian"), beams=1, max_batch_tokens=24)
    texts = [f"{VIETNAMESE[n % 6]} {n}" for n in range(120)] + VIETNAMESE
    assert [t.text for t in translator.translate(texts)[-6:]] == ENGLISH


def test_a_segment_is_translated_the_same_whatever_else_is_in_the_batch(translator: CTranslate2Translator) -> None:
    odd = "ủy ban họp báo"  # never seen: it runs on, and its limit must not depend on the long neighbour
    [alone] = translator.translate([odd])
    together = translator.translate([" ".join(VIETNAMESE[3:6]), odd, VIETNAMESE[0]])[1]
    assert (together.text, together.flags, together.tokens) == (alone.text, alone.flags, alone.tokens)


def test_a_short_segment_is_never_decoded_without_a_row_of_sixteen_tokens(small_model: SmallModel) -> None:
    # Below that the 8-bit kernels of some processors sum in another order than they do in longer company.
    class Listening:
        """The engine, and how long the rows were that it was given."""

        def __init__(self, engine: Any) -> None:
            self._engine, self.longest = engine, list[int]()

        def translate_batch(self, rows: list[list[str]], *more: Any, **options: Any) -> Any:
            self.longest.append(max(map(len, rows)))
            return self._engine.translate_batch(rows, *more, **options)

    translator = CTranslate2Translator(small_model("marian"), beams=2)
    translator.load()
    translator.engine = listening = Listening(translator.engine)
    short = ["Ảnh: Lan", "Tin", VIETNAMESE[0]]
    alone = [translator.translate([text])[0] for text in short]
    assert translator.translate([*short, " ".join(VIETNAMESE[:4])])[:3] == alone
    assert alone[2].text == ENGLISH[0]
    assert listening.longest[:3] == [16, 16, 16]
    assert min(listening.longest) >= 16


def test_no_end_is_told_and_an_ngram_can_be_forbidden(translator: CTranslate2Translator) -> None:
    noise = "ủy " * 12
    [free] = translator.translate([noise])
    [forbidden] = translator.translate([noise], no_repeat_ngram=2)
    words = forbidden.text.split()
    assert len(set(pairwise(words))) == len(words) - 1
    assert free.text != forbidden.text or free.flags == forbidden.flags == ()


def test_a_segment_beyond_the_window_is_split(small_model: SmallModel) -> None:
    translator = CTranslate2Translator(small_model("marian"), beams=2, window=8)
    long, short = translator.translate([" ".join(VIETNAMESE[:4]), VIETNAMESE[0]])
    assert long.flags == ("split",)
    assert long.text == " ".join(ENGLISH[:4])
    assert short.flags == ()


def test_a_model_is_converted_once_and_again_when_the_copy_is_damaged(
    small_model: SmallModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGNGU_CACHE", str(tmp_path))
    CTranslate2Translator(small_model("marian")).load()
    [weights] = (tmp_path / "models").glob("marian-ctranslate2-int8-*/model.bin")
    made = weights.stat().st_mtime_ns
    CTranslate2Translator(small_model("marian")).load()
    assert weights.stat().st_mtime_ns == made
    weights.write_bytes(weights.read_bytes()[:1000])
    assert CTranslate2Translator(small_model("marian"), beams=1).translate(VIETNAMESE[:1])[0].text == ENGLISH[0]


def test_the_fingerprint_tells_the_engines_apart(small_model: SmallModel) -> None:
    folder = small_model("marian")
    engines = [load_translator(folder, engine=engine).fingerprint for engine in ("torch", "ctranslate2")]
    assert engines[0] != engines[1]
    assert load_translator(folder, engine="auto").fingerprint == engines[1]
    assert load_translator(folder, engine="ctranslate2", beams=2).fingerprint != engines[1]


def test_auto_takes_torch_for_what_ctranslate2_cannot_run(small_model: SmallModel, tmp_path: Path) -> None:
    assert isinstance(load_translator(small_model("led")), TransformersTranslator)
    # A Marian model whose decoder does not start from zeros would come out wrong: it is not converted.
    import torch
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "odd"
    shutil.copytree(small_model("marian"), folder)
    tensors = load_file(folder / "model.safetensors")
    name = next(name for name in tensors if name.endswith("shared.weight"))
    tensors[name][-1] = torch.ones_like(tensors[name][-1])
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match="Take --engine torch"):
        CTranslate2Translator(folder).load()
    assert isinstance(load_translator(folder), TransformersTranslator)


def test_without_its_cublas_a_gpu_is_torchs_and_the_user_is_told(
    small_model: SmallModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ctranslate2

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    monkeypatch.setattr(ctranslate2_engine, "has_cublas", lambda: False)
    folder = small_model("marian")
    assert isinstance(load_translator(folder, device="cuda", now=False), TransformersTranslator)
    assert "nvidia-cublas-cu12" in str(gpu_notice("auto", "cuda:0"))
    assert gpu_notice("torch", "cuda") is gpu_notice("auto", "cpu") is None
    with pytest.raises(ModelError, match=r"libcublas.*--engine torch"):
        CTranslate2Translator(folder, device="cuda")
    monkeypatch.setattr(ctranslate2_engine, "has_cublas", lambda: True)
    assert gpu_notice("auto", "cuda") is None
    assert isinstance(load_translator(folder, device="cuda", now=False), CTranslate2Translator)


@pytest.mark.skipif(sys.platform != "linux", reason="only there is it looked for")
def test_cublas_is_found_where_pip_puts_it(tmp_path: Path) -> None:
    if has_cublas():
        pytest.skip("it is installed here")
    folder = tmp_path / "nvidia" / "cublas" / "lib"
    folder.mkdir(parents=True)
    shutil.copyfile(_ctypes.__file__, folder / "libcublas.so.12")  # any library will do
    code = "from models.translators.ctranslate2_engine import has_cublas; print(has_cublas())"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == "True\n"


def test_a_cache_that_cannot_be_written_is_explained(
    small_model: SmallModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("SONGNGU_CACHE", str(tmp_path / "file"))
    with pytest.raises(ModelError, match="SONGNGU_CACHE"):
        CTranslate2Translator(small_model("marian")).load()


def test_the_command_line_takes_an_engine(translator: CTranslate2Translator, small_model: SmallModel) -> None:
    for engine in ("torch", "ctranslate2"):
        done = songngu("translate", VIETNAMESE[0], "-t", str(small_model("marian")), "--engine", engine, "--beams", "1")
        assert done.out.strip() == ENGLISH[0]
    done = songngu("translate", VIETNAMESE[0], "-t", str(small_model("marian")), "--engine", "steam")
    assert done.code == 2
    assert "engine" in done.err
