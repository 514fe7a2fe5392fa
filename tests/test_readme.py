"""What the README shows works as it stands there."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from models.embedded import EMBEDDED

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_notebook_example_runs_with_the_embedded_model(capsys: pytest.CaptureFixture[str]) -> None:
    if not EMBEDDED.is_dir():
        pytest.skip("the embedded weights are not in this checkout")
    example = next(
        block for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "translate_articles" in block
    )
    first = (ROOT / "corpus" / "samples" / "tin-ngan.jsonl").read_text(encoding="utf-8").splitlines()[0]
    names: dict[str, object] = {"page": json.loads(first)["text"]}
    exec(compile(example, "README.md", "exec"), names)
    assert len(capsys.readouterr().out.split()) > 10
    assert names["rejected"] == []


def test_the_two_commands_are_make_targets() -> None:
    for target in ("demo", "test"):
        assert f"make {target}" in README
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)


def test_every_linked_file_is_there() -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / link).exists() or (link.startswith("models/embedded") and not EMBEDDED.is_dir()), link
