"""`songngu train` on a small real model: it learns, it survives a kill, it refuses what makes no sense."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import load_translator
from tests.command import PROCESS, songngu

SUBJECTS = (("Bà Lan", "Mrs Lan"), ("Học sinh", "Pupils"), ("Thành phố", "The city"), ("Hội nghị", "The conference"))
VERBS = (("trồng cây", "plant trees"), ("bán rau", "sell vegetables"), ("có ba cây cầu", "have three bridges"))
PLACES = (("ở chợ", "at the market"), ("trước cổng trường", "in front of the school"), ("sau mưa", "after the rain"))


def pairs(count: int) -> list[tuple[str, str]]:
    """Sentences that the small model has never seen, from words that its vocabulary can spell."""
    rng = random.Random(1)
    found = []
    for _ in range(count):
        parts = [rng.choice(kind) for kind in (SUBJECTS, VERBS, PLACES)]
        found.append((" ".join(vi for vi, _ in parts) + ".", " ".join(en for _, en in parts) + "."))
    return found


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two hundred pairs to train on, twenty to measure with; beside them a recipe that drops some units, as real ones do."""
    folder = tmp_path_factory.mktemp("pairs")
    train, dev = folder / "train.tsv", folder / "dev.tsv"
    train.write_text("".join(f"{vi}\t{en}\n" for vi, en in pairs(200)), encoding="utf-8")
    dev.write_text("".join(f"{vi}\t{en}\n" for vi, en in pairs(220)[200:]), encoding="utf-8")
    (folder / "recipe.yaml").write_text("dropout: 0.1\n", encoding="utf-8")
    return train, dev


def arguments(model: Path, data: tuple[Path, Path], out: Path, *more: str) -> list[str]:
    train, dev = map(str, data)
    fixed = ("--steps", "50", "--tokens", "512", "--lr", "1e-2", "--evaluate-every", "25", "--device", "cpu")
    recipe = str(data[0].with_name("recipe.yaml"))
    return ["train", train, "--dev", dev, "--init", str(model), "-o", str(out), "--recipe", recipe, *fixed, *more]


