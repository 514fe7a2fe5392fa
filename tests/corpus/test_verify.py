from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.verify import problems
from tests.command import songngu
from tests.corpus.test_export import save, translated

ARTICLE = translated(
    1,
    vi=("Có 40 đại biểu.", "Hội nghị bế mạc."),
    en=("There were 40 delegates.", "The conference closed."),
    flags=("number_mismatch",),
)


def rewrite(dataset: Path, config: str, change: Callable[[list[dict[str, Any]]], object]) -> None:
    """Change the rows of a configuration as somebody's script might."""
    (path,) = (dataset / config).glob("*.parquet")
    table = pq.read_table(path)
    rows = table.to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)


def test_a_dataset_as_it_was_written_is_whole(tmp_path: Path) -> None:
    dataset = save(tmp_path / "data", ARTICLE, translated(2))
    assert list(problems(dataset)) == []
    done = songngu("verify", dataset)
    assert (done.code, "2 articles" in done.out) == (0, True)


@pytest.mark.parametrize(
    ("config", "change", "said"),
    [
        ("sentences", lambda rows: rows[1].update(start=3), "offsets"),
        ("sentences", lambda rows: rows[1]["translation"].update(en="Other."), "English paragraph"),
        ("sentences", lambda rows: rows.pop(1), "numbered"),
        ("sentences", lambda rows: rows[1].update(role="heading"), "role"),
        ("sentences", lambda rows: rows[1].update(flags=["odd"]), "without a meaning: odd"),
        ("sentences", lambda rows: rows[1].update(score=1.5), "score"),
        ("sentences", lambda rows: rows[1]["unanswered"]["en"].append({"start": 20, "end": 30}), "counterpart"),
        ("sentences", lambda rows: rows[1]["unanswered"]["vi"].append({"start": 3, "end": 3}), "counterpart"),
        ("sentences", lambda rows: rows[2].update(in_summary=True), "in_summary"),
        ("sentences", lambda rows: rows[1].update(paragraph=None), "no place"),
        ("sentences", lambda rows: rows[1].update(flags=None), "nothing in flags of sentence 1"),
        ("sentences", lambda rows: rows[1]["translation"].update(en=None), "nothing in en of sentence 1"),
        ("articles", lambda rows: rows[0].update(text_en=None), "nothing in text_en"),
        ("articles", lambda rows: rows[0].update(text_en="One.\n\nTwo."), "paragraphs"),
        ("articles", lambda rows: rows[0].update(text_vi="Khác."), "offsets"),
        ("articles", lambda rows: rows[0].update(summary_en="Other."), "summary_en"),
        ("articles", lambda rows: rows[0]["summary"][0].update(support=[9]), "not there"),
        ("articles", lambda rows: rows[0].update(flags=["odd"]), "without a meaning: odd"),
    ],
)
def test_what_was_changed_is_named(
    tmp_path: Path, config: str, change: Callable[[list[dict[str, Any]]], object], said: str
) -> None:
    dataset = save(tmp_path / "data", ARTICLE)
    rewrite(dataset, config, change)
    found = list(problems(dataset))
    assert any(said in problem and ARTICLE.article.id in problem for problem in found), found
    assert songngu("verify", dataset).code == 1


def test_an_article_that_is_there_twice_is_named(tmp_path: Path) -> None:
    assert any("twice" in problem for problem in problems(save(tmp_path / "data", ARTICLE, translated(2), ARTICLE)))


def test_other_columns_are_named(tmp_path: Path) -> None:
    dataset = save(tmp_path / "data", ARTICLE)
    (path,) = (dataset / "articles").glob("*.parquet")
    pq.write_table(pq.read_table(path).append_column("mine", pa.array(["x"])), path)
    assert any("other columns" in problem for problem in problems(dataset))


def test_a_column_that_is_gone_is_named(tmp_path: Path) -> None:
    dataset = save(tmp_path / "data", ARTICLE)
    (path,) = (dataset / "sentences").glob("*.parquet")
    pq.write_table(pq.read_table(path).drop_columns(["unanswered"]), path)
    [problem] = problems(dataset)
    assert "['unanswered']" in problem
    assert songngu("verify", dataset).code == 1


def test_sentences_of_an_article_that_is_gone_are_noticed(tmp_path: Path) -> None:
    dataset = save(tmp_path / "data", ARTICLE, translated(2))
    rewrite(dataset, "articles", lambda rows: rows.pop())
    done = songngu("verify", dataset)
    assert (done.code, "of the sentences is missing" in done.err) == (1, True)


def test_rows_that_the_run_did_not_count_are_noticed(tmp_path: Path) -> None:
    dataset = save(tmp_path / "data", ARTICLE)
    (dataset / "run").mkdir()
    (dataset / "run" / "run.json").write_text(
        json.dumps({"settings": {}, "inputs": [], "counts": {"rows": {"articles": 2, "sentences": 6}}})
    )
    assert any("the run wrote 2 and 6" in problem for problem in problems(dataset))


def test_a_file_that_a_copy_cut_off_is_no_bug(tmp_path: Path) -> None:
    dataset = save(tmp_path / "data", ARTICLE)
    (path,) = (dataset / "sentences").glob("*.parquet")
    path.write_bytes(path.read_bytes()[:-40])
    done = songngu("verify", dataset)
    assert done.code == 1
    assert "cannot be read" in done.err
    assert "Copy it again" in done.err
