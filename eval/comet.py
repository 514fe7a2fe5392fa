"""COMET, which judges translations by a neural model that has learnt from people's judgements (Rei et al. 2022).

The package unbabel-comet cannot share an installation with songngu: it asks for transformers below 5 and numpy below 2, and
its encoder fails under transformers 5. So it is used through its command, ``comet-score``, from an environment of its own;
the command computes in half precision.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from models.base import ModelError

COMET: Final = "Unbabel/wmt22-comet-da"
_COMMAND: Final = "comet-score"
# torchmetrics 0.10, which unbabel-comet asks for, imports pkg_resources, which newer setuptools no longer have.
_INSTALL: Final = "uv tool install unbabel-comet --with 'setuptools<81'"


def find_comet() -> str:
    """Return the command that scores.

    Raises:
        ModelError: It is not installed.
    """
    command = shutil.which(_COMMAND)
    if command is None:
        raise ModelError(
            f"--comet needs the command {_COMMAND}, in an environment of its own because it asks for older libraries than"
            f" songngu: {_INSTALL}. The first call downloads the model {COMET} (2.3 GB)."
        )
    return command


def comet_scores(
    sources: Sequence[str],
    references: Sequence[str],
    systems: Sequence[Sequence[str]],
    *,
    device: str | None = None,
) -> list[list[float]]:
    """Return a score for each segment of each system, about 0 to 1; ``device`` is what the other models run on.

    Raises:
        ModelError: COMET is not installed or fails.
    """
    import torch

    command = find_comet()
    gpus = int(torch.cuda.is_available() and not (device or "").startswith("cpu"))
    names = [f"system{number}" for number in range(len(systems))]
    with tempfile.TemporaryDirectory(prefix="songngu-comet-") as scratch:
        folder = Path(scratch)
        for name, lines in {
            "source": sources,
            "reference": references,
            **dict(zip(names, systems, strict=True)),
        }.items():
            (folder / name).write_text("".join(" ".join(line.split()) + "\n" for line in lines), encoding="utf-8")
        arguments = [*("-s", "source", "-r", "reference", "-t"), *names, *("--model", COMET, "--gpus", str(gpus))]
        done = subprocess.run(
            [command, *arguments, "--only_system", "--quiet", "--to_json", "scores.json"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            reason = (done.stderr.strip() or done.stdout.strip() or f"exit status {done.returncode}").splitlines()[-1]
            raise ModelError(f"{command} failed: {reason} (Its first call needs a network, for {COMET}, 2.3 GB.)")
        scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    return [[segment["COMET"] for segment in scores[name]] for name in names]