def log(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "training" / "log.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def trained(
    small_model: Callable[[str], Path], data: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A model that was fine-tuned without interruption."""
    out = tmp_path_factory.mktemp("trained") / "model"
    done = songngu(*arguments(small_model("marian"), data, out))
    assert done.code == 0, done.err
    return out


def test_fine_tuning_changes_the_output_for_the_better(
    trained: Path, small_model: Callable[[str], Path], data: tuple[Path, Path]
) -> None:
    evaluations = [entry for entry in log(trained) if "bleu" in entry]
    assert [entry["step"] for entry in evaluations] == [0, 25, 50]
    assert max(entry["mean_bleu"] for entry in evaluations[1:]) > evaluations[0]["mean_bleu"] + 5
    source = [line.split("\t")[0] for line in data[1].read_text(encoding="utf-8").splitlines()]
    before = load_translator(small_model("marian"), beams=1).translate(source)
    after = load_translator(trained, beams=1).translate(source)
    assert [t.text for t in before] != [t.text for t in after]


def test_the_scores_of_the_log_are_those_of_the_folder(trained: Path, data: tuple[Path, Path]) -> None:
    best = max((entry for entry in log(trained) if "bleu" in entry and entry["step"]), key=lambda e: e["mean_bleu"])
    row = json.loads(songngu("eval", data[1], "-t", str(trained), "--beams", "1", "--json").out)
    assert round(row["bleu"], 2) == best["bleu"]["dev"]


def test_the_folder_holds_a_model_a_recipe_and_the_picture_of_its_log(trained: Path) -> None:
    assert {"config.json", "model.safetensors", "source.spm", "target.spm", "vocab.json"} <= {
        path.name for path in trained.iterdir()
    }
    assert "learning_rate: 0.01" in (trained / "training" / "recipe.yaml").read_text(encoding="utf-8")
    assert "<svg" in (trained / "training" / "log.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(("dropout", "same"), [(0.0, True), (0.3, False)])
def test_two_readings_differ_by_what_is_dropped_alone(
    dropout: float, same: bool, small_model: Callable[[str], Path], data: tuple[Path, Path], tmp_path: Path
) -> None:
    losses = []
    for consistency in (0, 5):
        recipe, out = tmp_path / f"{consistency}.yaml", tmp_path / f"model{consistency}"
        recipe.write_text(f"dropout: {dropout}\nconsistency: {consistency}\n", encoding="utf-8")
        small = ("--recipe", str(recipe), "--steps", "25", "--lr", "1e-3")
        done = songngu(*arguments(small_model("marian"), data, out, *small))
        assert done.code == 0, done.err
        losses += [entry["loss"] for entry in log(out) if "loss" in entry]
    assert len(losses) == 2
    # The distance between the two readings comes on top.
    assert (losses[1] == pytest.approx(losses[0], rel=1e-3)) is same
    assert same or losses[1] > losses[0]


def test_a_killed_training_ends_with_the_same_bytes(
    trained: Path, small_model: Callable[[str], Path], data: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "model"
    command = [*PROCESS, *arguments(small_model("marian"), data, out, "--save-every", "0", "--json")]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["step"] == 25 and "bleu" in json.loads(line):
            break
    # Somewhere in the second half, while a step is made or its state written.
    while not (out / "training" / "state.pt").exists():
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.returncode == -signal.SIGKILL
    done = songngu(*arguments(small_model("marian"), data, out))
    assert done.code == 0, done.err
    assert (out / "model.safetensors").read_bytes() == (trained / "model.safetensors").read_bytes()
    assert [entry.get("loss") for entry in log(out)] == [entry.get("loss") for entry in log(trained)]


def test_a_slice_of_time_is_continued(
    trained: Path, small_model: Callable[[str], Path], data: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "model"
    done = songngu(*arguments(small_model("marian"), data, out, "--hours", "0"))
    assert done.code == 0
    assert "Stopped at step 0 of 50. The same command goes on from there." in done.out
    assert not (out / "model.safetensors").exists()
    assert songngu(*arguments(small_model("marian"), data, out)).code == 0
    assert (out / "model.safetensors").read_bytes() == (trained / "model.safetensors").read_bytes()


def test_a_termination_signal_saves_the_state(
    small_model: Callable[[str], Path], data: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "model"
    file, ended = out / "training" / "log.jsonl", threading.Event()

    def terminate() -> None:
        while not ended.wait(0.01):
            if file.is_file() and '"loss"' in file.read_text(encoding="utf-8"):
                os.kill(os.getpid(), signal.SIGTERM)
                return

    watching = threading.Thread(target=terminate)
    watching.start()
    try:
        done = songngu(*arguments(small_model("marian"), data, out, "--steps", "100000", "--json"))
    finally:
        ended.set()
        watching.join()
    assert done.code == 130, done.err
    summary = json.loads(done.out.splitlines()[-1])
    assert 25 <= summary["step"] < 100000
    assert not summary["finished"]
    assert (out / "training" / "state.pt").exists()


def test_a_finished_training_is_not_repeated(
    trained: Path, small_model: Callable[[str], Path], data: tuple[Path, Path]
) -> None:
    before = (trained / "model.safetensors").stat().st_mtime_ns
    done = songngu(*arguments(small_model("marian"), data, trained))
    assert done.code == 0
    assert "is the model of step" in done.out
    assert (trained / "model.safetensors").stat().st_mtime_ns == before


def test_other_settings_are_refused_and_named(
    trained: Path, small_model: Callable[[str], Path], data: tuple[Path, Path]
) -> None:
    done = songngu(*arguments(small_model("marian"), data, trained, "--seed", "7"))
    assert done.code == 1
    assert "seed differ" in done.err
    assert "--fresh" in done.err


def test_a_folder_with_something_else_is_left_alone(
    small_model: Callable[[str], Path], data: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("Do not touch.", encoding="utf-8")
    done = songngu(*arguments(small_model("marian"), data, tmp_path, "--fresh"))
    assert done.code == 1
    assert "holds no training" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_without_a_development_set_some_pairs_are_held_out(small_model: Callable[[str], Path], tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    rows = [(f"{vi[:-1]} {number}.", f"{en[:-1]} {number}.") for number, (vi, en) in enumerate(pairs(60))]
    own.write_text("".join(f"{vi}\t{en}\n" for vi, en in rows), encoding="utf-8")
    out = tmp_path / "model"
    done = songngu("train", own, "--init", str(small_model("marian")), "-o", out, "--steps", "2", "--json")
    assert done.code == 0, done.err
    assert list(json.loads(done.out.splitlines()[0])["bleu"]) == ["held-out"]
    assert "pairs: 54" in (out / "training" / "recipe.yaml").read_text(encoding="utf-8")


def test_only_marian_models_are_trained(
    small_model: Callable[[str], Path], data: tuple[Path, Path], tmp_path: Path
) -> None:
    done = songngu(*arguments(small_model("t5"), data, tmp_path / "model"))
    assert done.code == 1
    assert "songngu trains Marian models" in done.err


def test_a_diverging_training_stops_with_advice(
    small_model: Callable[[str], Path], data: tuple[Path, Path], tmp_path: Path
) -> None:
    recipe = tmp_path / "wild.yaml"
    recipe.write_text("learning_rate: 1000.0\nclip: 1000000\nwarmup: 0\n", encoding="utf-8")
    fixed = ("--dev", data[1], "--init", str(small_model("marian")), "--steps", "50")
    done = songngu("train", data[0], *map(str, fixed), "-o", tmp_path / "model", "--recipe", str(recipe))
    assert done.code == 1
    assert "diverged" in done.err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--recipe", "nothing"], "There is no recipe nothing"),
        (["--parent", "x", "--init", "y"], "not both"),
        (["--dev", "missing.tsv"], "There is no file missing.tsv"),
    ],
)
def test_wrong_usage_says_what_to_do(options: list[str], says: str, data: tuple[Path, Path], tmp_path: Path) -> None:
    done = songngu("train", data[0], "-o", tmp_path / "model", *options)
    assert done.code in (1, 2)
    assert says in done.err.replace("\n", " ")


def test_a_recipe_with_an_unknown_setting_is_refused(data: tuple[Path, Path], tmp_path: Path) -> None:
    recipe = tmp_path / "typo.yaml"
    recipe.write_text("lerning_rate: 0.1\n", encoding="utf-8")
    done = songngu("train", data[0], "-o", tmp_path / "model", "--recipe", recipe)
    assert done.code == 1
    assert "lerning_rate" in done.err
    assert "learning_rate" in done.err
