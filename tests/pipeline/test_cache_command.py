"""The cache as a user meets it: the same dataset with and without it, and a command to look at it and be rid of it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.command import run, songngu

SAMPLES = Path(__file__).parent.parent.parent / "corpus" / "samples"


@pytest.fixture(autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("SONGNGU_CACHE", str(folder))
    monkeypatch.delenv("SONGNGU_CACHE_SIZE", raising=False)
    return folder


def status() -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(songngu("cache", "--json").out)
    return facts


def forget_half(folder: Path) -> None:
    with sqlite3.connect(folder / "translations.sqlite") as db:
        db.execute("DELETE FROM translations WHERE id % 2")


@pytest.mark.parametrize("engine", ["ctranslate2", "torch"])
def test_a_run_gives_the_same_bytes_without_a_cache_and_with_a_cold_a_half_warm_and_a_warm_one(
    engine: str, translator: str, folder: Path, tmp_path: Path
) -> None:
    def parquet(name: str, *options: str) -> dict[str, str]:
        output = tmp_path / name
        assert run(SAMPLES, output, translator, "--engine", engine, *options)["articles"] == 5
        files = sorted(output.glob("*/*.parquet"))
        return {f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    without = parquet("without", "--no-cache")
    assert status()["entries"] == 0
    assert parquet("cold") == without
    entries = status()["entries"]
    forget_half(folder)
    assert 0 < status()["entries"] < entries
    assert parquet("half") == without
    assert status()["entries"] == entries
    assert parquet("warm") == without
    assert status()["entries"] == entries


def test_segments_of_other_articles_are_taken_from_the_cache(translator: str, tmp_path: Path) -> None:
    run(SAMPLES, tmp_path / "all", translator)
    entries = status()["entries"]
    report = run(SAMPLES / "hoi-nghi-tong-ket.txt", tmp_path / "one", translator)
    assert report["translated_now"] == 1
    assert status()["entries"] == entries


def test_the_command_tells_what_there_is_and_clears_it(translator: str, folder: Path) -> None:
    assert status()["entries"] == 0
    assert not list(folder.iterdir())  # looking makes nothing
    for beams in ("1", "2"):
        songngu("translate", "Hội nghị bế mạc. Tin khác.", "-t", translator, "--beams", beams)
    songngu("translate", "Một.", "-t", translator, "--engine", "torch")
    facts = status()
    assert facts["path"] == str(folder / "translations.sqlite")
    assert facts["limit"] == 10**9
    assert 0 < facts["bytes"] == sum(path.stat().st_size for path in folder.glob("translations.sqlite*"))
    assert facts["entries"] == 5
    assert [row["entries"] for row in sorted(facts["models"], key=lambda row: row["entries"])] == [1, 2, 2]
    assert {row["name"] for row in facts["models"]} == {"marian"}
    [converted] = facts["folders"]
    assert "marian-ctranslate2-int8" in converted["path"]
    assert converted["bytes"] > 10_000

    shown = songngu("cache").out
    for fact in (facts["path"], "of at most 1,000.0 MB", facts["models"][0]["fingerprint"][:8], "in all", "int8"):
        assert fact in shown

    digits = facts["models"][0]["fingerprint"][:8]
    done = songngu("cache", "--clear", "--model", digits)
    assert done.out == f"Translations cleared: {facts['models'][0]['entries']}.\n"
    assert "There are no translations of nobody" in songngu("cache", "--clear", "--model", "nobody").err
    assert len(status()["models"]) == 2
    assert json.loads(songngu("cache", "--clear", "--json").out)["folders"] == []
    assert status()["entries"] == 0
    assert status()["bytes"] < 50_000


def test_models_are_cleared_when_it_is_asked_for_and_nothing_else_in_their_folder(
    translator: str, folder: Path
) -> None:
    songngu("translate", "Một.", "-t", translator)
    mine = folder / "models" / "mine"
    mine.mkdir()
    (mine / "model.safetensors").write_bytes(b"weights")
    assert len(status()["folders"]) == 1
    songngu("cache", "--clear")
    assert len(status()["folders"]) == 1
    assert "Model folders cleared: 1." in songngu("cache", "--clear", "--models").out
    assert status()["folders"] == []
    assert [path.name for path in (folder / "models").iterdir() if path.is_dir()] == ["mine"]
    assert songngu("translate", "Một.", "-t", translator).code == 0
    assert len(status()["folders"]) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--model", "a"], "--clear"), (["--models"], "--clear"), (["--clear", "--model", "a", "--models"], "--model")],
)
def test_clearing_has_to_be_said(arguments: list[str], message: str) -> None:
    done = songngu("cache", *arguments)
    assert done.code == 2
    assert message in done.err


def test_a_damaged_cache_stops_no_run_and_is_mended_by_clearing(translator: str, folder: Path, tmp_path: Path) -> None:
    (folder / "translations.sqlite").write_bytes(b"no database" * 1000)
    with pytest.warns(UserWarning, match=r"is damaged.*songngu cache --clear.*Going on without"):
        report = run(SAMPLES, tmp_path / "out", translator)
    assert report["articles"] == 5
    done = songngu("cache")
    assert done.code == 1
    assert "is damaged" in done.err
    assert "was damaged and is gone" in songngu("cache", "--clear").out
    run(SAMPLES, tmp_path / "again", translator)
    assert status()["entries"] > 20


def test_it_can_be_switched_off_and_is_never_used_for_measuring(
    translator: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("Hội nghị bế mạc.\tThe conference closed.\n", encoding="utf-8")
    assert songngu("eval", pairs, "-t", translator).code == 0
    assert songngu("translate", "Một.", "-t", translator, "--no-cache").code == 0
    config = tmp_path / "run.yaml"
    config.write_text("cache: false\n", encoding="utf-8")
    run(SAMPLES / "tin-ngan.jsonl", tmp_path / "out", translator, "--config", str(config))
    monkeypatch.setenv("SONGNGU_CACHE_SIZE", "0")
    assert songngu("translate", "Một.", "-t", translator).code == 0
    assert "switched off by SONGNGU_CACHE_SIZE" in songngu("cache").out
    assert not list(folder.glob("translations*"))
    monkeypatch.setenv("SONGNGU_CACHE_SIZE", "much")
    done = songngu("translate", "Một.", "-t", translator)
    assert (done.code, "SONGNGU_CACHE_SIZE is 'much'" in done.err) == (1, True)
    monkeypatch.delenv("SONGNGU_CACHE_SIZE")
    # The command line wins over the file, and the folder goes on with the other setting: the result is the same.
    run(SAMPLES, tmp_path / "out", translator, "--config", str(config), "--cache")
    assert status()["entries"] > 0
