"""Averaging weights: what lies between models, and what cannot be averaged."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models import ModelError, load_translator
from models.embedded import WEIGHTS
from models.training.average import average, main
from tests.small import VIETNAMESE

SmallModel = Callable[[str], Path]


@pytest.fixture
def other(small_model: SmallModel, tmp_path: Path) -> Path:
    """The small model, moved: every weight half as large again."""
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "other"
    shutil.copytree(small_model("marian"), folder)
    moved = {name: tensor * 1.5 for name, tensor in load_file(folder / WEIGHTS).items()}
    save_file(moved, folder / WEIGHTS, metadata={"format": "pt"})
    return folder


def test_weights_lie_between_by_their_shares(small_model: SmallModel, other: Path, tmp_path: Path) -> None:
    import torch
    from safetensors.torch import load_file

    start = small_model("marian")
    assert main([str(tmp_path / "out"), f"{start}=3", f"{other}=1"]) == 0
    before, after = load_file(start / WEIGHTS), load_file(tmp_path / "out" / WEIGHTS)
    assert after.keys() == before.keys()
    for name, tensor in after.items():
        torch.testing.assert_close(tensor.float(), before[name].float() * 1.125, rtol=1e-3, atol=1e-6)


def test_the_average_is_a_model_like_any_other(small_model: SmallModel, tmp_path: Path) -> None:
    start = small_model("marian")
    twin = shutil.copytree(start, tmp_path / "twin")
    out = average({start: 1, twin: 1}, tmp_path / "out")
    texts = [t.text for t in load_translator(str(out), engine="torch", device="cpu").translate(VIETNAMESE)]
    assert texts == [t.text for t in load_translator(str(start), engine="torch", device="cpu").translate(VIETNAMESE)]


def test_what_does_not_belong_together_is_refused(small_model: SmallModel, other: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    start = small_model("marian")
    out = tmp_path / "out"
    with pytest.raises(ModelError, match="another vocabulary"):
        average({start: 1, small_model("t5"): 1}, out)
    tensors = load_file(other / WEIGHTS)
    save_file({name: tensors[name] for name in list(tensors)[1:]}, other / WEIGHTS, metadata={"format": "pt"})
    with pytest.raises(ModelError, match="another architecture"):
        average({start: 1, other: 1}, out)
    vocabulary = (other / "vocab.json").read_text(encoding="utf-8")
    (other / "vocab.json").write_text(vocabulary.replace(":", ": "), encoding="utf-8")
    with pytest.raises(ModelError, match="another vocabulary"):
        average({start: 1, other: 1}, out)
    with pytest.raises(ModelError, match=f"no {WEIGHTS}"):
        average({start: 1, tmp_path: 1}, out)
    with pytest.raises(ModelError, match="above 0"):
        average({start: 0}, out)
    assert not out.exists()
    assert main([str(out), str(start)]) == 2
