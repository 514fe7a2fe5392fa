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
        ("beams: 4\ncache: true\nbeams: 1", "run.yaml says twice what beams is"),
        ("min-words: 30\nmin_words: 40", "says twice what min-words is"),
        ("beams: true", "beams: it takes no true or false, but it is True"),
        ("translator: no", "translator: it takes no true or false, but it is False"),
        ("device: gpuu", "device: it has to be one of auto, cpu, cuda, cuda:1, mps, but it is 'gpuu'"),
        ("device: cuda:x", "device: it has to be one of"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "run.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_config(file, {})


@pytest.mark.parametrize("content", ["", "# nothing", "--- null", "{}"])
def test_a_file_that_says_nothing_changes_nothing(tmp_path: Path, content: str) -> None:
    file = tmp_path / "run.yaml"
    file.write_text(content, encoding="utf-8")
    assert load_config(file, {}) == load_config(None, {})


def test_truth_values_and_devices_are_taken_where_they_belong() -> None:
    for device in ("auto", "cpu", "cuda", "cuda:1", "mps"):
        config = load_config(None, {"device": device, "cache": False, "keep_repeated": True})
        assert (config.device, config.cache, config.keep_repeated) == (device, False, True)


def test_where_the_work_is_done_does_not_shape_the_result() -> None:
    here, there = load_config(None, {"device": "cpu"}), load_config(None, {"device": "cuda", "batch_tokens": 9000})
    assert here.shaping() == there.shaping()
    assert differences(here.shaping(), load_config(None, {"beams": 1}).shaping()) == ["beams: None -> 1"]


def test_of_a_glossary_the_terms_shape_the_result_and_not_where_they_lie(tmp_path: Path) -> None:
    one, other = tmp_path / "one.tsv", tmp_path / "other.csv"
    one.write_text("Ban Diều\tthe Board of Kites\tKite Board\n", encoding="utf-8")
    other.write_text('Vietnamese,English\n"Ban Diều",the Board of Kites,Kite Board\n', encoding="utf-8")
    plain, first, second = (load_config(None, {"terms": terms}).shaping() for terms in (None, one, other))
    assert first == second != plain
    other.write_text("Ban Diều,the Board of Dragons\n", encoding="utf-8")
    [difference] = differences(first, load_config(None, {"terms": other}).shaping())
    assert difference.startswith("terms: ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Ban Di\xff\tx", "cannot be read as UTF-8"),
        (b"", "holds no term"),
        (b"vi\ten\n# nothing\n", "holds no term"),
        (
            "Ban Diều\tthe Board\nBan Trăng\n".encode(),
            "line 2: 'Ban Trăng' has no English; a line is Vietnamese, a tab",
        ),
    ],
)
def test_a_wrong_glossary_says_where_it_is_wrong(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "terms.tsv"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=message):
        load_config(None, {"terms": file}).load_terms()
    with pytest.raises(ConfigError, match="No such file"):
        load_config(None, {"terms": tmp_path / "none.tsv"}).load_terms()
