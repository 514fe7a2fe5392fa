"""The registry: what it says of each model, and the messages for models that are not there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models import ModelError, known_models, load_summarizer, load_translator
from tests.small import ENGLISH, VIETNAMESE

SmallModel = Callable[[str], Path]
ROOT = Path(__file__).parents[2]


def test_every_model_names_its_licence_and_a_revision_that_can_exist() -> None:
    for info in known_models():
        assert info.license
        if info.hub:
            assert info.revision is not None
            assert re.fullmatch(r"[0-9a-f]{40}|refs/pr/\d+", info.revision)
            assert info.download > 0


def test_ids_are_unique_and_each_task_has_one_default() -> None:
    assert len({info.id for info in known_models()}) == len(known_models())
    assert [info.id for info in known_models() if info.default] == ["embedded", "lexrank"]


def test_a_licence_that_forbids_commercial_use_is_marked() -> None:
    assert [info.id for info in known_models() if not info.commercial] == [
        "nllb-200-distilled-600m",
        "nllb-200-1.3b",
        "nllb-200-3.3b",
    ]


def test_a_method_without_weights_is_always_ready() -> None:
    assert next(info for info in known_models() if info.id == "lexrank").ready


def test_a_folder_is_loaded_by_its_path(small_model: SmallModel) -> None:
    translator = load_translator(small_model("marian"), beams=1)
    assert translator.name == "marian"
    assert translator.translate(VIETNAMESE[:1])[0].text == ENGLISH[0]
    assert load_summarizer(str(small_model("bart")), beams=1).name == "bart"


def test_the_default_summariser_needs_no_weights() -> None:
    assert load_summarizer().name == load_summarizer("lexrank").name == "lexrank"


def test_a_name_that_is_nothing_lists_what_there_is() -> None:
    with pytest.raises(ModelError, match=r"No model nonsense.*embedded.*opus-mt-vi-en"):
        load_translator("nonsense")
    with pytest.raises(ModelError, match=r"No model embedded.*lexrank"):
        load_summarizer("embedded")
    for folder in ("./model", "../model"):
        with pytest.raises(ModelError, match=rf"No model {re.escape(folder)}: it is no folder"):
            load_translator(folder)


def test_settings_that_are_none_are_named(small_model: SmallModel, tmp_path: Path) -> None:
    folder = shutil.copytree(small_model("marian"), tmp_path / "model")
    (folder / "config.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ModelError, match=f"{folder} cannot be loaded as a model"):
        load_translator(folder)


def test_importing_models_loads_nothing_heavy() -> None:
    heavy = "{'torch', 'transformers', 'sklearn', 'scipy', 'networkx', 'huggingface_hub', 'yaml', 'numpy'}"
    assert run(f"import models, sys; print(sorted({heavy} & set(sys.modules)))").stdout == "[]\n"


def test_a_hub_model_that_cannot_be_reached_gives_one_clear_line(tmp_path: Path) -> None:
    code = (
        "import models\ntry: models.load_translator('opus-mt-vi-en')\nexcept models.ModelError as error: print(error)"
    )
    answer = run(code, HF_HUB_OFFLINE="1", HF_HOME=str(tmp_path))
    assert answer.stdout.count("\n") == 1
    assert "Helsinki-NLP/opus-mt-vi-en is not on this machine and the Hub cannot be reached" in answer.stdout
    assert "hf download Helsinki-NLP/opus-mt-vi-en --revision 5611f346" in answer.stdout
    assert answer.stderr == ""


def test_a_hub_model_in_the_hubs_cache_needs_no_network(small_model: SmallModel, tmp_path: Path) -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    repository = tmp_path / "hub" / "models--tests--marian"
    shutil.copytree(small_model("marian"), repository / "snapshots" / commit)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(commit)
    code = "from models.hub import locate; found = locate('tests/marian'); print(found.name, found.fingerprint())"
    assert run(code, HF_HUB_OFFLINE="1", HF_HOME=str(tmp_path)).stdout == f"tests/marian {commit}\n"


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env={**os.environ, **environment}
    )
