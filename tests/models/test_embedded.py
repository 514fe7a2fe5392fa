"""Packing a model into 8 bits and unpacking it again: small losses, one copy, whoever comes first."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models import ModelError, load_translator
from models.cached import MANIFEST, build_once
from models.embedded import PACKED, WEIGHTS, main, pack, unpack
from models.translators.transformers_engine import TransformersTranslator
from tests.small import ENGLISH, VIETNAMESE

SmallModel = Callable[[str], Path]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def packed(small_model: SmallModel, tmp_path: Path) -> Path:
    return pack(small_model("marian"), tmp_path / "vi-en")


def test_no_weight_is_off_by_more_than_half_a_scale(small_model: SmallModel, packed: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file

    original = load_file(small_model("marian") / WEIGHTS)
    restored = load_file(unpack(packed, tmp_path / "cache") / WEIGHTS)
    assert restored.keys() == original.keys()
    for name, weights in original.items():
        bound = weights.abs().amax(dim=-1, keepdim=True) / 127 / 2 if weights.ndim == 2 else 0
        # What is left is the rounding of float16.
        assert ((weights - restored[name].float()).abs() <= bound + weights.abs() * 2**-10 + 1e-7).all(), name


def test_the_unpacked_model_still_translates(packed: Path, tmp_path: Path) -> None:
    translator = TransformersTranslator(unpack(packed, tmp_path / "cache"), beams=2)
    assert [translation.text for translation in translator.translate(VIETNAMESE)] == ENGLISH


def test_large_matrices_take_a_byte_a_weight(packed: Path) -> None:
    from safetensors import safe_open

    with safe_open(packed / PACKED, "pt") as stored:
        assert stored.get_slice("model.shared.weight").get_dtype() == "I8"
        assert stored.get_slice("model.shared.weight.scale").get_dtype() == "F32"
        assert stored.get_slice("final_logits_bias").get_dtype() == "F16"


def test_a_bias_that_forbids_pieces_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    import torch
    from safetensors.torch import load_file, save_file

    bias = torch.full((1, 5000), 0.25)
    bias[0, 4000:] = -1e4
    folder = tmp_path / "bias"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    save_file({"final_logits_bias": bias}, folder / WEIGHTS)
    unpacked = unpack(pack(folder, tmp_path / "packed"), tmp_path / "cache")
    assert load_file(unpacked / WEIGHTS)["final_logits_bias"].float().equal(bias)


def test_a_matrix_that_was_saved_twice_is_stored_once(small_model: SmallModel, tmp_path: Path) -> None:
    import shutil

    from safetensors import safe_open
    from safetensors.torch import load_file, save_file

    folder = shutil.copytree(small_model("marian"), tmp_path / "untied")
    tensors = load_file(folder / WEIGHTS)
    tensors["lm_head.weight"] = tensors["model.shared.weight"].clone()
    save_file(tensors, folder / WEIGHTS, metadata={"format": "pt"})
    packed = pack(folder, tmp_path / "packed")
    with safe_open(packed / PACKED, "pt") as stored:
        assert len({"lm_head.weight", "model.shared.weight"} & set(stored.keys())) == 1
    assert load_file(unpack(packed, tmp_path / "cache") / WEIGHTS).keys() == tensors.keys()


def test_unpacking_happens_once(packed: Path, tmp_path: Path) -> None:
    folder = unpack(packed, tmp_path / "cache")
    written = (folder / WEIGHTS).stat().st_mtime_ns
    assert unpack(packed, tmp_path / "cache") == folder
    assert (folder / WEIGHTS).stat().st_mtime_ns == written


@pytest.mark.parametrize("damage", ["truncated", "manifest", "tokenizer"])
def test_a_damaged_cache_is_made_again(packed: Path, tmp_path: Path, damage: str) -> None:
    folder = unpack(packed, tmp_path / "cache")
    whole = (folder / WEIGHTS).read_bytes()
    match damage:
        case "truncated":
            (folder / WEIGHTS).write_bytes(whole[: len(whole) // 2])
        case "manifest":
            (folder / MANIFEST).unlink()
        case "tokenizer":
            (folder / "source.spm").unlink()
    assert unpack(packed, tmp_path / "cache") == folder
    assert (folder / WEIGHTS).read_bytes() == whole
    assert (folder / "source.spm").is_file()


def test_two_processes_unpack_into_one_folder(packed: Path, tmp_path: Path) -> None:
    code = f"from pathlib import Path; from models.embedded import unpack; print(unpack(Path({str(packed)!r})))"
    environment = {**os.environ, "SONGNGU_CACHE": str(tmp_path / "cache")}
    processes = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    folders = {process.communicate(timeout=120)[0].strip() for process in processes}
    assert all(process.returncode == 0 for process in processes)
    assert len(folders) == 1
    assert (Path(folders.pop()) / WEIGHTS).is_file()
    assert [path for path in (tmp_path / "cache" / "models").iterdir() if path.name.startswith(".")] == []


def test_what_a_killed_process_left_half_built_goes(packed: Path, tmp_path: Path) -> None:
    target = tmp_path / "cache" / "model"
    code = (
        "import os; from pathlib import Path; from models.cached import build_once\n"
        f"build_once(Path({str(target)!r}), lambda folder: os.kill(os.getpid(), 9))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=60).returncode == -9

    def copy(folder: Path) -> None:
        for path in packed.iterdir():
            shutil.copy(path, folder)

    build_once(target, copy)
    assert [path.name for path in target.parent.iterdir() if path.is_dir()] == ["model"]


def test_a_cache_that_cannot_be_written_says_what_to_set(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelError, match="SONGNGU_CACHE"):
        unpack(packed, tmp_path / "file")


def test_damaged_packed_weights_are_an_error(packed: Path, tmp_path: Path) -> None:
    (packed / PACKED).write_bytes((packed / PACKED).read_bytes()[:1000])
    with pytest.raises(ModelError, match="damaged"):
        unpack(packed, tmp_path / "cache")


def test_an_empty_folder_is_no_packed_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.int8\.safetensors"):
        unpack(tmp_path, tmp_path / "cache")
    with pytest.raises(ModelError, match="nothing to pack"):
        pack(tmp_path, tmp_path / "out")


def test_the_module_packs_from_the_command_line(
    small_model: SmallModel, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", str(small_model("marian")), str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / PACKED).is_file()
    assert "MB" in capsys.readouterr().out
    assert main(["pack"]) == 2


def test_the_embedded_model_translates_or_says_that_it_is_missing() -> None:
    from models.embedded import EMBEDDED

    if not EMBEDDED.is_dir():
        with pytest.raises(ModelError, match="embedded model is missing"):
            load_translator("embedded")
        return
    translator = load_translator(beams=1)
    assert translator.name == "embedded"
    assert "Hanoi" in translator.translate(["Hà Nội là thủ đô của Việt Nam."])[0].text
