"""What came of each site, counted on a run of the samples."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.load import read_articles
from tests.command import run, songngu
from tests.pipeline.test_run import SAMPLES


def test_sites_are_counted_and_all_of_them(tmp_path: Path, translator: str) -> None:
    output = tmp_path / "out"
    made = run(SAMPLES, output, translator, "--no-reader")
    rows = [json.loads(line) for line in songngu("report", output, "--json").out.splitlines()]
    total, *sites = rows
    assert total["site"] == "all"
    assert (total["articles"], total["sentences"]) == (made["articles"], made["segments"])
    assert {row["site"] for row in sites} >= {"tanlap.example.vn", "(no site)"}
    for name in total.keys() - {"site", "score"}:
        assert total[name] == sum(row[name] for row in sites)
    [(_, sentences)] = [own for own in read_articles(output) if own[0]["site"] == "tanlap.example.vn"]
    own = next(row for row in sites if row["site"] == "tanlap.example.vn")
    assert own["articles"] == 1
    assert own["without_date"] == own["without_title"] == 0
    assert own["doubtful"] == sum(bool(set(row["flags"]) - {"split", "repaired"}) for row in sentences)
    assert own["unanswered"] == sum(len(row["unanswered"]["vi"]) + len(row["unanswered"]["en"]) for row in sentences)
    assert abs(own["score"] - sum(row["score"] for row in sentences) / len(sentences)) < 0.001
    shown = songngu("report", output)
    assert shown.code == 0
    assert [line.split("  ")[0] for line in shown.out.splitlines()[:2]] == ["site", "all"]


def test_where_there_is_no_dataset_the_message_says_so(tmp_path: Path) -> None:
    done = songngu("report", tmp_path)
    assert (done.code, "There is no dataset" in done.err) == (1, True)
