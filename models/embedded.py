"""The weights that songngu brings along: packed in 8 bits for the repository, unpacked once for transformers.

A packed folder is a Marian folder whose ``model.safetensors`` became ``model.int8.safetensors``: every large matrix ``name``
is stored as int8 together with ``name.scale``, one float32 factor a row (symmetric: weight = int8 * scale, so no weight is
off by more than half a scale); vectors and small matrices stay float16. A matrix that occurs twice (tied embeddings) is
stored once. ``python -m models.embedded pack FOLDER OUT`` makes one.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from models.base import ModelError
from models.cached import build_once
from models.fingerprint import folder_fingerprint, model_files
from models.userdirs import user_cache

if TYPE_CHECKING:
    import torch

EMBEDDED = Path(__file__).with_name("embedded") / "vi-en"
PACKED = "model.int8.safetensors"
WEIGHTS = "model.safetensors"
SCALE = ".scale"
SAME = "same"
# Below this many weights a matrix is not worth a scale a row.
SMALL = 4096
# A table of few rows is a vector in disguise: final_logits_bias (1 x vocabulary) holds small numbers beside -1e4, which
# forbids a piece, and no one scale serves both.
FEW_ROWS = 16


def pack(folder: Path, out: Path) -> Path:
    """Packs a model folder (float16 or float32, one ``model.safetensors``) into ``out`` and returns ``out``.

    Raises ``ModelError`` where ``folder`` is no such folder.
    """
    import torch
    from safetensors.torch import load_file, save_file

    if not (folder / WEIGHTS).is_file():
        raise ModelError(f"{folder} has no {WEIGHTS}: nothing to pack")
    packed: dict[str, torch.Tensor] = {}
    tensors = load_file(folder / WEIGHTS)
    same = _same(tensors)
    for name, tensor in tensors.items():
        if name in same:
            continue
        weights = tensor.float()
        if not tensor.is_floating_point():
            packed[name] = tensor
        elif weights.ndim != 2 or weights.numel() < SMALL or len(weights) < FEW_ROWS:
            packed[name] = tensor.half()
        else:
            scale = weights.abs().amax(dim=1).div(127).clamp_min(torch.finfo(torch.float32).tiny)
            packed[name] = torch.round(weights / scale[:, None]).to(torch.int8)
            packed[name + SCALE] = scale
    out.mkdir(parents=True, exist_ok=True)
    save_file(packed, out / PACKED, metadata={"format": "pt", SAME: json.dumps(same)})
    for path in model_files(folder):
        if path.suffix != ".safetensors":
            shutil.copyfile(path, out / path.name)
    return out


def unpack(packed: Path, cache: Path | None = None) -> Path:
    """The ordinary float16 folder for a packed one, made once under ``cache`` (by default the user's cache).

    The folder's name holds the fingerprint of what was packed, so new weights never meet old files. Several processes may
    call this at once: one unpacks, the others wait, and nobody ever sees half a folder. A folder that was damaged since is
    made again. Raises ``ModelError`` where ``packed`` is not complete or the cache cannot be written.
    """
    if not (packed / PACKED).is_file() or not (packed / "config.json").is_file():
        raise ModelError(f"{packed} is no packed model: {PACKED} or config.json is missing")
    models = (cache or user_cache()) / "models"
    target = models / f"{packed.name}-{folder_fingerprint(packed)[:16]}"
    try:
        # A packed folder whose weights are damaged fails in _write, before anything is moved.
        return build_once(target, lambda folder: _write(packed, folder))
    except OSError as error:
        raise ModelError(
            f"The embedded model cannot be unpacked into {models}: {error}. Set SONGNGU_CACHE to a folder that can be"
            " written and has 200 MB to spare."
        ) from error


def _write(packed: Path, folder: Path) -> None:
    import torch
    from safetensors import SafetensorError, safe_open
    from safetensors.torch import save_file

    try:
        with safe_open(packed / PACKED, "pt") as stream:
            stored = {name: stream.get_tensor(name) for name in stream.keys()}  # noqa: SIM118 (no mapping)
            same: dict[str, str] = json.loads(stream.metadata()[SAME])
    except SafetensorError as error:
        raise ModelError(f"{packed / PACKED} is damaged ({error}): install songngu again") from error
    tensors = {
        name: (tensor.float() * stored[name + SCALE][:, None]).half() if tensor.dtype == torch.int8 else tensor
        for name, tensor in stored.items()
        if not name.endswith(SCALE)
    }
    tensors |= {name: tensors[twin].clone() for name, twin in same.items()}
    save_file(tensors, folder / WEIGHTS, metadata={"format": "pt"})
    for path in model_files(packed):
        if path.suffix != ".safetensors":
            shutil.copyfile(path, folder / path.name)


def _same(tensors: dict[str, torch.Tensor]) -> dict[str, str]:
    """For every matrix that equals an earlier one (tied embeddings that were saved twice), that one's name."""
    same: dict[str, str] = {}
    matrices = sorted(name for name, tensor in tensors.items() if tensor.ndim == 2)
    for index, name in enumerate(matrices):
        twins = (
            other for other in matrices[:index] if other not in same and tensors[other].shape == tensors[name].shape
        )
        if (twin := next((other for other in twins if tensors[other].equal(tensors[name])), None)) is not None:
            same[name] = twin
    return same


def main(arguments: list[str]) -> int:
    """``python -m models.embedded pack FOLDER [OUT]``; ``OUT`` is by default where songngu looks for its own weights."""
    if len(arguments) not in (2, 3) or arguments[0] != "pack":
        print("usage: python -m models.embedded pack FOLDER [OUT]", file=sys.stderr)
        return 2
    out = pack(Path(arguments[1]), Path(arguments[2]) if len(arguments) == 3 else EMBEDDED)
    size = sum(path.stat().st_size for path in model_files(out))
    print(f"{out}: {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
