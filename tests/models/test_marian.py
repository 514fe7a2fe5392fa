"""Checkpoints in Marian's own format: the small one translates, in every engine, as another reader of the format reads it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import yaml

from models import ModelError, load_translator
from tests.small import ENGLISH, VIETNAMESE

SmallModel = Callable[[str], Path]


@pytest.mark.parametrize("engine", ["torch", "ctranslate2", "auto"])
def test_every_engine_translates_with_it(small_model: SmallModel, engine: str) -> None:
    translator = load_translator(small_model("marian_npz"), engine=engine, beams=2, device="cpu")
    assert translator.name == "marian_npz"
    assert [translation.text for translation in translator.translate(VIETNAMESE)] == ENGLISH


def test_another_converter_reads_the_same_weights(small_model: SmallModel, tmp_path: Path) -> None:
    import ctranslate2
    from ctranslate2.converters import MarianConverter
    from sentencepiece import SentencePieceProcessor

    folder = small_model("marian_npz")
    spm = SentencePieceProcessor(model_file=str(folder / "model.vi-en.spm"))
    vocabulary = tmp_path / "vocab.yml"
    pieces = {spm.id_to_piece(row): row for row in range(spm.get_piece_size())}
    vocabulary.write_text(yaml.safe_dump(pieces, allow_unicode=True, sort_keys=False), encoding="utf-8")
    converter = MarianConverter(str(folder / "model.npz.best-chrf.npz"), [str(vocabulary), str(vocabulary)])
    engine = ctranslate2.Translator(converter.convert(str(tmp_path / "theirs")))
    odd = [*VIETNAMESE, "Ủy ban họp báo về kế hoạch phát triển giao thông."]
    asked = [[*spm.encode(text, out_type=str), "</s>"] for text in odd]
    limit = 24
    theirs = engine.translate_batch(asked, beam_size=1, max_decoding_length=limit, return_scores=True)
    ours = load_translator(folder, engine="torch", beams=1, device="cpu").translate(odd)
    for own, other in zip(ours, theirs, strict=True):
        text = spm.decode(other.hypotheses[0])
        assert own.text == text or own.text.startswith(text), "the last one may run on to another limit"
    assert [own.text for own in ours[:-1]] == ENGLISH


def changed(small_model: SmallModel, out: Path, **settings: object) -> Path:
    """A copy whose settings say something else."""
    shutil.copytree(small_model("marian_npz"), out)
    [weights] = out.glob("*.npz")
    with np.load(weights) as archive:
        arrays = {name: archive[name] for name in archive.files}
    said = yaml.safe_load(arrays["special:model.yml"].tobytes().rstrip(b"\0"))
    said |= {name.replace("_", "-"): value for name, value in settings.items()}
    arrays["special:model.yml"] = np.frombuffer(yaml.safe_dump(said).encode() + b"\0", np.int8)
    np.savez(weights, **arrays)
    return out


@pytest.mark.parametrize(
    "settings",
    [{"type": "s2s"}, {"transformer_preprocess": "n"}, {"transformer_decoder_autoreg": "rnn"}, {"enc_depth": 2}],
    ids=lambda settings: next(iter(settings)),
)
def test_what_transformers_computes_otherwise_is_refused(
    small_model: SmallModel, tmp_path: Path, settings: dict[str, object]
) -> None:
    with pytest.raises(
        ModelError, match=next(iter(settings)).replace("_", "-").replace("enc-depth", "encoder_l2_self_Wq")
    ):
        load_translator(changed(small_model, tmp_path / "other", **settings))


def test_damage_and_confusion_are_explained(small_model: SmallModel, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(small_model("marian_npz"), folder)
    (folder / "other.npz").write_bytes(b"")
    with pytest.raises(ModelError, match=r"one file \*\.npz, and holds 2"):
        load_translator(folder)
    (folder / "other.npz").unlink()
    weights = folder / "model.npz.best-chrf.npz"
    for size in (weights.stat().st_size // 2, 0):
        os.truncate(weights, size)
        with pytest.raises(ModelError, match="is no whole Marian checkpoint"):
            load_translator(folder)
    # Nothing was written beside the user's files.
    assert {path.suffix for path in folder.iterdir()} == {".npz", ".spm"}
