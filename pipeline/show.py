"""What a person at a terminal sees: the end of a run, the list of models, a dataset and its doubtful sentences."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.export.notes import notes, one_sided, without_counterpart
from corpus.load import Row, read_article_rows, read_articles
from corpus.schema import FLAG_MEANINGS, HARMLESS
from corpus.wording import counted, listed
from pipeline.job import Report, RunError
from pipeline.terminal import print_table, say, stdout_console, wrapped

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from models import ModelInfo


_HEADLINE_SCORE = "flores200-dev BLEU"
_INDENT = 3
_BEGINNING = 60  # letters of an article that has no title


def report_lines(report: Report) -> Iterator[str]:
    """Yield the last lines of a run: what was done, what is doubtful, where it lies, what to do next."""
    from models import known_models

    done, now = counted(report.articles, "article"), counted(report.translated_now, "article")
    yield f"{done}, {counted(report.segments, 'segment')} in {report.output} ({now} translated in this call)."
    if report.unfinished:
        left = f"{counted(report.unfinished, 'article')} {'is' if report.unfinished == 1 else 'are'} left"
        yield f"Stopped: {left}. The same command goes on from here; what is finished can be used already."
    if report.duplicates:
        yield f"Copies of another one, or nearly: {counted(report.duplicates, 'input')}; the dataset names them under `duplicates`."
    if report.no_longer_in_inputs:
        yield f"Left out, since they are no longer in their inputs: {counted(report.no_longer_in_inputs, 'article')} of earlier calls."
    if report.quarantined:
        inputs = counted(sum(report.quarantined.values()), "input")
        yield f"{inputs} could not be used ({listed(report.quarantined)}); {report.output}/run/quarantine.jsonl says why."
    yield from flag_lines(report.sentence_flags)
    if not HARMLESS.issuperset(report.sentence_flags):
        yield f"Look at them with: songngu show {report.output} --flagged"
    yield _translator_line(report.translator, known_models())
    if report.reader:
        yield f"Read it in a browser: {report.reader}"
    yield f"Read it here: songngu show {report.output}   Load it: datasets.load_dataset({report.output!r}, 'articles')"


def flag_lines(flags: Mapping[str, int]) -> Iterator[str]:
    """Yield how many sentences have which doubts, and apart from them what was only done to sentences."""
    doubts = listed({flag: count for flag, count in flags.items() if flag not in HARMLESS})
    yield f"Doubtful sentences: {doubts}." if doubts else "No sentence is in doubt."
    if harmless := listed({flag: count for flag, count in flags.items() if flag in HARMLESS}):
        yield f"Translated in parts or a second time, which is no doubt: {harmless}."


def _translator_line(name: str, models: Sequence[ModelInfo]) -> str:
    """Name the translator with its score, and what the next better one would cost."""
    score = next((info.scores.get(_HEADLINE_SCORE) for info in models if info.id == name), None)
    if score is None:
        return f"Translated by {name}, of which no score is known here. Measure it with: songngu eval PAIRS.tsv --translator {name}"
    line = f"Translated by {name}: BLEU {score} on FLORES-200 dev."
    better = max(
        (info for info in models if info.scores.get(_HEADLINE_SCORE, 0) > score),
        key=lambda i: i.scores[_HEADLINE_SCORE],
        default=None,
    )
    if better is None:
        return line
    licence = better.license + ("" if better.commercial else ", not for commercial use")
    return (
        f"{line} Better: --translator {better.id} (BLEU {better.scores[_HEADLINE_SCORE]}; downloads {better.download:,} MB once; {licence}) "
        "into another folder."
    )


def print_models(*, as_json: bool) -> None:
    """Print the registry of models."""
    from dataclasses import asdict

    from models import known_models

    if as_json:
        for info in known_models():
            print(json.dumps(asdict(info), ensure_ascii=False, default=str))
        return
    console = stdout_console()
    for task in ("translation", "summarization"):
        models = [info for info in known_models() if info.task == task]
        console.print(f"[bold]{task}[/bold]")
        print_table(list(map(_model_row, models)), left=("licence", "model"), spare="model")
        if task == "translation":
            console.print(
                f"[dim]BLEU: {_HEADLINE_SCORE.removesuffix(' BLEU')}, published unless it is measured here.[/dim]"
            )
        for info in models:
            if info.measured:
                scores = ", ".join(f"{name.replace(' BLEU', '')} {score}" for name, score in info.scores.items())
                console.print(f"[dim]BLEU of {info.id} as measured: {scores}[/dim]")
        console.print()
    console.print("[dim]Their names on the Hub, and all scores: songngu models --json[/dim]")


def _model_row(info: ModelInfo) -> dict[str, str]:
    score = {"BLEU": str(info.scores.get(_HEADLINE_SCORE, ""))} if info.task == "translation" else {}
    return {
        "name": info.id,
        **score,
        "size": f"{info.parameters:,} M" if info.parameters else "",
        "download": f"{info.download:,} MB" if info.download else "none",
        "licence": info.license + ("" if info.commercial else ", non-commercial"),
        "model": info.hub or "comes with songngu",
    }


def print_dataset(output: Path, article: str | None, *, flagged: bool, as_json: bool) -> None:
    """Print a dataset: its articles, one of them in both languages, or its flagged sentences."""
    console = stdout_console()
    chosen = None if article is None else _find(output, article)
    if as_json:
        _print_json(output, chosen, flagged=flagged)
    elif flagged or chosen is not None:
        _print_sentences(console, output, chosen, flagged=flagged)
    else:
        _print_list(console, output)


def _find(output: Path, wanted: str) -> str:
    """Return the id of the article that ``wanted`` names: by its number or by the beginning of its id."""
    ids: list[str] = [row["id"] for row in read_article_rows(output, ["id"])]
    if wanted.isdigit() and 1 <= int(wanted) <= len(ids):
        return ids[int(wanted) - 1]
    matches = [id for id in ids if len(wanted) >= 6 and id.startswith(wanted)]
    if len(matches) != 1:
        raise RunError(
            f"There is no article {wanted} in {output}. Give its number (1 to {len(ids)}) or its id; songngu show {output} lists them."
        )
    return matches[0]


def _print_json(output: Path, chosen: str | None, *, flagged: bool) -> None:
    if chosen is None and not flagged:
        for article in read_article_rows(output):
            print(json.dumps(article, ensure_ascii=False))
        return
    for _, _, sentences in _read(output, chosen):
        for row in sentences:
            if row["flags"] or not flagged:
                print(json.dumps(row, ensure_ascii=False))


def _read(output: Path, chosen: str | None) -> Iterator[tuple[int, Row, list[Row]]]:
    """Yield the articles with their numbers and sentences, or only the ``chosen`` one."""
    for number, (article, sentences) in enumerate(read_articles(output), 1):
        if chosen is None or article["id"] == chosen:
            yield number, article, sentences


def _print_list(console: Console, output: Path) -> None:
    number = 0
    for number, row in enumerate(read_article_rows(output), 1):
        console.print(_heading(number, row))
        for text, style in (
            (_facts(row, "published", "author", "source", "id"), "dim"),
            (row["summary_en"], ""),
            (_doubts(row), "yellow"),
        ):
            if text:
                console.print(wrapped(text, indent=_INDENT), style=style, markup=False, soft_wrap=True)
        console.print()
    say(f"{counted(number, 'article')}. One in both languages: songngu show {output} NUMBER")


def _print_sentences(console: Console, output: Path, chosen: str | None, *, flagged: bool) -> None:
    from pipeline.explain import EXPLAIN

    found = False
    for number, article, sentences in _read(output, chosen):
        shown = [row for row in sentences if not flagged or not HARMLESS.issuperset(row["flags"])]
        if not shown:
            continue
        found = True
        console.print()
        console.print(_heading(number, article))
        facts = ("source", "id") if flagged else ("published", "author", "url", "source", "id")
        console.print(wrapped(_facts(article, *facts), indent=_INDENT), style="dim", markup=False, soft_wrap=True)
        if not flagged:
            console.print(f"[bold]Summary:[/bold] {_safe(article['summary_en'])}")
            for flag in article["flags"]:
                _print_note(console, flag, FLAG_MEANINGS.get(flag, ""))
        for row in shown:
            score = "" if row["score"] is None else f" {row['score']:.2f}"
            console.print(f"\n[dim]{row['index']} {row['role']}{score}[/dim]")
            for language, style in (("vi", "cyan"), ("en", "")):
                console.print(_marked(row["translation"][language], row["unanswered"][language], style))
            for flag, meaning in notes(row, one_sided(row, EXPLAIN)):
                _print_note(console, flag, meaning)
            if words := without_counterpart(row, EXPLAIN):
                console.print(f"[dim]without a counterpart: {_safe(words)}[/dim]")
    if not found:
        say("No sentence is in doubt.")


def _heading(number: int, article: Row) -> Text:
    """Return the number and title of an article; one without a title has its first words there."""
    from rich.text import Text

    title = article["title_en"] or article["title_vi"]
    beginning = textwrap.shorten(article["text_en"], _BEGINNING, placeholder=" …")
    lead = f"{number}  "
    return Text(lead + wrapped(title or f"(no title) {beginning}", indent=len(lead))[len(lead) :], "bold")


def _doubts(article: Row) -> str:
    return f"doubts: {', '.join(flag.replace('_', ' ') for flag in article['flags'])}" if article["flags"] else ""


def _print_note(console: Console, flag: str, meaning: str) -> None:
    style = "dim" if flag in HARMLESS else "yellow"
    console.print(f"{flag.replace('_', ' ')}: {meaning}", style=style, markup=False)


def _facts(row: Mapping[str, Any], *names: str) -> str:
    return "  ".join(filter(None, map(row.get, names)))


def _marked(text: str, spans: Sequence[Mapping[str, int]], style: str) -> Text:
    from rich.text import Text

    shown = Text(text, style)
    for span in spans:
        shown.stylize("underline", span["start"], span["end"])
    return shown


def _safe(text: str) -> str:
    from rich.markup import escape

    return escape(text)
