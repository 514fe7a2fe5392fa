from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import ConfigError, differences, load_config


def test_the_command_line_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "run.yaml"
    file.write_text("summary-sentences: 5\nbeams: 2\ntranslator: opus-mt-vi-en\n", encoding="utf-8")
    config = load_config(file, {"beams": 1, "device": None})
    assert (config.summary_sentences, config.beams, config.translator, config.device) == (5, 1, "opus-mt-vi-en", "auto")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("beam: 4", "there is no setting 'beam'; there are translator"),
        ("beams: many", "beams: .*integer.* but it is 'many'"),
        ("summary-sentences: 0", "summary-sentences: .*greater than or equal to 1"),
        ("[1, 2]", "must hold settings"),
        ("a: [", "cannot be read as YAML"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "run.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_config(file, {})


def test_where_the_work_is_done_does_not_shape_the_result() -> None:
    here, there = load_config(None, {"device": "cpu"}), load_config(None, {"device": "cuda", "batch_tokens": 9000})
    assert here.shaping() == there.shaping()
    assert differences(here.shaping(), load_config(None, {"beams": 1}).shaping()) == ["beams: None -> 1"]
