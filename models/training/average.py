"""Averages the weights of models that were trained from one and the same start: a "model soup" (Wortsman et al. 2022).

Trainings that set out from the same weights end in the same valley, and the middle between them, or between one of them and its
start, is mostly better than any of them and no slower.

    python -m models.training.average OUT FOLDER[=SHARE] FOLDER[=SHARE] ...

Without shares, all count alike. The embedded model's own folder is made by ``models.embedded.unpack``.
"""

from __future__ import annotations

import math
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from models.base import ModelError
from models.embedded import WEIGHTS
from models.fingerprint import model_files

if TYPE_CHECKING:
    import torch


def average(shares: Mapping[Path, float], out: Path) -> Path:
    """Writes the average of the model folders in ``shares`` to ``out`` as float16, with the first one's other files.

    ``shares`` are relative; they are made to sum to one. Returns ``out``. Raises ``ModelError`` where the folders hold no
    weights of the same names and shapes, or differ in the pieces that these weights are for.
    """
    from safetensors.torch import load_file, save_file

    if not shares or not all(share > 0 for share in shares.values()):
        raise ModelError("There is nothing to average: give folders, each with a share above 0.")
    first, total = next(iter(shares)), math.fsum(shares.values())
    sums: dict[str, torch.Tensor] = {}
    for folder, share in shares.items():
        if not (folder / WEIGHTS).is_file():
            raise ModelError(f"{folder} has no {WEIGHTS}.")
        if _vocabulary(folder) != _vocabulary(first):
            raise ModelError(f"{folder} has another vocabulary than {first}: their weights do not stand for the same.")
        tensors = load_file(folder / WEIGHTS)
        if sums and {n: t.shape for n, t in tensors.items()} != {n: t.shape for n, t in sums.items()}:
            raise ModelError(f"{folder} is another architecture than {first}.")
        for name, tensor in tensors.items():
            part = tensor.float() * (share / total)
            sums[name] = sums[name] + part if name in sums else part
    out.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.half() for name, tensor in sums.items()}, out / WEIGHTS, metadata={"format": "pt"})
    for path in model_files(first):
        if path.suffix != ".safetensors":
            shutil.copyfile(path, out / path.name)
    return out


def _vocabulary(folder: Path) -> bytes | None:
    file = folder / "vocab.json"
    return file.read_bytes() if file.is_file() else None


def main(arguments: list[str]) -> int:
    """``python -m models.training.average OUT FOLDER[=SHARE]...``."""
    if len(arguments) < 3:
        print("usage: python -m models.training.average OUT FOLDER[=SHARE] FOLDER[=SHARE] ...", file=sys.stderr)
        return 2
    shares: dict[Path, float] = {}
    for argument in arguments[1:]:
        folder, _, share = argument.partition("=")
        shares[Path(folder)] = float(share or 1)
    print(average(shares, Path(arguments[0])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
