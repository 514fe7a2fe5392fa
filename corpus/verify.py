"""Whether a dataset is what it says it is: after a copy between machines, an edit by hand, a disk that was full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from corpus.load import Row, read_articles, read_state, readable
from corpus.schema import CONFIGS, FLAG_MEANINGS, features
from corpus.types import running_text

_TEXT_ROLES: Final = ("lead", "body")
_ROLES: Final = ("title", *_TEXT_ROLES, "caption")
_MAY_BE_EMPTY: Final = frozenset(
    {"url", "site", "title_vi", "title_en", "published", "author", "confidence", "paragraph", "start", "end", "score"}
)


def problems(dataset: Path) -> Iterator[str]:
    """Yield what is wrong with the dataset in the folder ``dataset``, a sentence each; nothing where it keeps the contract.

    The contract: the columns and their types, ids that occur once, sentences that are numbered from 0 and lie where their offsets
    say, the same paragraphs in both languages, summaries that rest on sentences which are there, flags that have a meaning, and
    as many rows as the run has counted.

    Raises:
        DatasetError: there is no dataset, or its files cannot be read.
    """
    if differing := list(_other_columns(dataset)):
        yield from differing
        return  # what is not there, or is something else, cannot be compared
    seen: set[str] = set()
    rows = dict.fromkeys(CONFIGS, 0)
    for article, sentences in read_articles(dataset):
        if article["id"] in seen:
            yield f"article {article['id']} is there twice"
        seen.add(article["id"])
        rows["articles"] += 1
        rows["sentences"] += len(sentences)
        for problem in _problems_of(article, sentences):
            yield f"article {article['id']}: {problem}"
    state = read_state(dataset) if (dataset / "run" / "run.json").exists() else {}
    counted = state.get("counts", {}).get("rows")
    if counted is not None and counted != rows:
        yield f"there are {rows['articles']} articles and {rows['sentences']} sentences, the run wrote {counted['articles']} and {counted['sentences']}"


def _other_columns(dataset: Path) -> Iterator[str]:
    import pyarrow.parquet as pq

    for config in CONFIGS:
        wanted = features(config).arrow_schema
        for path in sorted((dataset / config).glob("train-*.parquet")):
            with readable(path):
                found = pq.read_schema(path)
            if not found.equals(wanted):
                differing = [name for name in wanted.names if name not in found.names] or "types"
                yield f"{config}/{path.name} has other columns than songngu writes ({differing})"


def _problems_of(article: Row, sentences: Sequence[Row]) -> Iterator[str]:
    if empty := list(_empty(article, sentences)):
        yield f"there is nothing in {', '.join(empty)}"
        return
    text = article["text_vi"]
    paragraphs = {language: article[f"text_{language}"].split("\n\n") for language in ("vi", "en")}
    if len(paragraphs["vi"]) != len(paragraphs["en"]):
        yield f"text_vi has {len(paragraphs['vi'])} paragraphs, text_en {len(paragraphs['en'])}"
        return
    if [row["index"] for row in sentences] != list(range(len(sentences))):
        yield "its sentences are not numbered from 0"
        return
    for row in sentences:
        name, vi, en = f"sentence {row['index']}", row["translation"]["vi"], row["translation"]["en"]
        if row["role"] not in _ROLES:
            yield f"{name} has the role {row['role']!r}"
        elif row["role"] in _TEXT_ROLES:
            if None in (row["start"], row["end"], row["paragraph"]):
                yield f"{name} has no place in the text"
                continue
            if text[row["start"] : row["end"]] != vi:
                yield f"{name} does not stand where its offsets say"
            if not 0 <= row["paragraph"] < len(paragraphs["en"]):
                yield f"{name} stands in paragraph {row['paragraph']} of {len(paragraphs['en'])}"
            elif en not in paragraphs["en"][row["paragraph"]]:
                yield f"{name} is not in its English paragraph"
        if unknown := [flag for flag in row["flags"] if flag not in FLAG_MEANINGS]:
            yield f"{name} has flags without a meaning: {', '.join(unknown)}"
        for language, spans in row["unanswered"].items():
            if any(not 0 <= span["start"] < span["end"] <= len(row["translation"][language]) for span in spans):
                yield f"{name} has words without a counterpart beyond its end"
        if row["score"] is not None and not 0 <= row["score"] <= 1:
            yield f"{name} has the score {row['score']}"
    support = {index for item in article["summary"] for index in item["support"]}
    if not support <= {row["index"] for row in sentences}:
        yield "its summary rests on sentences that are not there"
    elif support != {row["index"] for row in sentences if row["in_summary"]}:
        yield "in_summary does not say what its summary rests on"
    if article["summary_en"] != running_text(item["en"] for item in article["summary"]):
        yield "summary_en is not the sentences of summary"
    if unknown := [flag for flag in article["flags"] if flag not in FLAG_MEANINGS]:
        yield f"it has flags without a meaning: {', '.join(unknown)}"


def _empty(article: Row, sentences: Sequence[Row]) -> Iterator[str]:
    """Yield the columns that hold null and must not."""
    yield from (name for name, value in article.items() if value is None and name not in _MAY_BE_EMPTY)
    for row in sentences:
        values = row | (row["translation"] or {})
        yield from (
            f"{name} of sentence {row['index']}"
            for name, value in values.items()
            if value is None and name not in _MAY_BE_EMPTY
        )
